import { S3Client } from '@aws-sdk/client-s3';
import { environment } from '../environment.ts';
import { lean } from '../lean-client.ts';
import { logged } from '../log.ts';
import { SnapshotFiles } from '../publish-directory/snapshot-files.ts';
import { Records } from '../store/records.ts';
import { SESSION_COOKIE } from '../web/cookies.ts';
import { pageHandler } from '../web/page-handler.ts';
import { site } from '../web/site.ts';
import { isOpenData, openData } from './api.ts';
import { directoryReader } from './current-directory.ts';
import { DIRECTORY_PROBLEMS, directoryRoutes } from './directory.ts';

const records = new Records(environment('RECORDS_TABLE'));
const files = new SnapshotFiles(environment('DIRECTORY_BUCKET'), lean(new S3Client()));
const desk = { records, files, readDirectory: directoryReader(records, files), publicUrl: environment('PUBLIC_URL') };

const pages = pageHandler({
  routes: directoryRoutes(desk),
  records,
  now: () => new Date(),
  site: site(),
  problems: DIRECTORY_PROBLEMS,
});

type PagesEvent = Parameters<typeof pages>[0];

/** Pages here are the same for everybody: they do not look who is signed in, and so need not read people's rows. */
const asAnybody = (event: PagesEvent): PagesEvent => ({
  ...event,
  cookies: event.cookies?.filter((cookie) => !cookie.startsWith(`${SESSION_COOKIE}=`)) ?? [],
});

export const handler = logged((event: PagesEvent, context) =>
  isOpenData(event.rawPath) ? openData(desk, event, new Date()) : pages(asAnybody(event), context),
);

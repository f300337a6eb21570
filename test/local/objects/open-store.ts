import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import { createS3Api } from '../../../local/objects/api.ts';
import { ObjectStore } from '../../../local/objects/store.ts';

export const NOON = Date.parse('2026-03-02T12:00:00Z');

/** A folder for one test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-objects-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

export function openStore(folder: string): ObjectStore {
  return new ObjectStore({
    folder,
    buckets: ['directory', 'exports'],
    clock: new Clock({ mode: 'manual', now: NOON }),
  });
}

/** Two buckets behind their API, mounted under /s3 as the home does, with the ordinary client. */
export async function openS3() {
  const folder = temporaryFolder();
  const store = openStore(folder);
  const door = new Hono().route('/s3', createS3Api(store));
  const server = serve({ fetch: door.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/s3`;
  const client = new S3Client({
    endpoint: url,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  return { folder, store, client, url };
}

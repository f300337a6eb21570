import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { directoryCsv } from '../../domain/directory-csv.ts';
import { DIRECTORY_FORMAT, type DirectorySnapshot, SNAPSHOT_FILES } from '../../domain/directory-entry.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A file of a format that this version does not read. */
export class SnapshotFormatError extends Error {
  override readonly name = 'SnapshotFormatError';
}

/** The files of snapshots, each snapshot in a folder of its own. Nothing in a folder is ever changed. */
export class SnapshotFiles {
  readonly #bucket: string;
  readonly #client: Pick<S3Client, 'send'>;

  constructor(bucket: string, client: Pick<S3Client, 'send'>) {
    this.#bucket = bucket;
    this.#client = client;
  }

  /** @param json the bytes whose hash names the snapshot */
  async put(folder: string, json: string, { entries }: DirectorySnapshot): Promise<void> {
    await this.#putFile(`${folder}/${SNAPSHOT_FILES.json}`, json, 'application/json');
    await this.#putFile(`${folder}/${SNAPSHOT_FILES.csv}`, directoryCsv(entries), 'text/csv; charset=utf-8');
  }

  /** A file as it lies there, compressed by gzip. */
  async readFile(folder: string, file: keyof typeof SNAPSHOT_FILES): Promise<Uint8Array> {
    const Key = `${folder}/${SNAPSHOT_FILES[file]}`;
    const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  }

  /** @throws SnapshotFormatError */
  async read(folder: string): Promise<DirectorySnapshot> {
    const bytes = await this.readFile(folder, 'json');
    const snapshot = JSON.parse(String(await decompress(bytes))) as DirectorySnapshot;
    if (snapshot.format !== DIRECTORY_FORMAT)
      throw new SnapshotFormatError(`${folder} is of format ${snapshot.format}`);
    return snapshot;
  }

  async delete(folder: string): Promise<void> {
    for (const file of Object.values(SNAPSHOT_FILES)) {
      await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: `${folder}/${file}` }));
    }
  }

  async #putFile(Key: string, text: string, ContentType: string): Promise<void> {
    const Body = await compress(text);
    const put = { Bucket: this.#bucket, Key, Body, ContentType, ContentEncoding: 'gzip' };
    await this.#client.send(new PutObjectCommand(put));
  }
}

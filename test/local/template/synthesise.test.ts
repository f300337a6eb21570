import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SynthesisError, synthesise } from '../../../local/template/synthesise.ts';

/** Stands for the CDK app: counts its runs and writes what it was given. */
const APP = `
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
appendFileSync('runs.txt', 'run ');
await new Promise((resolve) => setTimeout(resolve, 100));
const source = readFileSync('functions/greet.ts', 'utf8');
writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', JSON.stringify({ source, context: process.env.CDK_CONTEXT_JSON }));
if (source === 'broken') { console.error('greet.ts is broken'); process.exit(3); }
`;

let root: string;
let output: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'synthesise-'));
  output = join(root, '.build');
  await mkdir(join(root, 'functions'));
  await writeFile(join(root, 'app.mjs'), APP);
  await writeFile(join(root, 'cdk.json'), '{ "app": "node app.mjs", "context": { "flag": true } }');
  await writeFile(join(root, 'functions/greet.ts'), 'hello');
});
afterEach(() => rm(root, { recursive: true }));

const runs = async () => (await readFile(join(root, 'runs.txt'), 'utf8')).split(' ').length - 1;

it('runs the app once as long as its sources stay the same', async () => {
  const first = await synthesise({ root, output });
  expect(await synthesise({ root, output })).toBe(first);
  expect(await runs()).toBe(1);
});

it('runs the app again when a source changes, and leaves the earlier assembly to homes that use it', async () => {
  const first = await synthesise({ root, output });
  await writeFile(join(root, 'functions/greet.ts'), 'good day');
  const second = await synthesise({ root, output });
  expect(second).not.toBe(first);
  expect(JSON.parse(await readFile(join(first, 'manifest.json'), 'utf8')).source).toBe('hello');
  expect(JSON.parse(await readFile(join(second, 'manifest.json'), 'utf8')).source).toBe('good day');
});

it('gives the app the context of cdk.json and of the caller', async () => {
  const folder = await synthesise({ root, output, context: { stage: 'test' } });
  const { context } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  expect(JSON.parse(context)).toMatchObject({ flag: true, stage: 'test' });
});

it('lets bundles be CommonJS wherever the assembly lies', async () => {
  const folder = await synthesise({ root, output });
  expect(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).toEqual({ type: 'commonjs' });
});

it('runs the app once for homes that start at the same time', async () => {
  const folders = await Promise.all([1, 2, 3].map(() => synthesise({ root, output })));
  expect(new Set(folders).size).toBe(1);
  expect(await runs()).toBe(1);
});

it('says what the app printed when it fails, keeps nothing of it and tries again', async () => {
  await writeFile(join(root, 'functions/greet.ts'), 'broken');
  const failing = () => synthesise({ root, output });
  await expect(failing).rejects.toThrow(
    /^the app cannot be synthesised: code 3 \(everything it said: .*failed\.log\)$/,
  );
  expect(await readFile(join(output, 'failed.log'), 'utf8')).toContain('greet.ts is broken');
  await expect(failing).rejects.toThrow(SynthesisError);
  await writeFile(join(root, 'functions/greet.ts'), 'mended');
  const folder = await synthesise({ root, output });
  expect(await readdir(output)).toEqual(expect.arrayContaining(['lock.sqlite', folder.slice(output.length + 1)]));
  expect(await readdir(output)).toHaveLength(3);
});

it('names the error that ended the app, without its stack', async () => {
  await writeFile(join(root, 'app.mjs'), "throw new Error('the workflow is no definition')");
  await expect(synthesise({ root, output })).rejects.toThrow(
    /^the app cannot be synthesised: the workflow is no definition \(/,
  );
});

it('keeps the last five assemblies, each with what homes keep below it', async () => {
  let newest = '';
  for (let change = 1; change <= 7; change++) {
    await writeFile(join(root, 'functions/greet.ts'), `change ${change}`);
    newest = await synthesise({ root, output });
    await mkdir(join(newest, 'compiled'));
    await writeFile(join(newest, 'compiled/cached'), '');
  }
  const folders = (await readdir(output, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  expect(folders).toHaveLength(5);
  expect(folders.map(({ name }) => join(output, name))).toContain(newest);
});

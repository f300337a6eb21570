import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FunctionDefinition } from '../../local/functions/definition.ts';
import type { FunctionBehaviour } from './case.ts';
import { PLACE } from './home.ts';

/** One byte more than a state may pass on (256 KiB). */
const TOO_LARGE = 256 * 1024 + 1;

/** How long a recorded function sleeps when the case does not say. */
const SLEEP_SECONDS = 5;

/** How long or how large: the number that a behaviour gives, or else the first in its summary. */
function amount({ summary, ...rest }: FunctionBehaviour): number | undefined {
  const given = Object.values(rest).find((value) => typeof value === 'number');
  const said = /\d+(\.\d+)?/.exec(summary)?.[0];
  return given ?? (said === undefined ? undefined : Number(said));
}

function body(behaviour: FunctionBehaviour): string {
  switch (behaviour.kind) {
    case 'identity':
      return 'return event;';
    case 'constant':
      return `return ${JSON.stringify(behaviour.value ?? null)};`;
    case 'raise':
      return `throw Object.assign(new Error(${JSON.stringify(behaviour.errorMessage ?? '')}), { name: ${JSON.stringify(behaviour.error ?? 'Error')} });`;
    case 'sleep-then-identity':
      return `await new Promise((wake) => setTimeout(wake, ${(amount(behaviour) ?? SLEEP_SECONDS) * 1000})); return event;`;
    case 'large-output':
      return `return '0'.repeat(${amount(behaviour) ?? TOO_LARGE});`;
  }
}

/** Writes a recorded function as the bundle of a real one. */
export async function writeFunction(
  folder: string,
  name: string,
  behaviour: FunctionBehaviour,
): Promise<FunctionDefinition> {
  const codeFolder = join(folder, name);
  await mkdir(codeFolder, { recursive: true });
  await writeFile(join(codeFolder, 'index.mjs'), `export const handler = async (event) => { ${body(behaviour)} };\n`);
  const arn = `arn:aws:lambda:${PLACE.region}:${PLACE.account}:function:${name}`;
  return { name, arn, codeFolder, handler: 'index.handler', environment: {}, timeoutSeconds: 900, memoryMb: 128 };
}

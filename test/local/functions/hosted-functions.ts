import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import type { FunctionDefinition } from '../../../local/functions/definition.ts';
import { FunctionHost } from '../../../local/functions/function-host.ts';
import type { LambdaError } from '../../../local/functions/invoke.ts';

export const NEW_YEAR = '2031-01-01T00:00:00.000Z';

type NameOf<File> = File extends `${infer Name}.${string}` ? Name : never;

/** A host, for all tests of a file, of functions that the file gives by their sources. */
export class HostedFunctions<File extends string, Variant extends string = never> {
  readonly folder = mkdtempSync(join(tmpdir(), 'function-host-'));
  readonly clock = new Clock({ mode: 'manual', now: Date.parse(NEW_YEAR) });
  readonly failures: [string, LambdaError][] = [];
  readonly host: FunctionHost;

  /**
   * @param sources by the name of the file, which is also the function's
   * @param variants functions that differ from these by their definition
   */
  constructor(
    sources: Readonly<Record<File, string>>,
    variants: Readonly<Record<Variant, Partial<FunctionDefinition>>> = {} as Record<Variant, never>,
  ) {
    for (const [file, source] of Object.entries<string>(sources)) writeFileSync(join(this.folder, file), source);
    const functions = [
      ...Object.keys(sources).map((file) => this.definition(file.replace(/\.m?js$/, ''))),
      ...Object.entries<object>(variants).map(([name, changes]) => this.definition(name, changes)),
    ];
    const onError = (name: string, error: LambdaError) => this.failures.push([name, error]);
    this.host = new FunctionHost({ functions, clock: this.clock, logFolder: this.folder, onError });
    afterAll(async () => {
      await this.host.close();
      rmSync(this.folder, { recursive: true });
    });
  }

  definition(name: string, changes: Partial<FunctionDefinition> = {}): FunctionDefinition {
    const arn = `arn:aws:lambda:eu-west-2:000000000000:function:${name}`;
    const environment = { TABLE: 'records' };
    const handler = `${name}.handler`;
    const codeFolder = this.folder;
    return { name, arn, codeFolder, handler, environment, timeoutSeconds: 20, memoryMb: 128, ...changes };
  }

  on(name: NameOf<File> | Variant) {
    const { host } = this;
    return {
      async answer(event: unknown = {}): Promise<unknown> {
        const invocation = await host.invoke(name, JSON.stringify(event));
        if (!invocation.ok) throw new Error(JSON.stringify(invocation.error));
        return JSON.parse(invocation.payload);
      },
      async error(event: unknown = {}): Promise<LambdaError> {
        const invocation = await host.invoke(name, JSON.stringify(event));
        if (invocation.ok) throw new Error(`it answered ${invocation.payload}`);
        return invocation.error;
      },
    };
  }
}

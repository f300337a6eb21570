import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock/clock.ts';
import type { FunctionDefinition } from './definition.ts';
import type { Invocation } from './invoke.ts';

/** What one function printed, and a line for the start, the end and the figures of each invocation, as in Lambda. */
export class FunctionLog {
  /** Undefined when there is no folder for logs: then all goes to the home's standard output. */
  readonly file: number | undefined;
  readonly #definition: FunctionDefinition;
  readonly #clock: Clock;

  constructor(definition: FunctionDefinition, clock: Clock, folder: string | undefined) {
    this.#definition = definition;
    this.#clock = clock;
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    this.file = openSync(join(folder, `${definition.name}.log`), 'a');
  }

  start(requestId: string): void {
    this.#write(`START RequestId: ${requestId} Version: $LATEST`);
  }

  /** @param duration how long it took in real time, in milliseconds; the clock of the line is the home's */
  end(requestId: string, invocation: Invocation, duration: number): void {
    const figures = `Duration: ${duration.toFixed(2)} ms\tMemory Size: ${this.#definition.memoryMb} MB`;
    const fault = invocation.ok ? '' : `\tStatus: error\tError Type: ${invocation.error.errorType}`;
    this.#write(`END RequestId: ${requestId}`, `REPORT RequestId: ${requestId}\t${figures}${fault}`);
  }

  /** Something that the thread could not print itself any more. */
  note(requestId: string | undefined, text: string): void {
    this.#write(`${requestId ?? '-'} ${text}`);
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
  }

  #write(...lines: string[]): void {
    const instant = new Date(this.#clock.now()).toISOString();
    const text = lines.map((line) => `${instant} ${line}\n`).join('');
    if (this.file === undefined) process.stdout.write(text);
    else writeSync(this.file, text);
  }
}

import { readReference } from '../../domain/reference.ts';
import type { Actor } from '../../functions/store/event-row.ts';
import { readCommandLine, UsageError } from '../command-line.ts';

/** What a subcommand is called with. */
export interface Signature {
  /** What it is given, by position: `REFERENCE` is read as people type it. */
  readonly parameters: readonly string[];
  /** Options with a text, besides those of every subcommand. */
  readonly options: readonly string[];
  /** Options without one. */
  readonly flags?: readonly string[];
  /** It changes something, so whoever does it says who they are. */
  readonly acts: boolean;
}

const COMMON = { as: { type: 'string' }, home: { type: 'string' }, table: { type: 'string' } } as const;

/** How a subcommand was called. */
export class Call {
  readonly home: string | undefined;
  readonly table: string | undefined;
  readonly #as: string | undefined;
  readonly #parameters: ReadonlyMap<string, string>;
  readonly #values: Readonly<Record<string, unknown>>;

  /** @throws UsageError */
  constructor({ parameters, options, flags = [], acts }: Signature, args: readonly string[]) {
    const { values, positionals } = parse(args, options, flags);
    if (positionals.length !== parameters.length) {
      throw new UsageError(`give ${parameters.join(' ') || 'nothing'} (quote texts with spaces)`);
    }
    this.home = textOf(values.home);
    this.table = textOf(values.table);
    this.#as = textOf(values.as)?.trim();
    if (acts && !this.#as) throw new UsageError('say who you are: --as NAME');
    this.#parameters = new Map(parameters.map((name, index) => [name, positionals[index] ?? '']));
    this.#values = values;
  }

  /** Who does it. */
  get by(): Actor {
    return { kind: 'staff', ...(this.#as !== undefined && { id: this.#as }) };
  }

  /** @throws UsageError */
  get reference(): string {
    const typed = this.parameter('REFERENCE');
    const read = readReference(typed);
    if (read.word === 'reference') return read.reference;
    throw new UsageError(`${typed} is no reference (${read.word}): one is like LLE-2XCP-2TDE`);
  }

  parameter(name: string): string {
    const value = this.#parameters.get(name);
    if (value === undefined) throw new Error(`the subcommand takes no ${name}`);
    return value;
  }

  /** Every time that the option was given. */
  all(option: string): readonly string[] {
    const given = this.#values[option];
    return Array.isArray(given) ? given.map(String) : [];
  }

  /** @throws UsageError when it is given more than once */
  optional(option: string): string | undefined {
    const [first, ...others] = this.all(option);
    if (others.length > 0) throw new UsageError(`give --${option} once`);
    return first;
  }

  /** @throws UsageError when it is not given, or more than once */
  one(option: string): string {
    const given = this.optional(option)?.trim();
    if (!given) throw new UsageError(`--${option} is missing`);
    return given;
  }

  has(flag: string): boolean {
    return this.#values[flag] === true;
  }
}

/** @throws UsageError */
export function oneOf<Word extends string>(words: readonly Word[], typed: string): Word {
  const word = words.find((one) => one === typed);
  if (word === undefined) throw new UsageError(`${typed} is none of ${words.join(', ')}`);
  return word;
}

/** @throws UsageError */
export function emailAddress(typed: string): string {
  if (!/^\S+@\S+\.\S+$/.test(typed)) throw new UsageError(`${typed} is no email address`);
  return typed;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

function parse(args: readonly string[], options: readonly string[], flags: readonly string[]): Parsed {
  const own = Object.fromEntries([
    ...options.map((name) => [name, { type: 'string', multiple: true }] as const),
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
  ]);
  return readCommandLine({ args: [...args], allowPositionals: true, options: { ...own, ...COMMON } });
}

import { argv, exit, stderr } from 'node:process';
import * as z from 'zod';
import { readCommandLine, UsageError } from '../commands/command-line.ts';

export const wholeNumber = (least: number) => z.coerce.number().int().min(least);

/** A number that chance is made of; another one each time, unless it is given. */
export const anySeed = wholeNumber(0).default(() => Date.now() % 1_000_000);

/**
 * What one of our own runners (`npm run torture`) was called with. Whoever calls it wrongly reads why, and how it is called;
 * then the process ends with 1.
 *
 * @param shape `--name VALUE` by name; a boolean is a flag, `--name`
 */
export function readRunOptions<Shape extends z.ZodRawShape>(usage: string, shape: Shape): z.infer<z.ZodObject<Shape>> {
  try {
    return parseRunOptions(argv.slice(2), shape);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    stderr.write(`${error.message}\nusage: ${usage}\n`);
    exit(1);
  }
}

/** @throws UsageError */
export function parseRunOptions<Shape extends z.ZodRawShape>(
  args: string[],
  shape: Shape,
): z.infer<z.ZodObject<Shape>> {
  const options = Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, { type: isFlag(field) ? 'boolean' : 'string' } as const]),
  );
  const read = z.object(shape).safeParse(readCommandLine({ args, options }).values);
  if (!read.success) throw new UsageError(z.prettifyError(read.error));
  return read.data;
}

const isFlag = (field: unknown) => field instanceof z.ZodDefault && field.def.innerType instanceof z.ZodBoolean;

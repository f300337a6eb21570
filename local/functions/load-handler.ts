import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import { RuntimeError } from './error-shape.ts';

export type Handler = (event: unknown, context: unknown) => unknown;

const EXTENSIONS = ['.js', '.mjs', '.cjs'] as const;

/**
 * Loads a function's module and finds its handler, as Lambda's runtime for Node 24 does.
 *
 * @param handler `<module>.<export>`
 * @throws RuntimeError `ImportModuleError`, `UserCodeSyntaxError`, `HandlerNotFound`, `MalformedHandlerName` or
 *   `CallbackHandlerDeprecated`; and whatever the module itself throws
 */
export async function loadHandler(codeFolder: string, handler: string): Promise<Handler> {
  const [, moduleName, exportName] = /^([^.]*)\.(.*)$/.exec(basename(handler)) ?? [];
  if (moduleName === undefined || exportName === undefined || handler.includes('..')) {
    throw new RuntimeError('MalformedHandlerName', `'${handler}' is not a valid handler name`);
  }
  const loaded = await loadModule(codeFolder, join(dirname(handler), moduleName));
  const found = pick(loaded, exportName) ?? pick(loaded.default, exportName);
  if (found === undefined) throw new RuntimeError('HandlerNotFound', `${handler} is undefined or not exported`);
  if (typeof found !== 'function') throw new RuntimeError('HandlerNotFound', `${handler} is not a function`);
  if (found.length >= 3) {
    throw new RuntimeError(
      'CallbackHandlerDeprecated',
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later.',
    );
  }
  return found as Handler;
}

async function loadModule(codeFolder: string, name: string): Promise<Record<string, unknown>> {
  const file = EXTENSIONS.map((extension) => join(codeFolder, name + extension)).find((path) => existsSync(path));
  try {
    return await import(pathToFileURL(file ?? createRequire(join(codeFolder, 'index.js')).resolve(name)).href);
  } catch (error) {
    // an error of another realm is no instance of this one's classes, hence the look at its name
    if (types.isNativeError(error) && error.name === 'SyntaxError') {
      throw new RuntimeError('UserCodeSyntaxError', String(error));
    }
    if (types.isNativeError(error) && 'code' in error && error.code === 'MODULE_NOT_FOUND') {
      throw new RuntimeError('ImportModuleError', String(error));
    }
    throw error;
  }
}

function pick(holder: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], holder);
}

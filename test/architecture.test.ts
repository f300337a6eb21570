import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each top-level folder may import: other folders of the project, and packages. */
const MAY_IMPORT = {
  programmes: { folders: [], packages: /^$/ },
  domain: { folders: ['programmes'], packages: /^$/ },
  functions: {
    folders: ['domain', 'programmes'],
    packages:
      /^(node:|@aws-sdk\/|@aws-lambda-powertools\/|@middy\/|aws-lambda$|dataloader$|zod$|nunjucks$|openid-client$|jose$)/,
  },
  // for managers and operators; they reach a home by AWS's interfaces, whichever home it is
  commands: {
    folders: ['functions', 'domain', 'programmes'],
    packages: /^(node:|@aws-sdk\/|zod$|csv-parse$|openid-client$)/,
  },
  infra: {
    folders: ['functions', 'programmes'],
    packages: /^(node:|aws-cdk-lib|constructs$|esbuild$|zod$|@aws-sdk\/client-(cloudformation|sesv2|sts)$)/,
  },
  // the home reads what CDK synthesised; it knows neither the service's code nor its infrastructure
  local: { folders: [], packages: /^(?!aws-cdk-lib|constructs)/ },
} as const;

const IMPORT = /(?:^|\n)(?:import|export)\b(?:[^;'"()=]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\('([^']+)'\)/g;

const importsIn = (text: string) =>
  Array.from(text.matchAll(IMPORT), ([, statement, dynamic]) => (statement ?? dynamic) as string);

describe.each(Object.entries(MAY_IMPORT))('%s', (folder, { folders, packages }) => {
  it(`imports only itself${folders.map((name) => `, ${name}`).join('')} and its own packages`, () => {
    const allowed: readonly string[] = [folder, ...folders];
    const wrong = globSync(`${folder}/**/*.ts`).flatMap((file) =>
      importsIn(readFileSync(file, 'utf8'))
        .filter((specifier) => {
          if (!specifier.startsWith('.')) return !packages.test(specifier);
          const [target = ''] = normalize(join(dirname(file), specifier)).split('/');
          return !allowed.includes(target);
        })
        .map((specifier) => `${file} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });
});

it('has no circle of files that import each other, in what runs as the service', () => {
  const open = new Map(
    globSync('{programmes,domain,functions}/**/*.ts').map((file) => [
      file,
      importsIn(readFileSync(file, 'utf8')).map((specifier) => normalize(join(dirname(file), specifier))),
    ]),
  );
  // files that import nothing of what is left are in no circle
  const isFree = (file: string) => !open.get(file)?.some((imported) => open.has(imported));
  let free: string[];
  do {
    free = Array.from(open.keys()).filter(isFree);
    for (const file of free) open.delete(file);
  } while (free.length > 0);
  expect([...open.keys()]).toEqual([]);
});

it('recognises every way of importing', () => {
  const text =
    "import a from 'a';\nimport {\n  b,\n} from 'b';\nexport { c } from 'c';\nimport 'd';\nawait import('e');";
  expect(importsIn(text)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

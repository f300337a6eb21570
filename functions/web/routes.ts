import type { PageAnswer } from './answer.ts';
import type { PageRequest } from './request.ts';

export type Page = (request: PageRequest) => Promise<PageAnswer>;

/** One address. `signed-in`: whoever is not is asked to sign in first, and comes back. */
export interface Route {
  /** `/applications/:reference/withdraw` */
  readonly path: string;
  readonly for: 'anyone' | 'signed-in';
  readonly get?: Page;
  readonly post?: Page;
  /** Its link is proof enough: the form is taken from wherever it is sent. Else only from a page of ours. */
  readonly isFormFromAnywhere?: boolean;
}

export interface FoundRoute {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/** No id is longer; the engine refuses keys that are much longer. */
const LONGEST_PARAMETER = 100;

/** The first route that fits: a path with words stands before one with a parameter in their place. */
export function findRoute(routes: readonly Route[], path: string): FoundRoute | undefined {
  const given = path === '/' ? [''] : path.replace(/\/$/, '').split('/').slice(1);
  for (const route of routes) {
    const wanted = route.path.split('/').slice(1);
    if (wanted.length !== given.length) continue;
    const parameters: Record<string, string> = {};
    const fits = wanted.every((part, index) => {
      const value = given[index] ?? '';
      if (!part.startsWith(':')) return part === value;
      parameters[part.slice(1)] = value;
      return value !== '' && value.length <= LONGEST_PARAMETER;
    });
    if (fits) return { route, parameters };
  }
  return undefined;
}

import type { Route } from './routes.ts';

export interface Match {
  readonly route: Route;
  /** The values of the path's variables, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Finds the route for a request as API Gateway does: the most specific path whose method fits, where a literal segment
 * comes before a variable and a variable before a greedy one; then the method itself before `ANY`; `$default` last.
 * HEAD is a method like others and no kind of GET.
 * See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 *
 * @param path decoded
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  let best: (Match & { rank: string }) | undefined;
  for (const route of routes) {
    const [routeMethod, template] = route.key.split(' ');
    if (template === undefined || (routeMethod !== method && routeMethod !== 'ANY')) continue;
    const found = matchPath(template, path);
    if (!found) continue;
    const rank = found.rank + (routeMethod === 'ANY' ? 1 : 0);
    if (best === undefined || rank < best.rank) best = { route, parameters: found.parameters, rank };
  }
  if (best) return best;
  const fallback = routes.find(({ key }) => key === '$default');
  return fallback && { route: fallback, parameters: {} };
}

/** @returns a rank of one digit for each segment, 0 for a literal, 1 for a variable, 2 for a greedy one: less is better */
function matchPath(template: string, path: string): { rank: string; parameters: Record<string, string> } | undefined {
  const expected = template.split('/').slice(1);
  const given = path.split('/').slice(1);
  const parameters: Record<string, string> = {};
  let rank = '';
  for (const [index, segment] of expected.entries()) {
    const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(segment) ?? [];
    const value = greedy ? given.slice(index).join('/') : given[index];
    if (name === undefined) {
      if (value !== segment) return undefined;
      rank += 0;
    } else {
      if (!value) return undefined;
      parameters[name] = value;
      rank += greedy ? 2 : 1;
      if (greedy) return { rank, parameters };
    }
  }
  return given.length === expected.length ? { rank, parameters } : undefined;
}

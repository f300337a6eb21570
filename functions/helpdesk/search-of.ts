import type { Form } from '../web/form.ts';

/** The query of an address, as it can be put behind a question mark again. */
export function searchOf(query: Form): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query.typed())) {
    for (const one of [value].flat()) search.append(name, one);
  }
  return search;
}

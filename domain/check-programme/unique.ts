/** A sentence for each id that stands twice in a list. */
export function uniqueProblems(what: string, list: readonly { readonly id: string }[]): string[] {
  const ids = list.map(({ id }) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `${what} "${id}" stands twice`);
}

/** The template has something that this home cannot give a place to run; the message begins with where it is. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  /** @param path `<stack>/Resources/<logical id>/Properties/…` */
  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`);
  }
}

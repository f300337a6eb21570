/** What was typed into a form, by the names of its fields. */
export type Typed = Readonly<Record<string, string | string[]>>;

/** What a form sent: fields by name, in the order in which they stood. Nothing in it can be trusted to be there. */
export class Form {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(fields: unknown) {
    this.#fields = typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : {};
  }

  /** The text of a field, trimmed; empty when it is not there. A doubled field counts once. */
  one(name: string): string {
    return this.all(name)[0] ?? '';
  }

  /** The texts of all fields of a name: boxes that were ticked. */
  all(name: string): string[] {
    const value = Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
    return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string').map(tidy);
  }

  /** Was the button or field of this name part of it? */
  has(name: string): boolean {
    return Object.hasOwn(this.#fields, name);
  }

  /** Everything, for showing it again. */
  typed(): Typed {
    return Object.fromEntries(
      Object.keys(this.#fields).map((name) => {
        const all = this.all(name);
        return [name, all.length > 1 ? all : (all[0] ?? '')];
      }),
    );
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029\ufffe\uffff]/g;

/** Browsers end lines with CRLF; control characters come from pasting out of other programs. */
function tidy(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(CONTROL, '').trim();
}

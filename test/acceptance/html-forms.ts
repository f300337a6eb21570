/** A control as a browser would send it. */
export interface Control {
  readonly name: string;
  /** `text` for all that is typed into; `button` for what sends the form. */
  readonly type: 'text' | 'hidden' | 'checkbox' | 'radio' | 'select' | 'button';
  /** What is sent: typed already, or of a box, an option, a button. */
  readonly value: string;
  /** Ticked, chosen, or (for what is typed into and hidden) always. */
  readonly on: boolean;
}

export interface Form {
  readonly method: string;
  /** As written; empty for the page itself. */
  readonly action: string;
  readonly controls: readonly Control[];
}

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Reads the forms in the main part of a page that is well-formed, as ours are. */
export function readForms(page: string): Form[] {
  const html = /<main\b[\s\S]*<\/main>/.exec(page)?.[0] ?? '';
  const forms: { method: string; action: string; controls: Control[] }[] = [];
  let form: (typeof forms)[number] | undefined;
  let select = '';
  for (const { 1: slash, 2: tagName = '', 3: attributes = '', 0: tag, index } of html.matchAll(TAG)) {
    const tagIs = `${slash}${tagName.toLowerCase()}`;
    const at = readAttributes(attributes);
    const content = () => textOf(html.slice(index + tag.length, html.indexOf('<', index + tag.length)));
    if (tagIs === 'form') {
      form = { method: (at.method ?? 'get').toLowerCase(), action: at.action ?? '', controls: [] };
      forms.push(form);
    } else if (tagIs === '/form') form = undefined;
    if (!form || 'disabled' in at) continue;
    const add = (type: Control['type'], value: string, on: boolean, name = at.name) => {
      if (name) form?.controls.push({ name, type, value, on });
    };
    if (tagIs === 'input') {
      const type = at.type ?? 'text';
      if (type === 'checkbox' || type === 'radio') add(type, at.value ?? 'on', 'checked' in at);
      else if (type === 'submit') add('button', at.value ?? '', false);
      else add(type === 'hidden' ? 'hidden' : 'text', at.value ?? '', true);
    } else if (tagIs === 'textarea') add('text', content().replace(/^\n/, ''), true);
    else if (tagIs === 'select') select = at.name ?? '';
    else if (tagIs === '/select') chooseFirst(form.controls, select);
    else if (tagIs === 'option') add('select', at.value ?? content(), 'selected' in at, select);
    else if (tagIs === 'button' && (at.type ?? 'submit') === 'submit') add('button', at.value ?? '', false);
  }
  return forms;
}

/** A list with nothing chosen shows, and sends, its first option. */
function chooseFirst(controls: Control[], name: string): void {
  const options = controls.filter((control) => control.name === name);
  const [first] = options;
  if (first && !options.some(({ on }) => on)) controls[controls.indexOf(first)] = { ...first, on: true };
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(text.matchAll(ATTRIBUTE), ([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      textOf(double ?? single ?? bare ?? ''),
    ]),
  );
}

/** What a person reads of a piece of HTML. */
export function visibleText(html: string): string {
  const body = html.replace(/<(script|style|title|template)\b[\s\S]*?<\/\1>/gi, '').replace(/<[^>]+>/g, ' ');
  return textOf(body).replace(/\s+/g, ' ').trim();
}

function textOf(html: string): string {
  return html.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return ENTITIES[name] ?? all;
  });
}

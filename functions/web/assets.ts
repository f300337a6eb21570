import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileAt, GOVUK, WEB } from './files.ts';

export interface Asset {
  /** With a hash of its content in its name, so that browsers may keep it for ever. */
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

const STYLE = 'text/css; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

const suggestions = asset('school-suggestions.js', SCRIPT, read(WEB, 'assets/school-suggestions.js'));
const components = asset('govuk-frontend.js', SCRIPT, withoutSourceMap(read(GOVUK, 'govuk/govuk-frontend.min.js')));

/** What pages load: nothing else is served. */
export const ASSETS = {
  style: asset(
    'service.css',
    STYLE,
    withoutReservedFiles(read(GOVUK, 'govuk/govuk-frontend.min.css')) + read(WEB, 'assets/service.css'),
  ),
  /** What the console of the helpdesk adds. */
  helpdeskStyle: asset('helpdesk.css', STYLE, read(WEB, 'assets/helpdesk.css')),
  script: asset(
    'service.js',
    SCRIPT,
    read(WEB, 'assets/service.js')
      .replace('{{components}}', components.path)
      .replace('{{suggestions}}', suggestions.path),
  ),
  components,
  suggestions,
  icon: asset('icon.svg', 'image/svg+xml', read(WEB, 'assets/icon.svg')),
} as const satisfies Record<string, Asset>;

function asset(name: string, type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { path: `/assets/${name.replace('.', `-${hash}.`)}`, type, text };
}

function read(folder: string, file: string): string {
  return readFileSync(fileAt(folder, file), 'utf8');
}

/** GDS Transport and the crest may be used on gov.uk domains only. */
function withoutReservedFiles(css: string): string {
  return withoutSourceMap(css)
    .replace(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport', 'system-ui')
    .replace(/url\(\/assets\/[^)]*\)/g, 'none');
}

function withoutSourceMap(text: string): string {
  return text.replace(/\/[/*]# sourceMappingURL=.*/, '');
}

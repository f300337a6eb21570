import nunjucks from 'nunjucks';
import { printDate, printInstant } from '../../domain/london-time.ts';
import { lastClosing, type Round } from '../../domain/round.ts';
import { ASSETS } from './assets.ts';
import { fileAt, GOVUK, WEB } from './files.ts';

const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader([fileAt(WEB), fileAt(GOVUK)]), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
});
environment.addFilter('instant', (at: Date | string) => printInstant(new Date(at)));
environment.addFilter('day', printDate);
environment.addFilter('lastClosing', (round: Round) => lastClosing(round).instant);
environment.addFilter('paragraphs', (text: string) => text.split(/\n{2,}/).filter((paragraph) => paragraph.trim()));
environment.addGlobal('assets', ASSETS);

/** Makes a page of a template of `web/`: `apply/start.njk`. Everything that it is given is escaped. */
export function render(template: string, context: object): string {
  return environment.render(template, context);
}

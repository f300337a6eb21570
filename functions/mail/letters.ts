import type { FactsOf } from './facts.ts';
import type { Letter } from './letter.ts';
import type { TemplateId } from './template-ids.ts';

/**
 * Writes one mail.
 *
 * @param links one a link target of the mail, in their order
 */
export type WriteLetter<Facts> = (facts: Facts, links: readonly string[]) => Letter;

/** The words of every mail, in one language. */
export type Letters<Id extends TemplateId = TemplateId> = { readonly [Each in Id]: WriteLetter<FactsOf[Each]> };

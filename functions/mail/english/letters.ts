import type { Letters } from '../letters.ts';
import { ABOUT_ENDORSER_LETTERS } from './about-endorser.ts';
import { ACCOUNT_LETTERS } from './account.ts';
import { APPLICATION_LETTERS } from './application.ts';
import { DESIGNATION_LETTERS } from './designation.ts';
import { ENDING_LETTERS } from './ending.ts';
import { ENDORSER_LETTERS } from './endorser.ts';
import { ENQUIRY_LETTERS } from './enquiry.ts';
import { ROUND_LETTERS } from './round.ts';
import { ROUND_CHANGE_LETTERS } from './round-changes.ts';

/** Every mail in English. Another language is another folder beside this one. */
export const ENGLISH_LETTERS: Letters = {
  ...ACCOUNT_LETTERS,
  ...ROUND_LETTERS,
  ...ROUND_CHANGE_LETTERS,
  ...APPLICATION_LETTERS,
  ...ENDORSER_LETTERS,
  ...ABOUT_ENDORSER_LETTERS,
  ...ENDING_LETTERS,
  ...ENQUIRY_LETTERS,
  ...DESIGNATION_LETTERS,
};

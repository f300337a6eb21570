import { goTo } from '../web/answer.ts';
import type { PageDesk } from '../web/page-desk.ts';
import type { Problems } from '../web/problems.ts';
import type { Route } from '../web/routes.ts';
import { checkAnswers, printAnswers, submit, submitted } from './check-answers.ts';
import { designationRoutes } from './designation-pages.ts';
import { eligibilityPage } from './eligibility-page.ts';
import { remind, replaceEndorserPage, sendReplacement } from './endorser-pages.ts';
import { helpPage } from './help-pages.ts';
import { answerQuestion, informationPage } from './information-page.ts';
import { interestRoutes } from './interest-pages.ts';
import { listApplications, showApplication } from './my-applications.ts';
import { questionPage, saveQuestions } from './question-page.ts';
import { suggestSchools } from './school-suggestions.ts';
import { askToSignIn, sendSignInLink, signInLink, signOut, useSignInLink } from './sign-in.ts';
import { signInSent, useSignInCode } from './sign-in-code.ts';
import { startApplication } from './start-application.ts';
import { programmePage, programmesPage, roundPage } from './start-pages.ts';
import { saveSupportedSchool, supportedSchoolPage } from './supported-school-page.ts';
import { withdrawApplication, withdrawPage } from './withdraw-page.ts';

const CASE = '/applications/:reference';

/** Every address of the applicant's pages, once. */
export const applyRoutes = (desk: PageDesk): Route[] => [
  { path: '/', for: 'anyone', get: programmesPage(desk) },
  { path: '/apply', for: 'anyone', get: programmesPage(desk) },
  { path: '/apply/:programme', for: 'anyone', get: programmePage(desk) },
  { path: '/apply/:programme/eligible', for: 'anyone', get: eligibilityPage(desk) },
  { path: '/rounds/:round', for: 'anyone', get: roundPage(desk) },
  { path: '/rounds/:round/start', for: 'signed-in', get: roundPage(desk), post: startApplication(desk) },
  { path: '/schools', for: 'signed-in', get: suggestSchools(desk) },
  { path: '/help/:page', for: 'anyone', get: helpPage },
  ...interestRoutes(desk),

  { path: '/sign-in', for: 'anyone', get: askToSignIn, post: sendSignInLink(desk) },
  { path: '/sign-in/sent', for: 'anyone', get: signInSent(desk), post: useSignInCode(desk) },
  { path: '/sign-in/:link', for: 'anyone', get: signInLink(desk), post: useSignInLink(desk) },
  { path: '/sign-out', for: 'anyone', post: signOut(desk) },

  { path: '/applications', for: 'signed-in', get: listApplications(desk) },
  { path: CASE, for: 'signed-in', get: showApplication(desk) },
  { path: `${CASE}/questions/:page`, for: 'signed-in', get: questionPage(desk), post: saveQuestions(desk) },
  {
    path: `${CASE}/questions/:page/schools/:number`,
    for: 'signed-in',
    get: supportedSchoolPage(desk),
    post: saveSupportedSchool(desk),
  },
  { path: `${CASE}/check`, for: 'signed-in', get: checkAnswers(desk), post: submit(desk) },
  { path: `${CASE}/submitted`, for: 'signed-in', get: submitted(desk) },
  { path: `${CASE}/answers`, for: 'signed-in', get: printAnswers(desk) },
  {
    path: `${CASE}/endorsers/:slot`,
    for: 'signed-in',
    get: replaceEndorserPage(desk),
    post: sendReplacement(desk),
  },
  {
    path: `${CASE}/endorsers/:slot/remind`,
    for: 'signed-in',
    // where signing in again leads back to
    get: async ({ parameters }) => goTo(`/applications/${parameters.reference}`),
    post: remind(desk),
  },
  {
    path: `${CASE}/questions-to-you/:request`,
    for: 'signed-in',
    get: informationPage(desk),
    post: answerQuestion(desk),
  },
  { path: `${CASE}/withdraw`, for: 'signed-in', get: withdrawPage(desk), post: withdrawApplication(desk) },
  ...designationRoutes(desk),
];

/** What is shown when an act is refused, where the page does not say it itself. */
export const APPLY_PROBLEMS: Problems = {
  RoundNotFoundError: { status: 404, template: 'errors/not-found.njk' },
  CaseNotFoundError: { status: 404, template: 'errors/not-found.njk' },
  SlotNotFoundError: { status: 404, template: 'errors/not-found.njk' },
  SlotMovedOnError: { status: 409, template: 'apply/moved-on.njk' },
  NotNowError: { status: 409, template: 'apply/moved-on.njk' },
  NotListedError: { status: 409, template: 'apply/moved-on.njk' },
  CaseMovedOnError: { status: 409, template: 'apply/moved-on.njk' },
  NoDraftError: { status: 409, template: 'apply/moved-on.njk' },
  RoundNotOpenError: { status: 409, template: 'apply/round-not-open.njk' },
  RoundFullError: { status: 409, template: 'apply/round-full.njk' },
  AlreadyDesignatedError: { status: 409, template: 'apply/already-designated.njk' },
};

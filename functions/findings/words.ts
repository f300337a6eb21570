import type { Evidence, Explanation, InspectionWord } from '../../domain/eligibility-facts.ts';
import type { Grade, Inspection } from '../../domain/school.ts';

/** Those whose words are all that there is to say. */
type PlainWord = Exclude<Explanation['word'], 'register-old' | 'inspection-data-old' | 'register-says' | 'inspection'>;

/** What was found about criteria: pages, mails and commands say the same. */
export const FINDING_WORDS = {
  criterion: {
    person: (wording: string) => `You must ${wording}.`,
    school: (wording: string) => `Your current school must ${wording}.`,
  },
  why: {
    'nothing-declared': 'The application does not say.',
    'declared-met': 'The applicant declared that it is met.',
    'declared-not-met': 'The applicant declared that it is not met.',
    'all-confirmed': 'The endorsers confirmed it.',
    'not-confirmed': 'An endorser did not confirm it.',
    'endorsers-awaited': 'Endorsers are still to confirm it.',
    'school-not-in-register': 'The school is not in our register.',
    'no-inspection': 'We have no data about an inspection of this school.',
    'to-be-judged': 'A decider judges the evidence.',
  } satisfies Record<PlainWord, string>,
  registerOld: (date: string) => `Our register data of ${date} is old.`,
  inspectionDataOld: (date: string) => `Our inspection data of ${date} is old.`,
  registerSays: (says: string) => `The register has the school as: ${says}.`,
  inspection: {
    'report-card': 'The last inspection is a report card, which cannot be compared with grades.',
    isi: 'The last inspection is by the Independent Schools Inspectorate, whose reports have no such grade.',
    'unknown-framework': 'The last inspection is of a kind that we do not know.',
    concern: 'The last inspection found a category of concern.',
    'of-earlier-urn': 'The last inspection was made when the school had another URN.',
    'good-confirmed': 'The last inspection judged good or better, and a later visit confirmed it.',
    good: 'The last inspection judged good or better.',
    'less-than-good': 'The last inspection judged less than good.',
    'only-leadership-good':
      'The last inspection gave no overall grade; leadership and management was judged good or better.',
    'no-grade': 'The last inspection gave no such grade.',
  } satisfies Record<InspectionWord, string>,
  /** What somebody is told of their own answer. */
  ownNo: 'You answered that this is not so.',
  sources: {
    'school-register': 'school register',
    'inspection-data': 'inspection data',
    application: 'application',
    endorsement: 'endorsement',
  } satisfies Record<Evidence['source'], string>,
  declared: { yes: 'yes', no: 'no' },
  confirmed: {
    yes: (endorser: string) => `${endorser}: confirmed`,
    no: (endorser: string) => `${endorser}: not confirmed`,
  },
  seen: {
    frameworks: {
      graded: undefined,
      'report-card': 'report card',
      isi: 'Independent Schools Inspectorate',
      other: undefined,
    } satisfies Record<Inspection['framework'], string | undefined>,
    overall: (grade: string) => `overall effectiveness: ${grade}`,
    leadership: (grade: string) => `leadership and management: ${grade}`,
    grades: {
      outstanding: 'outstanding',
      good: 'good',
      'requires improvement': 'requires improvement',
      inadequate: 'inadequate',
    } satisfies Record<Grade, string>,
    concerns: { SM: 'special measures', SWK: 'serious weaknesses', NTI: 'notice to improve' },
    inspectedOn: (date: string) => `inspected on ${date}`,
    asUrn: (urn: string) => `as URN ${urn}`,
    nothing: 'no grades',
  },
} as const;

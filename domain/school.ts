/**
 * What the school register says of a school (Get Information about Schools, "edubasealldata"), as far as this service uses
 * it. Absent means that the register does not say. Dates are calendar dates, `2026-11-21`.
 */
export interface School {
  readonly urn: string;
  readonly name: string;
  readonly type: CodedName;
  readonly status: CodedName;
  readonly phase?: CodedName;
  readonly typeGroup?: CodedName;
  readonly localAuthority: CodedName;
  readonly region?: string;
  readonly trust?: string;
  readonly religiousCharacter?: string;
  readonly ages?: { readonly from: number; readonly to: number };
  /** `InspectorateName (name)` as the register writes it. */
  readonly inspectorate?: string;
  readonly inspection?: Inspection;
  readonly head?: {
    readonly title?: string;
    readonly firstName?: string;
    readonly lastName?: string;
    readonly post?: string;
  };
  readonly address: { readonly street?: string; readonly town?: string; readonly postcode?: string };
  /** British National Grid (EPSG:27700), whole metres. */
  readonly location?: { readonly easting: number; readonly northing: number };
  readonly website?: string;
  readonly openedOn?: string;
  readonly closedOn?: string;
  /** The date of the register file that this comes from. */
  readonly registerDate: string;
}

/** A code of the register's CSV file (not of its web service, whose codes differ) and its name. */
export interface CodedName {
  readonly code: number;
  readonly name: string;
}

export type Grade = 'outstanding' | 'good' | 'requires improvement' | 'inadequate';

/**
 * The last inspection as the inspectorate's data file gives it. `graded`: Ofsted with grades, overall or only by area
 * (September 2024 on). `report-card`: Ofsted since November 2025, whose scale cannot be compared. `isi`: the
 * Independent Schools Inspectorate. `other`: anything else.
 */
export interface Inspection {
  readonly framework: 'graded' | 'report-card' | 'isi' | 'other';
  /** Absent when there was no overall grade. */
  readonly overall?: Grade;
  readonly leadershipAndManagement?: Grade;
  /** Special measures, serious weaknesses, notice to improve. */
  readonly concern?: 'SM' | 'SWK' | 'NTI';
  readonly inspectedOn?: string;
  /** The URN of the school that was inspected, when it was another one (before a conversion). */
  readonly inspectedUrn?: string;
  /** A later ungraded visit that confirmed the grade: "School remains good". */
  readonly confirmed?: { readonly outcome: string; readonly on?: string };
  /** The date of the inspectorate's data file. */
  readonly snapshotDate: string;
}

/** `EstablishmentStatus (code)` 1 is open, 3 is open but proposed to close; the Department counts both as open. */
export function isOpen({ status }: School): boolean {
  return status.code === 1 || status.code === 3;
}

/*
 * The data of the page, as JSON. The program of the page, in the folder `report-page`, reads it with these types.
 */

/** The head of the page and its matrix. It comes last, since it counts everything. */
export interface PageIndex {
  readonly tool: string;
  readonly profile: string;
  readonly kubernetesVersion: string;
  readonly platform: string;
  /** When the report was made, as an ISO date. */
  readonly created: string;
  /** Objects and files that were not evaluated. */
  readonly notes: readonly string[];
  readonly controls: readonly PageControl[];
  /** The risks that findings can have, as people read them. */
  readonly risks: readonly string[];
  readonly columns: readonly PageColumn[];
  readonly rows: readonly PageRow[];
  readonly waivers: readonly PageWaiver[];
  /** The fixes. Findings refer to them by their position. */
  readonly remedies: readonly string[];
}

export interface PageControl {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly level: string;
  readonly url: string;
}

/** Findings of one control with one risk. */
export interface PageColumn {
  /** The position of the control. */
  readonly control: number;
  readonly risk: string;
}

/** The states, most important first. */
export const STATES = ['error', 'warning', 'waived', 'baselined'] as const;
export type PageState = typeof STATES[number];

/** A workload, a Dockerfile, or another object with findings. */
export interface PageRow {
  readonly title: string;
  /** The file or the construct. */
  readonly source: string;
  readonly line?: number;
  /** Whether it is neither a workload nor a Dockerfile, so that it is listed only because of its findings. */
  readonly isOther?: true;
  readonly cells: readonly PageCell[];
  /** The packs with the details that an opened row shows; undefined if elements of the page have them. */
  readonly packs?: readonly number[];
}

/** The position of a column, and how many findings it has in each of the states. */
export type PageCell = readonly [column: number, ...counts: number[]];

/** Details that are compressed together, each with the position of its row. */
export type PagePack = readonly (readonly [row: number, details: PageDetails])[];

/** Details of an opened row, which are read only then. A row can have several. */
export interface PageDetails {
  readonly findings: readonly PageFinding[];
  /** The lines that excerpts are made of. */
  readonly excerpts: readonly PageLines[];
  /** Whether the text is not the text of the file, whose lines are too long. Then the line numbers differ from the file. */
  readonly isPrinted?: true;
  readonly changes?: PageChanges;
}

export interface PageFinding {
  readonly column: number;
  readonly state: PageState;
  readonly severity: string;
  readonly message: string;
  /** Other findings with the same cause. */
  readonly also?: readonly string[];
  readonly remedy: number;
  /** The value of the chart that reaches the field. */
  readonly value?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly waiver?: number;
}

/** Consecutive lines, with the number of the first one. */
export type PageLines = readonly [firstLine: number, ...lines: string[]];

export interface PageChanges {
  readonly title: string;
  readonly note?: string;
  readonly hunks: readonly { readonly header: string; readonly lines: readonly string[] }[];
}

export interface PageWaiver {
  readonly control: number;
  readonly reason: string;
  readonly expires?: string;
  readonly owner?: string;
  readonly ticket?: string;
  /** The positions of the rows in which it covers something. */
  readonly rows: readonly number[];
}

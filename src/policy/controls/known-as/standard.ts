/** A standard or a scanner, and the ids under which it knows our controls. */
export interface Standard {
  readonly name: string;
  /** The release from which the ids were taken, or the month in which its sources were read. */
  readonly version: string;
  /** Its ids by control id. */
  readonly ids: { readonly [control: string]: readonly string[] };
}

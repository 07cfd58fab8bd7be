import { Finding } from '../reports/finding';

/** A report on everything below a scope. */
export class HardeningReport {
  /**
   * A report on findings.
   *
   * @internal
   */
  public static _of(findings: readonly Finding[]): HardeningReport {
    return new HardeningReport([...findings]);
  }

  private constructor(
    /** Everything that is wrong, waived or not: the same findings that fail a synthesis or are printed as warnings. */
    public readonly findings: Finding[],
  ) {}
}

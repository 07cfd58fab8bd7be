import { Finding } from '../reports/finding';

/** What is wrong below a scope. */
export class HardeningReport {
  /** Everything that is wrong, waived or not: the same findings that fail a synthesis or are printed as warnings. */
  public readonly findings: Finding[];

  /** @internal */
  public constructor(findings: readonly Finding[]) {
    this.findings = [...findings];
  }
}

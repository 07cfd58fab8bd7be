import { Change } from '../reports/change';
import { Finding } from '../reports/finding';
import { NeededUser } from '../reports/needed-user';

/** What a report is made of. */
interface Contents {
  readonly findings: readonly Finding[];
  readonly needs: readonly NeededUser[];
  readonly changes: () => readonly Change[];
}

/** A report on everything below a scope. */
export class HardeningReport {
  /**
   * A report on findings.
   *
   * @internal
   */
  public static _of({ findings, needs, changes }: Contents): HardeningReport {
    return new HardeningReport([...findings], [...needs], changes);
  }

  private known?: readonly Change[];

  private constructor(
    /** Everything that is wrong, waived or not: the same findings that fail a synthesis or are printed as warnings. */
    public readonly findings: Finding[],
    /** The containers that must not run as root, and whose user nobody knows. */
    public readonly needs: NeededUser[],
    private readonly list: () => readonly Change[],
  ) {}

  /** Every value that hardening filled in or replaced, by object and control. */
  public get changes(): Change[] {
    // Few reports need them, and listing them means to harden again.
    return [...this.known ??= this.list()];
  }
}

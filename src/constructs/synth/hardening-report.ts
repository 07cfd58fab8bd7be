import { checkReportPaths } from './check-scope';
import { ReportContents, writeReport } from './report-files';
import { ReportPaths } from './report-paths';
import { WaiverStatus } from './waiver-status';
import { Change } from '../../tasks/reports/change';
import { Finding } from '../../tasks/reports/finding';
import { FormatName } from '../../tasks/reports/formats/names';
import { NeededUser } from '../../tasks/reports/needed-user';

/** The parts of a report. */
interface Contents {
  readonly findings: readonly Finding[];
  readonly needs: readonly NeededUser[];
  readonly changes: () => readonly Change[];
  readonly waivers: readonly WaiverStatus[];
  readonly contents: ReportContents;
}

/**
 * A report on everything below a scope.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * const report = Hardening.of(app).report();
 * report.write({ json: 'report.json', sarif: 'report.sarif' });
 */
export class HardeningReport {
  /**
   * A report on findings.
   *
   * @internal
   */
  public static _of({ findings, needs, waivers, changes, contents }: Contents): HardeningReport {
    return new HardeningReport([...findings], [...needs], [...waivers], changes, contents);
  }

  private known?: readonly Change[];

  private constructor(
    /** All findings, waived or not. They are the same findings that fail a synthesis or are printed as warnings. */
    public readonly findings: Finding[],
    /** The containers that must not run as root and whose user is unknown. */
    public readonly needs: NeededUser[],
    /** Every waiver for objects below the scope, and its state. */
    public readonly waivers: WaiverStatus[],
    private readonly list: () => readonly Change[],
    /** @internal */
    public readonly _contents: ReportContents,
  ) {}

  /** Every value that hardening filled in or replaced, by object and control. */
  public get changes(): Change[] {
    // Few reports need the changes, and listing them hardens all objects again.
    return [...this.known ??= this.list()];
  }

  /**
   * Writes the report to files. Each appears only once it is complete.
   *
   * @param paths the files, by format
   * @throws if a format is misspelled, a path is empty, two formats have the same file, or a file cannot be written
   */
  public write(paths: ReportPaths): void {
    checkReportPaths(paths);
    for (const [format, path] of Object.entries(paths)) {
      if (path !== undefined) {
        writeReport(format as FormatName, path, this._contents);
      }
    }
  }
}

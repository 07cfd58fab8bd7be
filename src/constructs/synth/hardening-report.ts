import { checkReportFiles } from './check-scope';
import { ReportContents, writeReport } from './report-files';
import { WaiverStatus } from './waiver-status';
import { FieldChange } from '../../tasks/reports/field-change';
import { Finding } from '../../tasks/reports/finding';
import { MissingUser } from '../../tasks/reports/missing-user';
import { ReportFile } from '../options/report-file';

/** The parts of a report. */
interface Contents {
  readonly findings: readonly Finding[];
  readonly missingUsers: readonly MissingUser[];
  readonly changes: () => readonly FieldChange[];
  readonly waivers: readonly WaiverStatus[];
  readonly contents: ReportContents;
}

/**
 * A report on everything below a scope.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * const file: ReportFile = { format: ReportFormat.JSON, path: 'report.json' };
 * Hardening.of(app).report().write([file]);
 */
export class HardeningReport {
  /**
   * A report on findings.
   *
   * @internal
   */
  public static _of({ findings, missingUsers, waivers, changes, contents }: Contents): HardeningReport {
    return new HardeningReport([...findings], [...missingUsers], [...waivers], changes, contents);
  }

  private known?: readonly FieldChange[];

  private constructor(
    /** All findings, waived or not. They are the same findings that fail a synthesis or are printed as warnings. */
    public readonly findings: Finding[],
    /** The containers that must not run as root and whose user is unknown. */
    public readonly missingUsers: MissingUser[],
    /** Every waiver for objects below the scope, and its state. */
    public readonly waivers: WaiverStatus[],
    private readonly list: () => readonly FieldChange[],
    /** @internal */
    public readonly _contents: ReportContents,
  ) {}

  /** Every value that hardening filled in or replaced, by object and control. */
  public get changes(): FieldChange[] {
    // Computed on request, because it hardens all objects again, and few callers need the changes.
    return [...this.known ??= this.list()];
  }

  /**
   * Writes the report to files. Each appears only once it is complete.
   *
   * @param files the files and their formats
   * @throws if a format is misspelled, a path is empty, two reports have the same file, or a file cannot be written
   */
  public write(files: ReportFile[]): void {
    checkReportFiles(files);
    files.forEach(({ format, path }) => writeReport(format, path, this._contents));
  }
}

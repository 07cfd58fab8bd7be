import { appendFileSync } from 'fs';
import { Io } from './io';
import { Output } from './output';
import { NamedFile } from '../../formats/files/named-file';
import { InputError, withPlace } from '../../formats/manifest/input-error';
import { didYouMean } from '../../formats/manifest/nearest';
import { repeatedPath } from '../../formats/manifest/real-path';
import {
  AuditHeader, AuditReport, AuditSummary, ReportedNamespaces, ReportedNetwork, ReportStyle, SeenObjects,
} from '../../tasks/reports/audit';
import { Finding } from '../../tasks/reports/finding';
import { FORMATS, reportIn } from '../../tasks/reports/formats';
import { FORMAT_NAMES, FormatName } from '../../tasks/reports/formats/names';
import { ReportedObject } from '../../tasks/reports/reported-object';
import { ReportedSubject } from '../../tasks/reports/subject-rights';
import { FixableSource } from '../../tasks/reports/suggested-fix';
import { ReportContent } from '../../tasks/settings-file/content';

/** A requested report; without a path it goes to standard output. */
export interface WantedReport extends Partial<NamedFile> {
  readonly format: FormatName;
}

/**
 * The value of `--report`.
 *
 * @throws InputError if it is not FORMAT=FILE
 */
export function parseReport(text: string): ReportContent {
  const at = text.indexOf('=');
  const format = text.slice(0, Math.max(0, at));
  const path = text.slice(at + 1);
  if (at < 0 || path === '') {
    throw new InputError(`--report ${JSON.stringify(text)} must be FORMAT=FILE, such as sarif=out.sarif`);
  }
  if (!Object.hasOwn(FORMATS, format)) {
    const names: readonly string[] = FORMAT_NAMES;
    throw new InputError(`--report ${JSON.stringify(text)}: unknown format "${format}": `
      + `${didYouMean(format, names, `use ${names.join(', ')}`)}`);
  }
  return { format: format as FormatName, path };
}

/** The destination of a report. */
type Sink = Pick<Output, 'write' | 'finish' | 'close'>;

/** The reports of a run. Each file appears only once all of them are complete. */
export class Reports {
  private readonly all: { readonly report: AuditReport; readonly sink: Sink }[] = [];

  /**
   * @param style of the report that goes to a terminal
   * @param show writes to standard output
   * @throws InputError if a file cannot be written, or two reports go to the same file
   */
  constructor(wanted: readonly WantedReport[], style: ReportStyle, { env }: Pick<Io, 'env'>, show: (text: string) => void) {
    const twice = repeatedPath(wanted.flatMap(({ path }) => path ?? []));
    if (twice !== undefined) {
      throw new InputError(`two reports would be written to ${twice}: name another file`);
    }
    const { detail, groupBy } = style;
    try {
      for (const { format, path, root } of wanted) {
        const report: AuditReport = reportIn(format, path === undefined ? style : { detail, groupBy });
        this.all.push({ report, sink: new Output(path === undefined ? undefined : { path, root }, show) });
      }
    } catch (error) {
      this.close();
      throw error;
    }
    if (env.GITHUB_STEP_SUMMARY && wanted.some(({ format }) => format === 'github')) {
      this.all.push({ report: reportIn('markdown'), sink: new Appended(env.GITHUB_STEP_SUMMARY) });
    }
  }

  public begin(header: AuditHeader): void {
    this.write((report) => report.begin(header));
  }

  /** Whether a report shows objects. */
  public get showObjects(): boolean {
    return this.all.some(({ report }) => report.object);
  }

  public object(object: ReportedObject): void {
    this.write((report) => report.object?.(object) ?? '');
  }

  /** Whether a report shows fixes of findings. */
  public get showFixes(): boolean {
    return this.all.some(({ report }) => report.showsFixes);
  }

  /** Whether a report shows the chart value that sets the field. */
  public showsValue(finding: Finding): boolean {
    return this.all.some(({ report }) => report.showsValue?.(finding));
  }

  public finding(finding: Finding, source?: FixableSource): void {
    this.write((report) => report.finding(finding, source));
  }

  public network(network: ReportedNetwork): void {
    this.write((report) => report.network?.(network) ?? '');
  }

  /** Whether a report shows the permissions of subjects. */
  public get showRights(): boolean {
    return this.all.some(({ report }) => report.rights);
  }

  public rights(subjects: readonly ReportedSubject[]): void {
    this.write((report) => report.rights?.(subjects) ?? '');
  }

  /** Whether a report shows the namespaces of a cluster. */
  public get showNamespaces(): boolean {
    return this.all.some(({ report }) => report.namespaces);
  }

  public namespaces(namespaces: ReportedNamespaces): void {
    this.write((report) => report.namespaces?.(namespaces) ?? '');
  }

  public seen(seen: SeenObjects): void {
    this.write((report) => report.seen?.(seen) ?? '');
  }

  /** @returns a remark on each part that a report left out */
  public end(summary: AuditSummary): readonly string[] {
    this.write((report) => report.end(summary));
    return this.all.flatMap(({ report }) => report.cut ?? []);
  }

  /** Moves the complete files to their paths. */
  public finish(): void {
    this.all.forEach(({ sink }) => sink.finish());
  }

  /** Deletes unfinished files. Text for standard output is always written. */
  public close(): void {
    this.all.forEach(({ sink }) => sink.close());
  }

  private write(textOf: (report: AuditReport) => string): void {
    this.all.forEach(({ report, sink }) => sink.write(textOf(report)));
  }
}

/** A report that is appended to a file to which other programs also write. */
class Appended implements Sink {
  private text = '';

  constructor(private readonly path: string) {}

  public write(text: string): void {
    this.text += text;
  }

  public finish(): void {
    withPlace(this.path, () => appendFileSync(this.path, this.text));
  }

  public close(): void {}
}

import { AuditHeader, AuditReport } from '../audit';
import { isFailing, isOpen } from '../fail-on';
import { Finding } from '../finding';
import { Occurrences } from '../fingerprint';
import { objectTitle, placeText, sourceOf } from '../place';
import { printable } from '../printable';

export const JUNIT_START = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cdk8s-hardened">\n';
export const JUNIT_END = '</testsuites>\n';

/**
 * JUnit XML as GitLab and Jenkins read it: a suite for each file, and a test case for each finding. A finding that fails the audit is a
 * failed test, a waived finding is a skipped test, and any other finding is a passed test with a text. A suite begins with the number of
 * its tests, so the findings of a file are kept until its end.
 */
export class AuditJunit implements AuditReport {
  private failOn: AuditHeader['failOn'] = 'error';
  private names = new Occurrences();
  private suite?: Suite;
  private suites = 0;

  public begin({ failOn }: AuditHeader): string {
    this.failOn = failOn;
    return JUNIT_START;
  }

  public showsValue(finding: Finding): boolean {
    return isOpen(finding);
  }

  public finding(finding: Finding): string {
    const file = sourceOf(finding);
    const closed = this.suite && this.suite.file !== file ? this.close() : '';
    this.suite ??= { file, cases: [], failures: 0, skipped: 0 };
    this.suite.cases.push(this.testCase(finding, this.suite));
    return closed;
  }

  public end(): string {
    const last = this.close();
    // A report without a suite fails in Jenkins.
    const none = this.suites === 0
      ? junitSuite(NO_FINDINGS) : '';
    return `${last}${none}${JUNIT_END}`;
  }

  private close(): string {
    const text = this.suite ? junitSuite(this.suite) : '';
    this.suites += this.suite ? 1 : 0;
    this.suite = undefined;
    this.names = new Occurrences();
    return text;
  }

  private testCase(finding: Finding, suite: Suite): string {
    const { control, container, field, message, remedy, severity, waiver, waived, chartValue } = finding;
    const title = objectTitle(finding);
    const name = `${control}: ${title}: ${container === undefined ? '' : `container "${container}": `}${field}`;
    // GitLab reads only the first of several tests with the same name.
    const count = this.names.next(name);
    const unique = xmlText(count > 1 ? `${name} #${count}` : name);
    const attributes = `classname="${xmlText(title)}" name="${unique}" file="${xmlText(suite.file)}" time="0"`;
    const text = `${placeText(finding)}: ${severity}: ${message}\nfix: `
      + `${remedy}${chartValue === undefined ? '' : `\nvalue: ${chartValue}`}`;
    if (!isOpen(finding)) {
      suite.skipped++;
      return `<testcase ${attributes}><skipped `
        + `message="${xmlText(waived ? `waived: ${waiver?.reason ?? ''}` : 'in the baseline')}"/></testcase>`;
    }
    if (isFailing(finding, this.failOn)) {
      suite.failures++;
      return `<testcase ${attributes}><failure type="${severity}" message="${xmlText(message)}">${xmlText(text)}</failure></testcase>`;
    }
    return `<testcase ${attributes}><system-out>${xmlText(text)}</system-out></testcase>`;
  }
}

/** Test cases of one file, as XML. */
export interface JunitSuite {
  readonly file: string;
  readonly cases: readonly string[];
  readonly failures: number;
  readonly skipped: number;
}

/** One that gets its cases one by one. */
interface Suite extends JunitSuite {
  readonly cases: string[];
  failures: number;
  skipped: number;
}

const NO_FINDINGS: JunitSuite = {
  file: 'all files',
  cases: ['<testcase classname="cdk8s-hardened" name="no findings"/>'],
  failures: 0,
  skipped: 0,
};

export function junitSuite({ file, cases, failures, skipped }: JunitSuite): string {
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return `  <testsuite name="${xmlText(file)}" ${counts}>\n${cases.map((each) => `    ${each}\n`).join('')}  </testsuite>\n`;
}

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };

/** A text in XML. Characters that XML does not allow, such as half of a surrogate pair, are written as in JSON. */
export function xmlText(text: string): string {
  return text.split('\n').map(printable).join('\n')
    .replace(/[\uFFFE\uFFFF]|\p{Cs}/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"\n]/g, (character) => ENTITIES[character]);
}

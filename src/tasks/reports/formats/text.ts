import { ControlTable } from './control-table';
import { FindingsText } from './findings-text';
import { findControl } from '../../../policy/controls/catalog';
import { isPodControl } from '../../../policy/controls/control';
import { READING_ORDER } from '../../../policy/controls/risk';
import { AuditHeader, AuditReport, AuditSummary, ReportStyle } from '../audit';
import { Failing, failsRun } from '../failing';
import { Finding } from '../finding';
import { painter } from '../styles';
import { summaryText } from '../text';

/** `audit` and `harden` have different defaults: docs/adr/0013-default-profiles.md. */
const PROFILES = 'Profile: hardened. `harden` alone fills in only pss-restricted. With\n'
  + '`--profile hardened` it fills in more: test the application with it.\n';

/** The maximum number of findings with a line. Findings that make the audit fail come first. */
const MOST_LISTED = 100;
/** If there are no more open findings than this, all of them have a line. */
const FEW = 20;

/** For people: the result in one line, and then the findings. Nothing is written before the end, because the result comes first. */
export class AuditText implements AuditReport {
  private readonly findings: FindingsText;
  private failing: Failing = { failOn: 'error' };
  /** Whether a finding is left that `harden` fills in only with the profile hardened. */
  private needsProfile = false;

  constructor(private readonly style: ReportStyle = {}) {
    const table = new ControlTable(style.width, painter(style.color ?? false));
    this.findings = new FindingsText(style, table, {
      isFailing: (finding) => failsRun(finding, this.failing), most: MOST_LISTED, few: FEW, more: 'To list these, add --detail all.\n',
    });
  }

  public begin(header: AuditHeader): string {
    this.failing = header;
    return '';
  }

  /** The report shows chart values only below findings that it lists one by one. */
  public showsValue(finding: Finding): boolean {
    return !finding.baselined && this.style.detail !== 'failing' && this.findings.isListed(finding);
  }

  public finding(finding: Finding): string {
    if (!finding.baselined && (this.style.detail !== 'failing' || this.isLoud(finding))) {
      this.findings.add(finding);
      this.needsProfile ||= !finding.waived && needsProfile(finding);
    }
    return '';
  }

  public end(summary: AuditSummary): string {
    const profiles = this.needsProfile && this.style.detail !== 'failing' ? PROFILES : '';
    return [resultText(summary), ...this.findings.parts(), profiles].filter((part) => part !== '').join('\n');
  }

  /** Whether a finding is an error, or makes the audit fail. */
  private isLoud(finding: Finding): boolean {
    return !finding.waived && (finding.severity === 'error' || failsRun(finding, this.failing));
  }
}

/** Whether only the profile hardened fills in the setting. Hardening does not replace values of the author, so it must be absent. */
function needsProfile({ control: id, value }: Finding): boolean {
  const control = findControl(id);
  return value === undefined && control !== undefined && isPodControl(control)
    && control.level === 'hardened' && control.fix !== undefined && !control.isRequested;
}

/** The result of an audit, with the risks. */
function resultText(summary: AuditSummary): string {
  const risks = READING_ORDER.flatMap((risk) => summary.risks[risk] > 0 ? [`${summary.risks[risk]} ${risk}`] : []);
  const text = summaryText(summary).trimEnd();
  return text === '' ? '' : `${text}${risks.length > 0 ? `: ${risks.join(', ')}` : ''}\n`;
}

import { createHash } from 'crypto';
import { ApiResource, resourceOf } from '../../../formats/manifest/api-resource';
import { Risk } from '../../../policy/controls/risk';
import { DOCKERFILE } from '../../../policy/waivers/target';
import { AuditHeader, AuditReport, FindingState, stateOf } from '../audit';
import { Finding } from '../finding';
import { Occurrences } from '../fingerprint';
import { placeText } from '../place';
import { printable } from '../printable';
import { identityKey } from '../reported-object';
import { ruleOf } from '../rule';
import { countText } from '../text';

/** An API of policy reports: https://github.com/kubernetes-sigs/wg-policy-prototypes and https://github.com/openreports/reports-api */
interface ReportApi {
  readonly apiVersion: string;
  /** The kinds of a report in a namespace and of the cluster. */
  readonly kinds: readonly [namespaced: string, ofCluster: string];
  /** Whether a report has the field `source`. */
  readonly hasSource: boolean;
}

export const POLICY_REPORT: ReportApi = {
  apiVersion: 'wgpolicyk8s.io/v1alpha2', kinds: ['PolicyReport', 'ClusterPolicyReport'], hasSource: false,
};
export const OPEN_REPORT: ReportApi = { apiVersion: 'openreports.io/v1alpha1', kinds: ['Report', 'ClusterReport'], hasSource: true };

const TOOL = 'cdk8s-hardened';
/** Characters of the results of a report: `kubectl apply` keeps a copy of an object in an annotation of at most 256 KiB. */
const MOST_TEXT = 100_000;
const MOST_NAME = 200;

interface Held {
  readonly key: string;
  readonly finding: Finding;
  readonly results: string[];
  readonly summary: { [result: string]: number };
  length: number;
}

/**
 * Reports for dashboards such as Policy Reporter, as objects for `kubectl apply`: one for each object with findings, with the same name in
 * each run. A Dockerfile is not an object of a cluster, so its findings are only counted.
 */
export class AuditPolicyReport implements AuditReport {
  public cut?: string;
  private held?: Held;
  private leftOut = 0;
  private readonly names = new Occurrences();

  constructor(private readonly api: ReportApi) {}

  public begin({ tool, profile, kubernetesVersion }: AuditHeader): string {
    return `# ${tool.name} ${tool.version}: the profile ${profile}, for Kubernetes ${kubernetesVersion}\n`;
  }

  public showsValue(): boolean {
    return true;
  }

  public finding(finding: Finding): string {
    if (finding.kind === DOCKERFILE) {
      this.leftOut++;
      return '';
    }
    const key = identityKey(finding);
    const result = resultOf(finding);
    const text = printable(JSON.stringify(result));
    const isFull = this.held !== undefined && this.held.length + text.length > MOST_TEXT;
    const before = this.held?.key === key && !isFull ? '' : this.flush();
    const held = this.held ??= { key, finding, results: [], summary: { pass: 0, fail: 0, warn: 0, error: 0, skip: 0 }, length: 0 };
    held.results.push(text);
    held.summary[result.result]++;
    held.length += text.length;
    return before;
  }

  public end(): string {
    this.cut = this.leftOut === 0 ? undefined
      : `the policy reports leave out ${countText(this.leftOut, 'finding')} on Dockerfiles: these reports are about objects of a cluster`;
    return this.flush();
  }

  /** The report of the object whose findings came last. */
  private flush(): string {
    if (this.held === undefined) {
      return '';
    }
    const { finding, results, summary } = this.held;
    this.held = undefined;
    const { apiVersion, kind, namespace, name } = finding;
    const resource = resourceOf({ apiVersion, kind });
    const isOfCluster = namespace === undefined && !resource.isNamespaced;
    const { apiVersion: api, kinds: [namespaced, ofCluster], hasSource } = this.api;
    const report = {
      apiVersion: api,
      kind: isOfCluster ? ofCluster : namespaced,
      metadata: { name: this.nameOf(finding, resource), namespace, labels: { 'app.kubernetes.io/managed-by': TOOL } },
      ...hasSource && { source: TOOL },
      scope: { apiVersion, kind, namespace, name },
      summary,
    };
    return `---\n${printable(JSON.stringify(report).slice(0, -1))},"results":[\n${results.join(',\n')}\n]}\n`;
  }

  /** The name of a report: the same in each run, and another one for each object. */
  private nameOf({ namespace, name }: Finding, { group, kind, resource }: ApiResource): string {
    const hash = createHash('sha256').update(JSON.stringify([group, kind, namespace, name])).digest('hex').slice(0, 8);
    const readable = `${TOOL}-${resource}-${name}`.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, MOST_NAME);
    const stable = `${readable}-${hash}`;
    const count = this.names.next(stable);
    return count === 1 ? stable : `${stable}-${count}`;
  }
}

/** A finding as an element of `results`. All values of `properties` are texts. */
function resultOf(finding: Finding): { readonly result: string } {
  const { control, risk, field, message, remedy, waiver, chartValue, managedBy } = finding;
  const state = stateOf(finding);
  const { reason, expires } = waiver ?? {};
  const properties = { risk, place: placeText(finding), url: ruleOf(control).url, value: chartValue, managedBy, reason, expires };
  return {
    source: TOOL,
    policy: control,
    rule: field,
    severity: SEVERITIES[risk as Risk],
    result: RESULTS[state],
    scored: state === 'error',
    message: `${message}. Fix: ${remedy}`,
    properties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)),
  } as { readonly result: string };
}

/** A finding that is violated, and does not fail, is `warn`. */
const RESULTS: { readonly [state in FindingState]: string } = { error: 'fail', warning: 'warn', baselined: 'warn', waived: 'skip' };

const SEVERITIES: { readonly [risk in Risk]: string } = {
  refused: 'high', broken: 'high', critical: 'critical', high: 'high', medium: 'medium', low: 'low',
};

import { WaiverMode } from '../../../../src/policy/waivers/modes';
import { Audit } from '../../../../src/tasks/audit/audit';
import { evaluationOf } from '../../../../src/tasks/audit/evaluation';
import { AuditWaivers } from '../../../../src/tasks/audit/waivers';
import { Finding } from '../../../../src/tasks/reports/finding';

/** What an audit of one Pod with an annotation finds by one control. */
export function auditedBy(control: string, annotation: string, mode: WaiverMode = 'inline'): readonly Finding[] {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', annotations: { 'cdk8s-hardened/waivers': annotation } }, spec: { containers: [] } };
  const chunks = () => [Buffer.from(JSON.stringify(pod))];
  const findings: Finding[] = [];
  const waivers = new AuditWaivers(mode, { waivers: [], neverWaive: [] }, [], new Date());
  const evaluation = evaluationOf({});
  const audit = new Audit({ evaluationFor: () => evaluation, waivers, onFinding: (finding) => findings.push(finding) });
  Array.from(audit.evaluate({ name: 'pod.json', isDockerfile: false, isNamed: true, chunks, preview: chunks }));
  return findings.filter((finding) => finding.control === control);
}

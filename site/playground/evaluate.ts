import { hardenText } from './harden-text';
import { withoutLock } from './pasted-lock';
import { podSecurityOf } from './pod-security';
import { problemOf } from './problem';
import type { Problem, Request, Result, ShownFinding, State, TextKind } from './result';
import { shownWaivers } from './shown-waivers';
import { inputOf } from './text-input';
import { parseVersion } from '../../src/formats/manifest/version';
import type { HardeningConfig } from '../../src/policy/engine/plan';
import { waiverText } from '../../src/policy/waivers/suggest';
import { Audit } from '../../src/tasks/audit/audit';
import { evaluationOf } from '../../src/tasks/audit/evaluation';
import type { Input } from '../../src/tasks/audit/input';
import { noteLines } from '../../src/tasks/audit/note';
import { resultOf } from '../../src/tasks/audit/steps';
import { AuditWaivers } from '../../src/tasks/audit/waivers';
import { stateOf } from '../../src/tasks/reports/audit';
import type { Finding } from '../../src/tasks/reports/finding';
import { objectTitle } from '../../src/tasks/reports/place';
import { printable } from '../../src/tasks/reports/printable';
import { byRisk } from '../../src/tasks/reports/risk-order';
import { ruleOf } from '../../src/tasks/reports/rule';
import { summaryText } from '../../src/tasks/reports/text';

/** Findings that are shown. A page with more takes long to draw, and no one reads it. */
export const MAX_FINDINGS = 400;

/** What `audit` and `harden` of the command line say about a text. */
export function evaluateText(request: Request): Result {
  const { text, lock, error: ofLock } = withoutLock(request.text, 'manifest.yaml');
  const input = inputOf(text, isDockerfile(text, request.kind));
  const rules = { ...rulesOf(request), ...lock && { imageLock: { lock } } };
  const { findings, audit, error: ofManifests, remarks } = auditText(input, rules);
  const error = ofLock ?? ofManifests;
  return {
    file: input.name,
    isDockerfile: input.isDockerfile,
    error,
    summary: summaryText(audit.summary).trim(),
    workloads: audit.summary.workloads,
    findings: [...findings].sort(byRisk).slice(0, MAX_FINDINGS).map((finding) => shownFinding(finding, input)),
    totals: { error: audit.summary.errors, warning: audit.summary.warnings, waived: audit.summary.waived },
    remarks: remarks.map(printable),
    hardened: input.isDockerfile || error ? { diff: [], notes: [], leftOut: 0 } : hardenText(input, text, rules),
    waivers: shownWaivers(findings),
    podSecurity: input.isDockerfile || error ? [] : podSecurityOf(input, request.platform),
  };
}

/** A finding with each part as the command line has it: for who compares them. */
export function auditText(input: Input, rules: HardeningConfig) {
  const findings: Finding[] = [];
  const evaluation = evaluationOf(rules);
  const waivers = new AuditWaivers('inline', { waivers: [], neverWaive: [] }, [], new Date());
  const audit = new Audit({ evaluationFor: () => evaluation, waivers, onFinding: (finding) => findings.push(finding) });
  let error: Problem | undefined;
  try {
    audit.prepare([input]);
    resultOf(audit.evaluate(input));
  } catch (thrown) {
    error = problemOf(thrown, input.name);
  }
  const nothing = input.isDockerfile && error === undefined ? audit.whyNothing(false) : undefined;
  return { findings, audit, error, remarks: [...audit.remarks(), ...noteLines(audit.notes()), ...nothing === undefined ? [] : [nothing]] };
}

export function rulesOf({ profile, platform, kubernetesVersion }: Omit<Request, 'text' | 'kind'>): HardeningConfig {
  return { profile, platform, kubernetesVersion: parseVersion(kubernetesVersion) };
}

/** A Dockerfile begins with FROM, or with ARG before it. No manifest does. */
function isDockerfile(text: string, kind: TextKind): boolean {
  return kind === 'detect' ? /^\uFEFF?(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?:FROM|ARG)[ \t]+\S/i.test(text) : kind === 'dockerfile';
}

function shownFinding(finding: Finding, { isDockerfile: isTextOfDockerfile }: Input): ShownFinding {
  const { control, risk, message, remedy, line, endLine, suggestedWaiver } = finding;
  const { title, why } = ruleOf(control);
  return {
    control,
    title,
    why,
    risk,
    state: stateOf(finding) as State,
    // The text is the only Dockerfile.
    object: isTextOfDockerfile ? '' : objectTitle(finding),
    message: printable(message.replace(`${control}: `, '')),
    remedy: printable(remedy),
    line,
    endLine,
    suggestedWaiver: suggestedWaiver && printable(entryText(suggestedWaiver)),
  };
}

function entryText({ target, ...waiver }: NonNullable<Finding['suggestedWaiver']>): string {
  return `- ${waiverText(waiver, target)}`;
}

import { HardeningValidationProps } from './hardening-validation-props';
import { ValidationContext, ViolatingResource, Violation } from './validation-context';
import { groupBy } from '../../formats/manifest/group-by';
import { orInputError } from '../../formats/manifest/input-error';
import { parseVersion } from '../../formats/manifest/version';
import { Level } from '../../policy/controls/control';
import { waiverUnlisted } from '../../policy/controls/waivers/waiver-unlisted';
import { PlatformName } from '../../policy/settings/target';
import { WaiverMode } from '../../policy/waivers/modes';
import { readWaiverFile } from '../../policy/waivers/read-waiver-file';
import { Audit } from '../../tasks/audit/audit';
import { Evaluation, evaluationOf, evaluationsBy } from '../../tasks/audit/evaluation';
import { inputsOf } from '../../tasks/audit/inputs';
import { noteLines } from '../../tasks/audit/note';
import { AuditWaivers } from '../../tasks/audit/waivers';
import { BaselineMatcher } from '../../tasks/baseline/baseline';
import { readBaseline } from '../../tasks/baseline/baseline-file';
import { vanishedTexts } from '../../tasks/baseline/vanished';
import { AuditSummary } from '../../tasks/reports/audit';
import { failsRun } from '../../tasks/reports/failing';
import { Finding } from '../../tasks/reports/finding';
import { objectTitle } from '../../tasks/reports/place';
import { printable } from '../../tasks/reports/printable';
import { ruleOf } from '../../tasks/reports/rule';
import { withImageLock } from '../../tasks/settings-file/image-lock';
import { withOwnPolicies } from '../../tasks/settings-file/own-policies';
import { settingsOf } from '../../tasks/settings-file/read';
import { overriding, RulesByFile } from '../../tasks/settings-file/rules-by-file';
import { SettingsFile } from '../../tasks/settings-file/settings-file';

/**
 * Evaluates the manifests of a synthesis, and submits the report.
 *
 * @throws InputError if a file cannot be read
 */
export function runValidation(props: HardeningValidationProps, { manifests, report }: ValidationContext): void {
  const settings = settingsFor(props);
  const rules = new RulesByFile(settings);
  const baseline = settings.baseline === undefined ? undefined : new BaselineMatcher(readBaseline(settings.baseline));
  const waivers = waiversOf(props, settings);
  const failing = { failOn: settings.failOn ?? 'error', failOnUnevaluated: settings.failOnUnevaluated };
  const violating: Finding[] = [];
  const audit = new Audit({
    evaluationFor: evaluationsBy(rules),
    waivers,
    baseline,
    onFinding: (finding) => {
      if (failsRun(finding, failing)) {
        violating.push(finding);
      }
    },
  });
  const inputs = [...inputsOf(manifests)].filter((input) => audit.takes(input, { isExcluded: settings.isExcluded }));
  audit.prepare(inputs);
  inputs.forEach((input) => Array.from(audit.evaluate(input)));
  audit.finish();
  violationsOf(violating).forEach((violation) => report.addViolation(violation));
  report.submit(violating.length === 0 ? 'success' : 'failure', metadataOf(audit.summary, evaluationOf(rules.general)));
  const gone = baseline ? vanishedTexts(baseline.vanished(), settings.baseline!.path) : [];
  const remarks = [...audit.remarks(), ...noteLines(audit.notes()), ...waivers.remarks(), ...gone];
  // Standard output may be the YAML.
  remarks.forEach((line) => process.stderr.write(`cdk8s-hardened: ${printable(line)}\n`));
}

function settingsFor({ config, profile, version, platform }: HardeningValidationProps): SettingsFile {
  return overriding(withOwnPolicies(withImageLock(settingsOf(config))), {
    profile: profile as Level | undefined,
    platform: platform as PlatformName | undefined,
    kubernetesVersion: version === undefined ? undefined : parseVersion(version),
  });
}

function waiversOf({ waivers: mode = 'file', waiverFile: file }: HardeningValidationProps, { waivers }: SettingsFile): AuditWaivers {
  const listed = file === undefined ? { waivers: [], neverWaive: [] } : orInputError(() => readWaiverFile(file));
  return new AuditWaivers(mode as WaiverMode, listed, waivers, new Date());
}

/** What cdk8s-cli prints beside the violations. */
function metadataOf(
  { errors, warnings, waived, baselined, unevaluated }: AuditSummary, { profile: { level } }: Evaluation,
): { readonly [key: string]: string } {
  return {
    profile: level,
    errors: String(errors),
    warnings: String(warnings),
    waived: String(waived),
    ...baselined !== undefined && { 'in the baseline': String(baselined) },
    ...unevaluated > 0 && { 'objects with pods that were not evaluated': String(unevaluated) },
  };
}

const UNLISTED = 'add the waiver to the waiver file that `waiverFile` names, or to the settings file, or remove it; '
  + 'only if the app calls `Hardening.of(app).enforce()`, set `waivers: inline`, so that annotations count';

/** Findings by control and remedy. */
function violationsOf(failing: readonly Finding[]): readonly Violation[] {
  return [...groupBy(failing, ({ control, remedy }) => `${control} ${remedy}`).values()].map((findings) => {
    const [{ control, remedy }] = findings;
    const { title, why } = ruleOf(control);
    return {
      ruleName: control,
      recommendation: printable(`${title}. ${why}`),
      fix: printable(control === waiverUnlisted.id ? UNLISTED : remedy),
      violatingResources: resourcesOf(findings),
    };
  });
}

/** One entry an object, with all its places. */
function resourcesOf(findings: readonly Finding[]): readonly ViolatingResource[] {
  const byObject = groupBy(findings, (finding) => `${finding.file} ${finding.document} ${objectTitle(finding)}`);
  return [...byObject.values()].map((ofObject) => ({
    resourceName: printable(ofObject[0].name),
    locations: ofObject.map(({ line, column, message, control }) => printable(`${line}:${column}: ${message.slice(control.length + 2)}`)),
    manifestPath: ofObject[0].file!,
  }));
}

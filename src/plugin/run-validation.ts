import { HardeningValidationProps } from './hardening-validation-props';
import { ValidationContext, ViolatingResource, Violation } from './validation-context';
import { Audit } from '../audit/audit';
import { Evaluation, evaluationOf } from '../audit/evaluation';
import { inputsOf } from '../audit/inputs';
import { AuditWaivers } from '../audit/waivers';
import { BaselineMatcher } from '../baseline/baseline';
import { readBaseline } from '../baseline/baseline-file';
import { vanishedTexts } from '../baseline/vanished';
import { Level } from '../controls/control';
import { orInputError } from '../manifest/input-error';
import { parseVersion } from '../manifest/version';
import { AuditSummary } from '../reports/audit';
import { Finding } from '../reports/finding';
import { objectTitle } from '../reports/place';
import { printable } from '../reports/printable';
import { ruleOf } from '../reports/rule';
import { PlatformName } from '../settings/settings';
import { FailOn } from '../settings-file/content';
import { findSettingsFile, readSettingsFile } from '../settings-file/read';
import { overriding, RulesByFile } from '../settings-file/rules-by-file';
import { NO_SETTINGS, SettingsFile } from '../settings-file/settings-file';
import { readWaiverFile } from '../waivers/read-waiver-file';

/**
 * Evaluates the manifests of a synthesis, and submits the report.
 *
 * @throws InputError if a file cannot be read
 */
export function runValidation(props: HardeningValidationProps, { manifests, report }: ValidationContext): void {
  const settings = settingsOf(props);
  const rules = new RulesByFile(settings);
  const failOn = settings.failOn ?? 'error';
  const baseline = settings.baseline === undefined ? undefined : new BaselineMatcher(readBaseline(settings.baseline));
  const waivers = waiversOf(props, settings);
  const violations = new Violations(failOn);
  const audit = new Audit({
    evaluationFor: (file) => evaluationOf(rules.for(file)),
    waivers,
    baseline,
    onFinding: (finding) => violations.add(finding),
  });
  const inputs = [...inputsOf(manifests)].filter((input) => audit.takes(input, { isExcluded: settings.isExcluded }));
  inputs.forEach((input) => audit.prepare(input));
  inputs.forEach((input) => Array.from(audit.evaluate(input)));
  violations.all().forEach((violation) => report.addViolation(violation));
  report.submit(violations.isEmpty ? 'success' : 'failure', metadataOf(audit.summary, evaluationOf(rules.general)));
  const gone = baseline ? vanishedTexts(baseline.vanished(), settings.baseline!) : [];
  // Standard output may be the YAML.
  [...waivers.remarks(), ...gone].forEach((line) => process.stderr.write(`cdk8s-hardened: ${printable(line)}\n`));
}

function settingsOf({ config = findSettingsFile(), profile, version, platform }: HardeningValidationProps): SettingsFile {
  return overriding(config === undefined ? NO_SETTINGS : readSettingsFile(config), {
    profile: profile as Level | undefined,
    platform: platform as PlatformName | undefined,
    kubernetesVersion: version === undefined ? undefined : parseVersion(version),
  });
}

function waiversOf({ waivers: file }: HardeningValidationProps, { waivers }: SettingsFile): AuditWaivers {
  const listed = file === undefined ? { waivers: [], neverWaive: [] } : orInputError(() => readWaiverFile(file));
  return new AuditWaivers(file === undefined ? 'inline' : 'file', listed, waivers, new Date(), 'error');
}

/** What cdk8s-cli prints beside the violations. */
function metadataOf(
  { errors, warnings, waived, baselined }: AuditSummary, { profile: { level } }: Evaluation,
): { readonly [key: string]: string } {
  return {
    profile: level,
    errors: String(errors),
    warnings: String(warnings),
    waived: String(waived),
    ...baselined !== undefined && { 'in the baseline': String(baselined) },
  };
}

/** Findings that fail the synthesis, by control and remedy. */
class Violations {
  private readonly groups = new Map<string, Finding[]>();

  constructor(private readonly failOn: FailOn) {}

  public get isEmpty(): boolean {
    return this.groups.size === 0;
  }

  public add(finding: Finding): void {
    const { control, remedy, severity, waived, baselined } = finding;
    if (!waived && !baselined && (severity === this.failOn || this.failOn === 'warning')) {
      const key = `${control} ${remedy}`;
      this.groups.set(key, [...this.groups.get(key) ?? [], finding]);
    }
  }

  public all(): readonly Violation[] {
    return [...this.groups.values()].map((findings) => {
      const [{ control, remedy }] = findings;
      const { title, why } = ruleOf(control);
      return {
        ruleName: control,
        recommendation: printable(`${title}. ${why}`),
        fix: printable(remedy),
        violatingResources: resourcesOf(findings),
      };
    });
  }
}

/** One entry an object, with all its places. */
function resourcesOf(findings: readonly Finding[]): readonly ViolatingResource[] {
  const byObject = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.file} ${finding.document} ${objectTitle(finding)}`;
    byObject.set(key, [...byObject.get(key) ?? [], finding]);
  }
  return [...byObject.values()].map((ofObject) => ({
    resourceName: printable(ofObject[0].name),
    locations: ofObject.map(({ line, column, message, control }) => printable(`${line}:${column}: ${message.slice(control.length + 2)}`)),
    manifestPath: ofObject[0].file!,
  }));
}

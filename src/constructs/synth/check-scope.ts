import { IConstruct } from 'constructs';
import { EnforceOptions, FailOn, ReportOptions } from './report-options';
import { OptionError } from '../../formats/language/option-error';
import { isObject } from '../../formats/manifest/json';
import { repeatedPath } from '../../formats/manifest/real-path';
import { findControl } from '../../policy/controls/catalog';
import { isConfigurable, whyFixed } from '../../policy/controls/control';
import { HardeningProfile } from '../../policy/settings/hardening-profile';
import { checkControlId, checkReason } from '../../policy/waivers/check-waiver';
import { checkContainerUsers } from '../options/check-identity';
import {
  checkOptions,
  checkValue,
  described,
  ExpectedOptions,
  FLAG_OPTION,
  listOption,
  memberOf,
  requireValue,
  textSuchAs,
} from '../options/check-values';
import { waiverRulesFor } from '../options/defaults';
import { checkDistinct } from '../options/distinct-paths';
import { ADMISSION_POLICY_FILES, CONSTRUCT, KUBERNETES_VERSION, REPORT_FILES } from '../options/expected';
import { HardeningDefaults } from '../options/hardening-defaults';
import { placedOptions } from '../options/placed';
import { ReportFile } from '../options/report-file';
import { checkSharedUser } from '../options/root-group';

const REPORT: ExpectedOptions<ReportOptions> = {
  profile: memberOf('HardeningProfile', HardeningProfile),
  kubernetesVersion: KUBERNETES_VERSION,
};

const ENFORCE: ExpectedOptions<EnforceOptions> = {
  ...REPORT,
  failOn: memberOf('FailOn', FailOn),
  failOnUnevaluated: FLAG_OPTION,
  baseline: textSuchAs('baseline.json'),
  admissionPolicies: ADMISSION_POLICY_FILES,
  settingsFile: textSuchAs('cdk8s-hardened.yaml'),
};

const TARGETS = listOption(CONSTRUCT, () => 'write [construct]');

/** @throws if the value is not a construct */
export function checkConstruct(scope: unknown): void {
  if (!CONSTRUCT.accepts(scope)) {
    throw new OptionError(`Hardening.of got ${described(scope)}: ${CONSTRUCT.remedy(undefined)}`);
  }
}

/** @throws if an option of `report` is misspelled or invalid */
export function checkReport(options: unknown): void {
  checkOptions('report', options, REPORT, { prefix: '' });
}

/** @throws if an option of `enforce` is misspelled or invalid */
export function checkEnforce(options: unknown): void {
  checkOptions('enforce', options, ENFORCE, { prefix: '' });
}

/** @throws if the value is not the path of a file */
export function checkPath(path: unknown): void {
  requireValue('the path of addWaiversFromFile', path, textSuchAs('waivers.yaml'));
}

/** @throws if the value is not a waiver, or its targets are not constructs */
export function checkTargets(waiver: unknown): void {
  if (!isObject(waiver)) {
    throw new OptionError(`addWaiver got ${described(waiver)}: write { control: '...', reason: '...' }`);
  }
  checkValue('targets', waiver.targets, TARGETS);
  if (waiver.target === null) {
    throw new OptionError('target is null: write { kind: \'Deployment\', name: \'web\' }, or leave it out');
  }
}

/** @throws if defaults are invalid for a scope */
export function checkScope(scope: IConstruct, values: HardeningDefaults): void {
  values.neverWaive?.forEach(checkControlId);
  checkControlSettings(scope, values);
  checkClock(scope, values);
  checkPaths(values);
  checkDifferentFiles(values.reports?.map(({ path }) => path) ?? []);
  checkContainerUsers(values.containerSettings);
  checkSharedUser(values.runAs, 'set `runAs` of the workloads that need it');
  Object.values(placedOptions(values.containerSettings).runAs)
    .forEach((runAs) => checkSharedUser(runAs, 'set `containerSettings` of the workloads that need it'));
}

/** @throws if a changed severity has no reason, or if a control must keep its severity */
function checkControlSettings(scope: IConstruct, { controls = {}, neverWaive = [] }: HardeningDefaults): void {
  const fixed = new Set([...neverWaive, ...waiverRulesFor(scope).neverWaive]);
  for (const [id, settings] of Object.entries(controls).filter(([, each]) => each !== undefined)) {
    checkControlId(id);
    const control = findControl(id)!;
    if (!isConfigurable(control) || fixed.has(id)) {
      throw new OptionError(`the severity of "${id}" cannot be changed: `
        + `${fixed.has(id) ? 'neverWaive lists the control' : whyFixed(control)}`);
    }
    checkReason(`controls['${id}'].reason`, settings.reason);
  }
}

/** @throws for a clock in an inner scope, which could make expired waivers valid again, or extend the days that an outer scope allows */
function checkClock(scope: IConstruct, { now }: HardeningDefaults): void {
  if (now !== undefined && Number.isNaN(now.getTime())) {
    throw new OptionError('`now` is not a valid date: pass a Date such as new Date(\'2026-01-31\')');
  }
  if (now !== undefined && scope.node.scope) {
    throw new OptionError(`\`now\` cannot be set on "${scope.node.path}": set it on the root, with Hardening.of(app)`);
  }
}

/** @throws for a PVC: it belongs to single workloads, and other workloads must not get its requirements */
function checkPaths({ writablePaths = [], containerSettings }: HardeningDefaults): void {
  checkDistinct(writablePaths);
  const persistent = [...writablePaths, ...placedOptions(containerSettings).writablePaths].find(({ isPersistent }) => isPersistent);
  if (persistent) {
    throw new OptionError(`writable path "${persistent.path}" is in a PVC and cannot be a default: `
      + 'set it on the workloads that use the PVC');
  }
}

/** @throws if a report has no format or no path, or if two reports have the same file */
export function checkReportFiles(files: readonly ReportFile[]): void {
  requireValue('files', files, REPORT_FILES);
  checkDifferentFiles(files.map(({ path }) => path));
}

function checkDifferentFiles(paths: readonly string[]): void {
  const twice = repeatedPath(paths);
  if (twice !== undefined) {
    throw new OptionError(`two reports would be written to ${twice}: name another file`);
  }
}

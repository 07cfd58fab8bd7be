import { IConstruct } from 'constructs';
import { ReportOptions } from './report-options';
import { CATALOGUE } from '../controls/catalogue';
import { Control, isConfigurable } from '../controls/control';
import { parseVersion } from '../manifest/version';
import { checkContainerUsers } from '../options/check-identity';
import { waiverRulesFor } from '../options/defaults';
import { HardeningDefaults } from '../options/hardening-defaults';
import { HardeningProfile } from '../options/hardening-profile';
import { placedOptions } from '../options/placed';
import { Platform } from '../options/platform';
import { checkControlId, checkReason } from '../waivers/check-waiver';

/** @throws if defaults are invalid for a scope */
export function checkScope(scope: IConstruct, values: HardeningDefaults): void {
  checkOptions(values);
  checkOneOf('platform', values.platform, Platform);
  values.neverWaive?.forEach(checkControlId);
  checkWaiverLimits(values);
  checkControlSettings(scope, values);
  checkClock(scope, values);
  checkPaths(values);
  checkContainerUsers(values.containerSettings);
}

/** @throws if the Kubernetes version or the profile is invalid */
export function checkOptions({ profile, kubernetesVersion }: ReportOptions): void {
  parseVersion(kubernetesVersion ?? 'latest');
  checkOneOf('profile', profile, HardeningProfile);
}

/** JavaScript does not check types, and a gate with an unknown profile would accept everything. */
export function checkOneOf(field: string, value: string | undefined, values: { readonly [name: string]: string }): void {
  if (value !== undefined && !Object.values(values).includes(value)) {
    throw new Error(`${field} ${JSON.stringify(value)} is not valid: use one of ${Object.values(values).map((known) => `"${known}"`).join(', ')}`);
  }
}

function checkWaiverLimits({ maxWaiverDays, now }: HardeningDefaults): void {
  if (maxWaiverDays !== undefined && !(Number.isInteger(maxWaiverDays) && maxWaiverDays > 0)) {
    throw new Error(`maxWaiverDays is ${maxWaiverDays}: use a whole number of days, 1 or more`);
  }
  if (now !== undefined && Number.isNaN(now.getTime())) {
    throw new Error('`now` is not a valid date: pass a Date such as new Date(\'2026-01-31\')');
  }
}

/** A changed severity needs a reason, and some controls keep their severity. */
function checkControlSettings(scope: IConstruct, { controls = {}, neverWaive = [] }: HardeningDefaults): void {
  const fixed = new Set([...neverWaive, ...waiverRulesFor(scope).neverWaive]);
  for (const [id, { severity, reason }] of Object.entries(controls)) {
    checkControlId(id);
    checkOneOf(`controls['${id}'].severity`, severity, SEVERITY_OVERRIDES);
    checkReason(`controls['${id}'].reason`, reason);
    const control = CATALOGUE.find((each) => each.id === id)!;
    if (!isConfigurable(control) || fixed.has(id)) {
      throw new Error(`the severity of "${id}" cannot be changed: ${fixed.has(id) ? 'neverWaive lists the control' : whyFixed(control)}`);
    }
  }
}

const SEVERITY_OVERRIDES = { ERROR: 'error', WARNING: 'warning', OFF: 'off' };

function whyFixed({ level }: Control): string {
  return level === 'hardened' ? 'Kubernetes itself refuses what it finds' : `it is a control of ${level}`;
}

/** A clock of an inner scope would make expired waivers valid again, and give others more days than an outer scope allows. */
function checkClock(scope: IConstruct, { now }: HardeningDefaults): void {
  if (now !== undefined && scope.node.scope) {
    throw new Error(`\`now\` cannot be set on "${scope.node.path}": set it on the root, with Hardening.of(app)`);
  }
}

/** A PVC belongs to single workloads: what it requires of a pod must not apply to workloads that do not use it. */
function checkPaths({ writablePaths = [], containerSettings }: HardeningDefaults): void {
  const persistent = [...writablePaths, ...placedOptions(containerSettings).writablePaths].find(({ isPersistent }) => isPersistent);
  if (persistent) {
    throw new Error(`writable path "${persistent.path}" is in a PVC and cannot be a default: set it on the workloads that use the PVC`);
  }
}

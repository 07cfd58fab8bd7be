import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { hookTree } from './hook';
import { scopeOf, SelectingWaiver } from './scopes';
import { SynthSession } from './session';
import { grantSelectingWaivers, grantWaiver } from './waiving';
import { matchesWorkload } from '../engine/match';
import { HardeningSettings, WorkloadMatch, WorkloadSettings } from '../options/apply-options';
import { ownershipWaivers } from '../options/claim-ownership';
import { AppliedSettings } from '../options/settings-for-object';
import { Waiver } from '../settings/waiver';
import { toWaiver } from '../waivers/check-waiver';

/**
 * Hardens every workload below a scope that is not of a hardened kind, including those added later.
 *
 * @param apiObject the object that the scope is or contains, if it does
 */
export function applySettings(scope: IConstruct, settings: AppliedSettings, apiObject: ApiObject | undefined): void {
  const call = copied(settings);
  const waivers = call.workloads?.flatMap(waiversOf) ?? [];
  hookTree(scope);
  scopeOf(scope).applied.push(call);
  grantSelectingWaivers(scope, waivers);
  if (apiObject) {
    grantOwnership(apiObject, call);
  }
}

/** Waives what the init containers need that take ownership of PVCs. */
export function grantOwnership(apiObject: ApiObject, { writablePaths = [] }: AppliedSettings): void {
  writablePaths.flatMap(ownershipWaivers).forEach((waiver) => grantWaiver(apiObject, waiver, [apiObject], true));
}

/** The same for one object. A mixin may meet it twice, as the construct of cdk8s-plus and as its child. */
export function applyOnce(scope: IConstruct, settings: AppliedSettings): void {
  const { applied } = scopeOf(scope);
  if (!applied.includes(settings)) {
    applied.push(settings);
    hookTree(scope);
    SynthSession.of(scope).forget();
  }
}

/** If the caller changes its lists later, for another scope, this call must not change. */
export function copied(settings: AppliedSettings): AppliedSettings {
  return {
    ...withCopiedLists(settings),
    workloads: settings.workloads?.map((workload) => ({
      ...withCopiedLists(workload), match: structuredClone(workload.match), waivers: workload.waivers && structuredClone(workload.waivers),
    })),
  };
}

function withCopiedLists<T extends HardeningSettings>(settings: T): T {
  return Object.fromEntries(Object.entries(settings).map(([option, value]) => [option, Array.isArray(value) ? [...value] : value])) as T;
}

/** Those that the entry has, and those for the init containers that take ownership of its PVCs. */
function waiversOf({ match, waivers = [], writablePaths = [] }: WorkloadSettings, index: number): readonly SelectingWaiver[] {
  return [
    ...waivers.map((waiver, position) => forMatch(match, checked(waiver, `workloads[${index}].waivers[${position}]`))),
    ...writablePaths.flatMap(ownershipWaivers).map((waiver) => ({ ...forMatch(match, waiver), isForGenerated: true })),
  ];
}

function checked(waiver: Waiver, place: string): Waiver {
  try {
    return toWaiver(waiver);
  } catch (error) {
    throw new Error(`${place}: ${(error as Error).message}`);
  }
}

function forMatch(match: WorkloadMatch, waiver: Waiver): SelectingWaiver {
  return {
    waiver,
    selection: `the workload that matches ${JSON.stringify(match)}`,
    selects: (manifest) => matchesWorkload(match, manifest),
  };
}

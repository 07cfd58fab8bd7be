import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { hookTree } from './hook';
import { GrantedWaiver, scopeOf, SelectingWaiver } from './scopes';
import { SynthSession } from './session';
import { grantSelectingWaivers, grantWaiver } from './waiving';
import { matchesWorkload } from '../../policy/engine/match';
import { Waiver } from '../../policy/settings/waiver';
import { toWaiver } from '../../policy/waivers/check-waiver';
import { HardeningOptions, WorkloadMatch, WorkloadOverride } from '../options/apply-options';
import { ownershipWaivers } from '../options/claim-ownership';
import { rootGroupWaivers } from '../options/root-group';
import { AppliedSettings } from '../options/settings-for-object';

/**
 * Hardens every workload below a scope that is not of a hardened kind, including workloads that are added later.
 *
 * @param apiObject the object of the scope, if the scope is or contains an object
 */
export function applySettings(scope: IConstruct, settings: AppliedSettings, apiObject: ApiObject | undefined): void {
  const call = copied(settings);
  const waivers = call.workloads?.flatMap(waiversOf) ?? [];
  hookTree(scope);
  scopeOf(scope).applied.push(call);
  grantSelectingWaivers(scope, waivers);
  if (apiObject) {
    grantImpliedWaivers(apiObject, call);
  }
}

/** Waives findings that the settings themselves cause: gid 0, and init containers that take ownership of PVCs. */
export function grantImpliedWaivers(apiObject: ApiObject, settings: AppliedSettings): void {
  impliedWaivers(settings).forEach(({ waiver, impliedBy }) => grantWaiver(apiObject, waiver, [apiObject], impliedBy));
}

function impliedWaivers({ runAs, writablePaths = [] }: HardeningOptions): readonly GrantedWaiver[] {
  return [
    ...rootGroupWaivers(runAs).map((waiver) => ({ waiver, impliedBy: 'runAs' as const })),
    ...writablePaths.flatMap(ownershipWaivers).map((waiver) => ({ waiver, impliedBy: 'takeOwnership' as const })),
  ];
}

/** Hardens an object only once. A mixin may visit it twice, as the construct of cdk8s-plus and as its child. */
export function applyOnce(scope: IConstruct, settings: AppliedSettings): void {
  const { applied } = scopeOf(scope);
  if (!applied.includes(settings)) {
    applied.push(settings);
    hookTree(scope);
    SynthSession.of(scope).forget();
  }
}

/** A copy of settings, because the caller may change its lists for another scope. */
export function copied(settings: AppliedSettings): AppliedSettings {
  return {
    ...withCopiedLists(settings),
    workloads: settings.workloads?.map((workload) => ({
      ...withCopiedLists(workload), match: structuredClone(workload.match), waivers: workload.waivers && structuredClone(workload.waivers),
    })),
  };
}

function withCopiedLists<T extends HardeningOptions>(settings: T): T {
  return Object.fromEntries(Object.entries(settings).map(([option, value]) => [option, Array.isArray(value) ? [...value] : value])) as T;
}

/** The waivers of an entry, and the waivers for findings that its other settings cause. */
function waiversOf({ match, waivers = [], ...settings }: WorkloadOverride, index: number): readonly SelectingWaiver[] {
  return [
    ...waivers.map((waiver, position) => forMatch(match, checked(waiver, `workloads[${index}].waivers[${position}]`))),
    ...impliedWaivers(settings).map(({ waiver, impliedBy }) => ({ ...forMatch(match, waiver), impliedBy })),
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

import { IConstruct } from 'constructs';
import { HardeningDefaults } from './hardening-defaults';
import { scopesWith } from './scopes-with';
import { WaiverRules } from '../../policy/waivers/rules';

const defaults = new WeakMap<IConstruct, HardeningDefaults>();

/**
 * Sets defaults of a scope. Earlier defaults that are not set again stay, and limits on waivers add up.
 *
 * @param replace whether to drop earlier defaults, except limits on waivers
 */
export function setDefaults(scope: IConstruct, given: HardeningDefaults, replace = false): void {
  // A copy of the checked values: a later change of the object must not bypass the checks.
  const values = { ...given, ...given.controls && { controls: structuredClone(given.controls) } };
  const known = defaults.get(scope) ?? {};
  const before = replace ? limits([known]) : known;
  defaults.set(scope, { ...before, ...named(values), ...limits([before, values]), ...controlsOf([before, values]) });
}

/** The defaults that are set at one scope. */
export function defaultsAt(scope: IConstruct): HardeningDefaults {
  return defaults.get(scope) ?? {};
}

/** The defaults of a construct: each field comes from the nearest scope that sets it. */
export function defaultsFor(construct: IConstruct): HardeningDefaults {
  const all = scopesWithDefaults(construct);
  return Object.assign({}, ...all, controlsOf(all));
}

/** The nearest scope that sets a control decides. */
function controlsOf(all: readonly HardeningDefaults[]): Pick<HardeningDefaults, 'controls'> {
  const controls = all.map((values) => values.controls).filter((each) => each !== undefined).map(named);
  return controls.length === 0 ? {} : { controls: Object.assign({}, ...controls) };
}

/** The rules for the waivers of a construct, from all scopes above it. */
export function waiverRulesFor(construct: IConstruct): WaiverRules {
  const all = scopesWithDefaults(construct);
  const { neverWaive = [], maxWaiverDays } = limits(all);
  const { now = new Date() } = defaults.get(construct.node.root) ?? {};
  return { neverWaive, maxWaiverDays, now };
}

/** An inner or later limit cannot loosen an outer or earlier one. */
function limits(all: readonly HardeningDefaults[]): Pick<HardeningDefaults, 'neverWaive' | 'maxWaiverDays'> {
  const days = all.flatMap(({ maxWaiverDays }) => maxWaiverDays ?? []);
  return {
    neverWaive: all.flatMap(({ neverWaive }) => neverWaive ?? []),
    maxWaiverDays: days.length > 0 ? Math.min(...days) : undefined,
  };
}

/** Python and Java pass undefined for omitted values. */
function named<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

/** From the root inwards. */
function scopesWithDefaults(construct: IConstruct): readonly HardeningDefaults[] {
  return scopesWith(defaults, construct);
}

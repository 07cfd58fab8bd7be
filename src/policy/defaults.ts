import { IConstruct } from 'constructs';
import { HardeningDefaults } from './hardening-defaults';
import { WaiverRules } from '../waivers/problems';

const defaults = new WeakMap<IConstruct, HardeningDefaults>();

/** Sets defaults of a scope; what was set before and is not named stays. */
export function setDefaults(scope: IConstruct, values: HardeningDefaults): void {
  defaults.set(scope, { ...defaults.get(scope), ...values });
}

/** The defaults that hold for a construct: field by field those of the nearest scope that has it. */
export function defaultsFor(construct: IConstruct): HardeningDefaults {
  return Object.assign({}, ...scopesWithDefaults(construct));
}

/** What the scopes above a construct demand of its waivers, all together. */
export function waiverRulesFor(construct: IConstruct): WaiverRules {
  const all = scopesWithDefaults(construct);
  const days = all.flatMap(({ maxWaiverDays }) => maxWaiverDays ?? []);
  return {
    neverWaive: all.flatMap(({ neverWaive }) => neverWaive ?? []),
    maxWaiverDays: days.length > 0 ? Math.min(...days) : undefined,
    now: defaultsFor(construct).now ?? new Date(),
  };
}

/** From the root inwards. */
function scopesWithDefaults(construct: IConstruct): readonly HardeningDefaults[] {
  return construct.node.scopes.flatMap((scope) => defaults.get(scope) ?? []);
}

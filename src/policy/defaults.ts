import { IConstruct } from 'constructs';
import { RunAs } from './run-as';
import { WritablePath } from './writable-path';
import { WaiverRules } from '../waivers/problems';

/** What holds for every workload below a scope that does not say otherwise itself. Read when the app synthesises. */
export interface HardeningDefaults {
  /**
   * The Kubernetes version that manifests are for, such as `1.28`. Decides which checks exist and what they allow.
   *
   * @default `latest` - the newest version this library knows
   */
  readonly kubernetesVersion?: string;

  /**
   * The user that containers of hardened workloads run as. The nearest scope decides.
   *
   * @default RunAs.nonRoot()
   */
  readonly runAs?: RunAs;

  /**
   * Paths that every hardened workload below may write, beside its own. The nearest scope decides.
   *
   * @default - `/tmp` alone
   */
  readonly writablePaths?: WritablePath[];

  /**
   * Whether containers of hardened workloads get a request and a limit for ephemeral storage. The nearest scope decides.
   *
   * @default true
   */
  readonly limitEphemeralStorage?: boolean;

  /**
   * Ids of controls that nobody below may waive. Scopes add up: an inner one cannot loosen an outer one.
   *
   * @default - every control can be waived
   */
  readonly neverWaive?: string[];

  /**
   * How many days from the synthesis on a waiver may reach at most; one without a date is then an error. The smallest
   * number of all scopes counts.
   *
   * @default - waivers need no date
   */
  readonly maxWaiverDays?: number;

  /**
   * The time at which waivers are judged, for tests and for building an old commit again. The nearest scope decides.
   *
   * @default - the time of the synthesis
   */
  readonly now?: Date;
}

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

import { ContainerSettings } from './container-settings';
import { HardeningProfile } from './hardening-profile';
import { Platform } from './platform';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { WritablePath } from './writable-path';

/** How a scope treats a control. */
export interface ControlSettings {
  /** `error`, `warning`, or `off`: the control is then not evaluated. */
  readonly severity: string;

  /** Why the severity differs from that of docs/controls.md, in at least three words. */
  readonly reason: string;
}

/** How `Hardening.setDefaults` treats earlier defaults of the scope. */
export interface SetDefaultsOptions {
  /**
   * Whether the earlier defaults of the scope are dropped first. Limits on waivers stay: they can only become stricter.
   *
   * @default false - values that you do not pass keep their setting
   */
  readonly replace?: boolean;
}

/** What holds for every workload below a scope that does not say otherwise itself. Read when the app synthesises. */
export interface HardeningDefaults {
  /**
   * The Kubernetes version that manifests are for, such as `1.28`. Decides which checks exist and what they allow.
   *
   * @default `latest` - the newest version this library knows
   */
  readonly kubernetesVersion?: string;

  /**
   * Where the manifests are going to run. The nearest scope decides.
   *
   * @default Platform.KUBERNETES
   */
  readonly platform?: Platform;

  /**
   * The profile by which `enforce` and `report` judge where they are not told.
   *
   * @default HardeningProfile.HARDENED
   */
  readonly profile?: HardeningProfile;

  /**
   * The user that containers of hardened workloads run as. The nearest scope decides.
   *
   * @default - what the platform wants: RunAs.nonRoot() on Kubernetes, RunAs.platformAssigned() on OpenShift
   */
  readonly runAs?: RunAs;

  /**
   * Paths that every hardened workload below may write, beside its own. The nearest scope decides.
   *
   * @default - `/tmp` alone
   */
  readonly writablePaths?: WritablePath[];

  /**
   * What kinds of programs run in hardened workloads that have no `presets` of their own. The nearest scope decides.
   *
   * @default - none
   */
  readonly presets?: RuntimePreset[];

  /**
   * Settings of containers with these names, in every hardened workload that has one. The nearest scope decides; a workload's own
   * `containerSettings` override them field by field.
   *
   * @default - none
   */
  readonly containerSettings?: { [container: string]: ContainerSettings };

  /**
   * Turns off the default request and limit for ephemeral storage. The nearest scope decides.
   *
   * @default false
   */
  readonly disableEphemeralStorageLimits?: boolean;

  /**
   * Severities that differ from those of docs/controls.md, by control id. The nearest scope decides, except that a scope inside of an
   * enforced one can only raise a severity for its gate. Controls of the Pod Security Standards, of what Kubernetes itself refuses and
   * those in `neverWaive` keep their severity.
   *
   * @default - all as in docs/controls.md
   */
  readonly controls?: { [control: string]: ControlSettings };

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
   * The time at which waivers are evaluated, for tests and for building an old commit again. It can be set on the root alone, usually the
   * App: an inner clock could make an expired waiver valid again.
   *
   * @default - the time of the synthesis
   */
  readonly now?: Date;
}

import { ContainerSettings } from './container-settings';
import { HardeningProfile } from './hardening-profile';
import { Platform } from './platform';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { WritablePath } from './writable-path';

/** Defaults for every workload below a scope. They are read at synth. */
export interface HardeningDefaults {
  /**
   * The Kubernetes version that manifests are for, such as `1.28`, or as `kubectl version` prints it: `v1.28.3-gke.100`. It decides which
   * checks exist and what they allow. The version after the newest known is evaluated like the newest; a later one is an error.
   *
   * @default - `latest`, the newest version that this release knows
   */
  readonly kubernetesVersion?: string;

  /**
   * Where the manifests will run. The nearest scope decides.
   *
   * @default Platform.KUBERNETES
   */
  readonly platform?: Platform;

  /**
   * The profile of `enforce` and `report` if they are called without one.
   *
   * @default HardeningProfile.HARDENED
   */
  readonly profile?: HardeningProfile;

  /**
   * The user of hardened workloads. The nearest scope decides.
   *
   * @default - that of the platform: RunAs.nonRoot() on Kubernetes, RunAs.platformAssigned() on OpenShift
   */
  readonly runAs?: RunAs;

  /**
   * Paths that every hardened workload below may write, in addition to its own. The nearest scope decides.
   *
   * @default - only `/tmp`
   */
  readonly writablePaths?: WritablePath[];

  /**
   * Presets of hardened workloads that set no `presets` themselves. The nearest scope decides.
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
   * Ids of controls that nobody below may waive. Those of all scopes count: an inner scope cannot loosen an outer one.
   *
   * @default - every control can be waived
   */
  readonly neverWaive?: string[];

  /**
   * A waiver must expire within this many days from today; one without a date is an error. The smallest number of all scopes
   * counts.
   *
   * @default - waivers need no date
   */
  readonly maxWaiverDays?: number;

  /**
   * The time at which waivers are evaluated, for tests and for rebuilding an old commit. You can set it only on the root, usually the
   * App: in an inner scope it could make an expired waiver valid again.
   *
   * @default - the current time
   */
  readonly now?: Date;
}

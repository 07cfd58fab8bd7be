import { ContainerSettings } from './container-settings';
import { HardeningProfile } from './hardening-profile';
import { ImageKnowledge } from './image-knowledge';
import { ImageLock } from './image-lock';
import { Platform } from './platform';
import { ReportFile } from './report-file';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { Scanner } from './scanner';
import { WritablePath } from './writable-path';

/** How a scope treats a control. */
export interface ControlSettings {
  /** `error`, `warning`, or `off`: the control is then not evaluated. */
  readonly severity: string;

  /** Why the severity differs from that of docs/reference/controls.md, in at least three words. */
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

/** Defaults for every workload below a scope. They are read at synth. */
export interface HardeningDefaults {
  /**
   * The Kubernetes version that manifests are for, such as `1.28`, or as `kubectl version` prints it: `v1.28.3-gke.100`. It decides which
   * checks exist and what they allow. The version after the newest known is evaluated like the newest. A later one is an error, and so is
   * one before `1.23`.
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
   * @default - that of the platform: `RunAs.nonRoot()` on Kubernetes, `RunAs.platformAssigned()` on OpenShift
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
   * What happens with what is known about the images of hardened workloads. The nearest scope decides.
   *
   * @default ImageKnowledge.FILL
   */
  readonly imageKnowledge?: ImageKnowledge;

  /**
   * Prefixes of image names in your own registry, and the registry that each stands for: with `{ 'harbor.example/hub': 'docker.io' }` the
   * image `harbor.example/hub/library/nginx:1.29` is known as nginx. An empty text stands for the rest of the name. The nearest scope
   * decides.
   *
   * @default - only mirrors that everybody has, such as `public.ecr.aws/docker`
   */
  readonly imageMirrors?: { [prefix: string]: string };

  /**
   * A lock file. Images without a digest get the one that the file has for their tag, in hardened workloads and in those that `apply`
   * hardens, whatever their profile. One that the file does not have is found by the control `image-digest`. The nearest scope decides.
   *
   * @default - images stay as they are written
   */
  readonly imageLock?: ImageLock;

  /**
   * Registries, or parts of them, that images of pods may come from, such as `registry.example.com/shop`. One of Docker Hub is in
   * `docker.io/library`. The control `image-registry` finds others, an error. The nearest scope decides.
   *
   * @default - all
   */
  readonly allowedRegistries?: string[];

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
   * Severities that differ from those of docs/reference/controls.md, by control id. The nearest scope decides, except that a scope inside
   * of an enforced one can only raise a severity for its gate. Controls of the Pod Security Standards, of what Kubernetes itself refuses
   * and those in `neverWaive` keep their severity.
   *
   * @default - all as in docs/reference/controls.md
   */
  readonly controls?: { [control: string]: ControlSettings };

  /**
   * Reports on everything below the scope that `App.synth` writes, also if it fails. Those of each scope are written.
   *
   * @default - none
   */
  readonly reports?: ReportFile[];

  /**
   * The scanners whose annotations are written on objects with waivers, so that these scanners accept the same. Their exceptions are for
   * the whole object, so one is only written if waivers cover all that is found of it. The nearest scope decides.
   *
   * @default - none
   */
  readonly scannerAnnotations?: Scanner[];

  /**
   * Ids of controls that nobody below may waive. Those of all scopes count: an inner scope cannot loosen an outer one.
   *
   * @default - every control can be waived
   */
  readonly neverWaive?: string[];

  /**
   * A waiver must expire within this many days from today, and one without a date is an error. The smallest number of all scopes
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

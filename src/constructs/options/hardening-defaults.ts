import { ContainerSettings } from './container-settings';
import { ImageFactsPolicy } from './image-facts-policy';
import { ImageLock } from './image-lock';
import { Platform } from './platform';
import { ReportFile } from './report-file';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { Scanner } from './scanner';
import { WritablePath } from './writable-path';
import { HardeningProfile } from '../../policy/settings/hardening-profile';

/** How a scope treats a control. */
export enum ControlSeverity {
  /** Its findings make synthesis fail. */
  ERROR = 'error',
  /** Its findings are only reported. */
  WARNING = 'warning',
  /** It is not evaluated. */
  OFF = 'off',
}

/** A severity that replaces the one of a control. */
export interface ControlOverride {
  /** The severity. */
  readonly severity: ControlSeverity;

  /** Why the severity differs from the one in docs/reference/controls.md, in at least three words. */
  readonly reason: string;
}

/** How `Hardening.setDefaults` treats earlier defaults of the scope. */
export interface SetDefaultsOptions {
  /**
   * Whether to drop the earlier defaults of the scope first. Limits on waivers stay: they can only become stricter.
   *
   * @default false - values that you do not pass keep their setting
   */
  readonly replace?: boolean;
}

/** Defaults for every workload below a scope. They are read at synth. */
export interface HardeningDefaults {
  /**
   * The Kubernetes version of the cluster, such as `1.28`, or as `kubectl version` prints it: `v1.28.3-gke.100`. It determines the checks
   * and the values that they allow. The version after the newest known one is evaluated like the newest. Later versions, and versions
   * before `1.23`, are errors.
   *
   * @default - `latest`, the newest version that this release knows
   */
  readonly kubernetesVersion?: string;

  /**
   * The platform that the manifests will run on. The nearest scope decides.
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
   * @default - the platform's default: `RunAs.nonRoot()` on Kubernetes, `RunAs.platformAssigned()` on OpenShift
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
   * How to use the known facts about the images of hardened workloads. The nearest scope decides.
   *
   * @default ImageFactsPolicy.FILL
   */
  readonly imageFacts?: ImageFactsPolicy;

  /**
   * Prefixes of image names in your own registry, each with the registry that it mirrors. With `{ 'harbor.example/hub': 'docker.io' }`, the
   * image `harbor.example/hub/library/nginx:1.29` is known as nginx. Use an empty text if the prefix is followed by a complete image name.
   * The nearest scope decides.
   *
   * @default - only public mirrors, such as `public.ecr.aws/docker`
   */
  readonly imageMirrors?: { [prefix: string]: string };

  /**
   * A lock file. Images without a digest get the digest that the file has for their tag, in hardened workloads and in workloads that
   * `apply` hardens, whatever their profile. If the file lacks an image, you get a finding of the control `image-digest`. The nearest scope
   * decides.
   *
   * @default - images stay as they are written
   */
  readonly imageLock?: ImageLock;

  /**
   * Registries, or parts of them, that images of pods may come from, such as `registry.example.com/shop`. Official images of Docker Hub are
   * in `docker.io/library`. The control `image-registry` reports all other images as errors. The nearest scope decides.
   *
   * @default - all
   */
  readonly allowedRegistries?: string[];

  /**
   * Settings for containers by name, in every hardened workload that has a container with the name. The nearest scope decides. A workload's
   * own `containerSettings` override them field by field.
   *
   * @default - none
   */
  readonly containerSettings?: { [container: string]: ContainerSettings };

  /**
   * Whether containers get a default request and limit for ephemeral storage. The nearest scope decides.
   *
   * @default true
   */
  readonly ephemeralStorageLimits?: boolean;

  /**
   * Severities that replace the ones in docs/reference/controls.md, by control id. The nearest scope decides, but a scope inside an
   * enforced scope can only raise a severity for its gate. Three groups of controls keep their severity: controls of the Pod Security
   * Standards, controls of errors that Kubernetes itself refuses, and controls in `neverWaive`.
   *
   * @default - all as in docs/reference/controls.md
   */
  readonly controls?: { [control: string]: ControlOverride };

  /**
   * Reports on everything below the scope. `App.synth` writes them even if it fails, and writes the reports of every scope.
   *
   * @default - none
   */
  readonly reports?: ReportFile[];

  /**
   * Scanners that should accept the same exceptions. Objects with waivers get the annotations of these scanners. A scanner's exception
   * applies to the whole object, so it is only written if waivers cover everything that the scanner's check would find. The nearest scope
   * decides.
   *
   * @default - none
   */
  readonly scannerAnnotations?: Scanner[];

  /**
   * Ids of controls that no one may waive below the scope. The lists of all scopes apply: an inner scope cannot loosen an outer one.
   *
   * @default - every control can be waived
   */
  readonly neverWaive?: string[];

  /**
   * Waivers must expire within this many days from today. A waiver without a date is an error. The smallest number of all scopes applies.
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

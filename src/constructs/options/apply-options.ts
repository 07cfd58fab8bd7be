import { ImageFactsPolicy } from './image-facts-policy';
import { ImageLock } from './image-lock';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { UnknownUserPolicy } from './unknown-user-policy';
import { WritablePath } from './writable-path';
import { HardeningProfile } from '../../policy/settings/hardening-profile';
import { Waiver } from '../../policy/settings/waiver';

/** How to harden workloads that are not of a hardened kind: workloads from Helm charts, YAML files and cdk8s-plus. */
export interface HardeningOptions {
  /**
   * The profile that the workloads should meet. Profiles below `HARDENED` fill in only the fields that they require. If several calls
   * apply to a workload, the strictest profile wins.
   *
   * @default HardeningProfile.PSS_RESTRICTED
   */
  readonly profile?: HardeningProfile;

  /**
   * The user of the containers. A `securityContext` overrides it.
   *
   * @default - the user from `presets`, else none: the image decides. With the profile `HARDENED`, the same user as in hardened kinds
   */
  readonly runAs?: RunAs;

  /**
   * Paths that every container may write. You can set a path in a PVC only for single workloads: in `workloads`, or with a mixin.
   *
   * @default - none; `/tmp` with the profile `HARDENED`
   */
  readonly writablePaths?: WritablePath[];

  /**
   * Presets for the programs in the containers: writable paths, environment variables and a user.
   *
   * @default - none
   */
  readonly presets?: RuntimePreset[];

  /**
   * Whether to replace unsafe values that the author wrote, such as `privileged: true`. `report().changes` lists each change with the
   * original value.
   *
   * @default false - they stay, and you get findings for them
   */
  readonly overrideUnsafe?: boolean;

  /**
   * Ids of the only controls that may change something. docs/reference/controls.md lists all ids.
   *
   * @default - all controls of the profile
   */
  readonly only?: string[];

  /**
   * Ids of controls that must not change anything. You still get their findings.
   *
   * @default - none
   */
  readonly keep?: string[];

  /**
   * How to treat a workload with an image whose user is unknown. `report().missingUsers` lists these images.
   *
   * @default UnknownUserPolicy.FILL
   */
  readonly unknownUser?: UnknownUserPolicy;

  /**
   * Whether to pass values of Secrets as files instead of variables. This applies to images that are known to read a value from a file
   * whose path is in another variable, such as `POSTGRES_PASSWORD_FILE`. docs/reference/images.md lists these variables.
   *
   * @default false
   */
  readonly secretsAsFiles?: boolean;

  /**
   * How to use the known facts about the containers' images. By default, containers get the users that their images are made for. With the
   * profile `HARDENED`, they also get the writable paths and variables that their images need. With other profiles, they get these only if
   * an image starts as root, and the user that replaces root could not write without them. docs/reference/images.md lists the images.
   *
   * @default ImageFactsPolicy.FILL
   */
  readonly imageFacts?: ImageFactsPolicy;

  /**
   * A lock file. Images without a digest get the digest that the file has for their tag, whatever the profile.
   *
   * @default - the nearest scope's default, else images stay as they are written
   */
  readonly imageLock?: ImageLock;

  /**
   * Exceptions from controls, if these options apply to a single workload. Use `Hardening.addWaiver` for other objects below a scope.
   *
   * @default - none
   */
  readonly waivers?: Waiver[];
}

/** The workloads that settings apply to. A workload must match all fields that you set. In a text, `*` stands for any characters. */
export interface WorkloadMatch {
  /**
   * Kind of the workload, such as `Deployment`.
   *
   * @default - any
   */
  readonly kind?: string;

  /**
   * Name of the workload, such as `redis-*`.
   *
   * @default - any
   */
  readonly name?: string;

  /**
   * Namespace in the manifest of the workload.
   *
   * @default - any
   */
  readonly namespace?: string;

  /**
   * Labels of the workload or of its pods.
   *
   * @default - any
   */
  readonly labels?: { [key: string]: string };

  /**
   * An image without tag and digest, such as `quay.io/prometheus/*`. `runAs`, `writablePaths` and `presets` then apply to the containers
   * with this image, and the other settings to the whole workload.
   *
   * @default - any
   */
  readonly image?: string;
}

/**
 * Settings of the workloads that match. They override the general settings of the same call. Their paths and presets are added to the
 * general ones.
 */
export interface WorkloadOverride extends HardeningOptions {
  /** The workloads. If the entry has `waivers`, only one workload may match. */
  readonly match: WorkloadMatch;
}

/** How `Hardening.apply` hardens the workloads below its scope. */
export interface ApplyOptions extends HardeningOptions {
  /**
   * Settings for single workloads. If several entries match a workload, a later one overrides an earlier one.
   *
   * @default - all workloads are hardened alike
   */
  readonly workloads?: WorkloadOverride[];
}

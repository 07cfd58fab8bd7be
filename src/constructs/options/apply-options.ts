import { HardeningProfile } from './hardening-profile';
import { ImageKnowledge } from './image-knowledge';
import { ImageLock } from './image-lock';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { ScopedWaiver } from './scoped-waiver';
import { UnknownImage } from './unknown-image';
import { WritablePath } from './writable-path';
import { Waiver } from '../../policy/settings/waiver';

/** How workloads are hardened that are not hardened kinds: those of Helm charts, of YAML files, of cdk8s-plus. */
export interface HardeningSettings {
  /**
   * What the workloads should meet. Below `HARDENED` only what that level requires is filled in. Of several calls the strictest profile
   * counts.
   *
   * @default HardeningProfile.PSS_RESTRICTED
   */
  readonly profile?: HardeningProfile;

  /**
   * The user of the containers. A `securityContext` overrides it.
   *
   * @default - that of `presets`, else none: the image decides. With the profile `HARDENED` that of hardened kinds
   */
  readonly runAs?: RunAs;

  /**
   * Paths that every container may write. A path in a PVC can only be set for single workloads: in `workloads`, or with a mixin.
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
   * Whether unsafe values that the author wrote are replaced, such as `privileged: true`. `report().changes` lists each with the value
   * before.
   *
   * @default false - they stay, and are found
   */
  readonly overrideUnsafe?: boolean;

  /**
   * Ids of the controls that may change something, as in docs/reference/controls.md.
   *
   * @default - all that the profile requires
   */
  readonly only?: string[];

  /**
   * Ids of controls that change nothing. They still find what is wrong.
   *
   * @default - none
   */
  readonly exclude?: string[];

  /**
   * What happens to a workload with an image whose user nobody knows. `report().needs` lists these images.
   *
   * @default UnknownImage.FILL
   */
  readonly unknownImage?: UnknownImage;

  /**
   * Whether values of Secrets become files instead of variables, in containers with images that are known to read them from a file that
   * another variable names, such as `POSTGRES_PASSWORD_FILE`. docs/reference/images.md lists these variables.
   *
   * @default false
   */
  readonly secretsAsFiles?: boolean;

  /**
   * What happens with what is known about the images of the containers. They get the users that their images are made for. With
   * the profile `HARDENED`, and where an image starts as root and cannot write as its user otherwise, they also get the writable paths
   * and variables that their images need. docs/reference/images.md lists the images.
   *
   * @default ImageKnowledge.FILL
   */
  readonly imageKnowledge?: ImageKnowledge;

  /**
   * A lock file. Images without a digest get the one that the file has for their tag, whatever the profile.
   *
   * @default - that of the nearest scope's defaults, else images stay as they are written
   */
  readonly imageLock?: ImageLock;
}

/** Which workloads settings are for: those that have all that is named. In a text a `*` stands for any characters. */
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
   * Namespace of the workload, as its manifest names it.
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
   * An image without tag and digest, such as `quay.io/prometheus/*`. `runAs`, `writablePaths` and `presets` are then for the containers
   * with this image, the other settings for the whole workload.
   *
   * @default - any
   */
  readonly image?: string;
}

/** Settings of the workloads that match. They override those of the same call; their paths and presets count beside those. */
export interface WorkloadSettings extends HardeningSettings {
  /** The workloads. */
  readonly match: WorkloadMatch;

  /**
   * Exceptions from controls, for the one workload that matches.
   *
   * @default - none
   */
  readonly waivers?: Waiver[];
}

/** How `Hardening.apply` hardens the workloads below its scope. */
export interface ApplyOptions extends HardeningSettings {
  /**
   * Settings of single workloads. Of several that match, a later one overrides an earlier one.
   *
   * @default - all workloads are hardened alike
   */
  readonly workloads?: WorkloadSettings[];

  /**
   * Exceptions from controls, as `addWaiver` takes them.
   *
   * @default - none
   */
  readonly waivers?: ScopedWaiver[];
}

/** How `HardeningMixin` hardens a workload. */
export interface HardeningMixinProps extends HardeningSettings {
  /**
   * Exceptions from controls, for this workload.
   *
   * @default - none
   */
  readonly waivers?: Waiver[];
}

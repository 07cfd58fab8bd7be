import { AppArmor } from './app-armor';
import { DockerfileImage } from './dockerfile-image';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { ServiceAccountToken } from './service-account-token';
import { WritablePath } from './writable-path';
import { Waiver } from '../settings/waiver';

/** What a pod does about groups that the image gives its user in /etc/group. */
export enum SupplementalGroupsPolicy {
  /** The user is in them, too. What Kubernetes does where nothing is said. */
  MERGE = 'Merge',
  /** The user is in no group but those of the manifest. Needs Kubernetes 1.33 and containerd 2. */
  STRICT = 'Strict',
}

/** What every hardened workload takes beside the props of its cdk8s-plus parent. */
export interface HardeningProps {
  /**
   * The user that containers run as where their `securityContext` does not say it.
   *
   * @default - that of the scope's defaults, else what the platform wants: uid, gid and fsGroup 65532 on Kubernetes, none on OpenShift
   */
  readonly runAs?: RunAs;

  /**
   * The user of single containers, by the container's name: a sidecar with another uid than the application cannot read its
   * files or its memory. Only `RunAs.user`, the constants and `RunAs.unique` are possible here: a container cannot be without the
   * ids of its pod.
   *
   * @default - all run as `runAs` says
   */
  readonly containerRunAs?: { [container: string]: RunAs };

  /**
   * Whether the pod gets a user namespace of its own (`hostUsers: false`): whoever breaks out is nobody on the node. Needs
   * Kubernetes 1.33, containerd 2 with runc 1.2 (or CRI-O) and Linux 6.3 on the nodes; all ids must be at most 65535.
   *
   * @default - that of the platform: `true` on OPENSHIFT_V3, else `false`; always `true` for `RunAs.rootInUserNamespace()`
   */
  readonly userNamespace?: boolean;

  /**
   * Further groups of the pod's processes, such as that of a volume which others own. Not 0.
   *
   * @default - none
   */
  readonly supplementalGroups?: number[];

  /**
   * Whether groups that the image gives its user count.
   *
   * @default - Kubernetes' own: they do
   */
  readonly supplementalGroupsPolicy?: SupplementalGroupsPolicy;

  /**
   * An AppArmor profile, for clusters whose every node has AppArmor. Below Kubernetes 1.30 it is written as annotations.
   *
   * @default - not named
   */
  readonly appArmor?: AppArmor;

  /**
   * A token of the pod's service account, mounted instead of the automatic one.
   *
   * @default - none
   */
  readonly serviceAccountToken?: ServiceAccountToken;

  /**
   * The paths that containers may write. `/tmp` is always among them: 1 GiB on disk, unless it is given here with
   * another size, or something writable is mounted there.
   *
   * @default - `/tmp`, and those of the scope's defaults, which count beside these too
   */
  readonly writablePaths?: WritablePath[];

  /**
   * What kinds of programs run in the containers: presets of writable paths, environment variables and the user. What you say
   * yourself stands before them, in `env`, `writablePaths`, `runAs`, `containerRunAs` and `securityContext`.
   *
   * @default - those of the scope's defaults, else none
   */
  readonly presets?: RuntimePreset[];

  /**
   * The Dockerfiles that the containers' images are built from, such as `DockerfileImage.fromFile('Dockerfile')`. Their user counts
   * where neither the workload nor a scope says `runAs`, before that of `presets`. Where the workload contradicts them, with another
   * user than the one that the files belong to, another port, or no mount for a VOLUME, the synthesis says so.
   *
   * @default - nothing is known of the images
   */
  readonly dockerfiles?: DockerfileImage[];

  /**
   * Whether every container that has none gets a request (64Mi) and a limit (its writable paths on disk + 1Gi, and not
   * less than its own request) for ephemeral storage. Without limits one container can fill the disk of its node.
   *
   * @default - that of the scope's defaults, else `true`
   */
  readonly limitEphemeralStorage?: boolean;

  /**
   * Exceptions from controls, for this workload alone.
   *
   * @default - none
   */
  readonly waivers?: Waiver[];
}

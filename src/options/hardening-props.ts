import { AppArmor } from './app-armor';
import { ContainerSettings } from './container-settings';
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
   * Presets for the programs in the containers: writable paths, environment variables and a user. Your own `envVariables`,
   * `writablePaths`, `runAs` and `securityContext` override them.
   *
   * @default - those of the nearest scope's defaults, else none
   */
  readonly presets?: RuntimePreset[];

  /**
   * The Dockerfile that the image of the pod's only container is built from, such as `DockerfileImage.fromFile('Dockerfile')`. In a pod
   * with several containers set `dockerfile` in `containerSettings` instead. Its USER is used if neither the workload nor a scope sets
   * `runAs`, and overrides the user of `presets`. The synthesis reports what contradicts it: another user than the owner of its files,
   * another port, or no mount for a VOLUME.
   *
   * @default - nothing is known about the image
   */
  readonly dockerfile?: DockerfileImage;

  /**
   * Settings of single containers, by container name. They override the pod-wide ones.
   *
   * @default - those of the nearest scope's defaults, else none
   */
  readonly containerSettings?: { [container: string]: ContainerSettings };

  /**
   * Turns off the request (64Mi) and the limit (1Gi plus the container's writable paths on disk, at least its own request) for
   * ephemeral storage that every container without them gets. Without limits one container can fill the disk of its node.
   *
   * @default - that of the nearest scope's defaults, else `false`
   */
  readonly disableEphemeralStorageLimits?: boolean;

  /**
   * Exceptions from controls, for this workload alone.
   *
   * @default - none
   */
  readonly waivers?: Waiver[];
}

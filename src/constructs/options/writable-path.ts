import { IConstruct } from 'constructs';
import { checkEmptyDir, checkFromImage, checkPersistent, checkPersistentOptions, checkSize } from './check-writable-path';
import { NO_REQUIREMENTS, PodRequirements } from './pod-requirements';
import { checkObjectName, referencedObject } from './referenced-object';
import { WritablePathMedium } from './writable-path-medium';
import { PersistentPathOptions, SeededPathOptions, SeedUpdatePolicy, WritablePathOptions } from './writable-path-options';
import { DeclaredPath, DEFAULT_WRITABLE_PATH, EmptyDirPath, isPersistent, Seed } from '../../knowledge/writable-paths/declared-path';
import { writableMountPath } from '../../knowledge/writable-paths/mount-path';
import { subPathName } from '../../knowledge/writable-paths/names';

/**
 * A directory that an application may write under its read-only root filesystem.
 *
 * In `writablePaths` of a workload, it applies to every container, including init containers. A path that is seeded or in a PVC applies to
 * the pod's only container. For one of several containers, use `containerSettings`, or `addWritablePath(path, container)`.
 *
 * @exampleMetadata fixture=app
 * @example
 *
 * const claim = new PersistentVolumeClaim(chart, 'uploads', {
 *   accessModes: [PersistentVolumeAccessMode.READ_WRITE_MANY],
 *   storage: Size.gibibytes(10),
 * });
 * new HardenedDeployment(chart, 'cms', {
 *   containers: [{ image: 'registry.example.com/shop/cms:1.4.2' }],
 *   writablePaths: [
 *     WritablePath.fromEmptyDir('/var/cache/cms', { sizeLimit: Size.mebibytes(200) }),
 *     WritablePath.fromImage('/etc/cms/conf.d'),
 *     WritablePath.fromPersistentVolumeClaim('/var/lib/cms/uploads', claim),
 *   ],
 * });
 */
export class WritablePath {
  /**
   * An empty directory: an emptyDir for each container, deleted with the pod.
   *
   * @param path absolute path in the container, such as `/var/cache/app`
   * @param options size and medium
   * @throws if the path is empty, relative, contains `:`, `..` or control characters, is the root, belongs to the runtime
   * (`/proc`, `/sys`, `/dev`, `/var/run/secrets` and everything below; `/dev/shm` in memory is fine), or is a system directory
   * that an empty volume would hide (`/etc`, `/usr`, `/bin`, `/sbin`, `/lib*`, `/opt` themselves; directories below are fine); or if the
   * size limit is zero
   */
  public static fromEmptyDir(path: string, options: WritablePathOptions = {}): WritablePath {
    checkEmptyDir(path, options);
    return new WritablePath(inEmptyDir(path, options));
  }

  /**
   * A directory that starts with the image's files at that path, such as `/etc/nginx/conf.d`, deleted with the pod. A hardened init
   * container of the same image, before all others, copies the files into an emptyDir; they belong to the container's user. It
   * needs `sh`, `cp`, `mv`, `mkdir`, `chmod`, `rm` and `ls` in the image, and fails if that user cannot read a file.
   * For a copy that outlives the pod use `fromPersistentVolumeClaim` with `seeded`.
   *
   * @param path absolute path in the container
   * @param options size and medium, and the seed image for an image without a shell
   * @throws as `fromEmptyDir` does, except for system directories; and if the seed image is empty
   */
  public static fromImage(path: string, options: SeededPathOptions = {}): WritablePath {
    checkFromImage(path, options);
    return new WritablePath({ ...inEmptyDir(path, options, true), seed: { image: options.seedImage, replaces: false } });
  }

  /**
   * A directory in a PersistentVolumeClaim (PVC). The container's user can write it through the pod's fsGroup, which the kubelet applies
   * once and not at every start, or as the options configure.
   *
   * @param path absolute path in the container
   * @param claim the PVC: of any cdk8s-plus version, or an ApiObject
   * @param options directory of the PVC, who may write it, and whether it is seeded
   * @throws if the construct is not a PVC; as `fromEmptyDir` does, or as `fromImage` does if the path is seeded; if `subPath` is not one
   * name, or is a hidden directory and seeded; if `seedImage` or `seedUpdatePolicy` is set without `seeded`; if the PVC is read-only; if
   * a group is not a valid id; if `takeOwnership` is set and `groupOwnership` is false; and if `SeedUpdatePolicy.REPLACE` is set for a PVC
   * that several nodes can mount
   */
  public static fromPersistentVolumeClaim(path: string, claim: IConstruct, options: PersistentPathOptions = {}): WritablePath {
    const { name, json } = referencedObject(`persistent path ${JSON.stringify(path)}`, 'PersistentVolumeClaim', claim, 'claim-name',
      (given) => `WritablePath.fromPersistentVolumeClaimName(${JSON.stringify(path)}, ${JSON.stringify(given)})`);
    return WritablePath.inClaim(path, name, json()?.spec?.accessModes, options);
  }

  /**
   * A directory in a PersistentVolumeClaim (PVC) that exists outside of the app, as `fromPersistentVolumeClaim` makes it.
   *
   * @param path absolute path in the container
   * @param claimName name of the PVC
   * @param options directory of the PVC, who may write it, and whether it is seeded
   * @throws if the name is not one of Kubernetes, and as `fromPersistentVolumeClaim` does
   */
  public static fromPersistentVolumeClaimName(path: string, claimName: string, options: PersistentPathOptions = {}): WritablePath {
    checkObjectName(`persistent path ${JSON.stringify(path)}`, 'PersistentVolumeClaim', claimName);
    return WritablePath.inClaim(path, claimName, undefined, options);
  }

  private static inClaim(
    path: string, name: string, accessModes: readonly string[] | undefined, options: PersistentPathOptions,
  ): WritablePath {
    checkPersistentOptions(path, options);
    const isSeeded = options.seeded ?? false;
    const normal = writableMountPath(path, false, 'writable path', isSeeded);
    checkPersistent(normal, options, accessModes);
    const { takeOwnership, groupOwnership = true, supplementalGroups = [] } = options;
    const seed: Seed = { image: options.seedImage, replaces: options.seedUpdatePolicy === SeedUpdatePolicy.REPLACE };
    return new WritablePath({
      kind: 'persistentVolumeClaim',
      path: normal,
      claim: {
        name,
        subPath: options.subPath ?? (isSeeded ? subPathName(normal) : undefined),
        accessModes,
        ownership: takeOwnership && { image: takeOwnership.image },
      },
      seed: isSeeded ? seed : undefined,
    }, { disablesFsGroup: !groupOwnership, supplementalGroups, takeOwnership });
  }

  private constructor(private readonly declared: DeclaredPath, private readonly requirements: PodRequirements = NO_REQUIREMENTS) {}

  /** The path in normal form: no slash at the end, no double slashes. */
  public get path(): string {
    return this.declared.path;
  }

  /** Whether it is in a PVC and outlives the pod. */
  public get isPersistent(): boolean {
    return isPersistent(this.declared);
  }

  /**
   * The same path for one container.
   *
   * @internal
   */
  public _in(container: string | undefined): WritablePath {
    return new WritablePath({ ...this.declared, container }, this.requirements);
  }

  /**
   * The path as plain data.
   *
   * @internal
   */
  public _toSettings(): DeclaredPath {
    return this.declared;
  }

  /**
   * Its requirements on the whole pod.
   *
   * @internal
   */
  public get _requirements(): PodRequirements {
    return this.requirements;
  }
}

function inEmptyDir(path: string, options: WritablePathOptions, isFilled = false): EmptyDirPath {
  const inMemory = options.medium === WritablePathMedium.MEMORY;
  const sizeLimit = checkSize(path, options.sizeLimit) ?? DEFAULT_WRITABLE_PATH.sizeLimit;
  return {
    kind: 'emptyDir',
    path: writableMountPath(path, inMemory, 'writable path', isFilled),
    sizeLimit,
    inMemory,
    isShared: options.shareVolume || undefined,
    ephemeral: options.ephemeral || undefined,
  };
}

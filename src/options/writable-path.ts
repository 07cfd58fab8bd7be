import { EmptyDirMedium, IPersistentVolumeClaim } from 'cdk8s-plus-28';
import { accessModesOf, checkFilled, checkPersistent, checkSize } from './check-writable-path';
import { NO_REQUIREMENTS, PodRequirements } from './pod-demands';
import { SeedUpdatePolicy, PersistentPathOptions, SeededPathOptions, WritablePathOptions } from './writable-path-options';
import { DEFAULT_WRITABLE_PATH, DeclaredPath, Seed } from '../settings/settings';
import { writableMountPath } from '../writable-paths/mount-path';
import { subPathName } from '../writable-paths/names';

/** A directory that an application may write under its read-only root filesystem. */
export class WritablePath {
  /**
   * An empty directory, in an emptyDir of its own for each container, gone with the pod.
   *
   * @param path absolute path in the container, such as `/var/cache/app`
   * @param options size, medium and container
   * @throws where the path is empty, relative, holds `:`, `..` or control characters, is the root, belongs to the runtime
   * (`/proc`, `/sys`, `/dev`, `/var/run/secrets` and below, but `/dev/shm` in memory is fine), or is a directory of the system
   * that an empty volume would hide (`/etc`, `/usr`, `/bin`, `/sbin`, `/lib*`, `/opt`); and where the size limit is zero
   */
  public static emptyDir(path: string, options: WritablePathOptions = {}): WritablePath {
    return new WritablePath(inEmptyDir(path, options));
  }

  /**
   * A directory that holds what the image has at that path, such as `/etc/nginx/conf.d`, gone with the pod. A hardened init
   * container of the same image, before all others, copies the files into an emptyDir; they belong to the container's user. It
   * needs `sh`, `cp`, `mv`, `mkdir`, `chmod`, `rm` and `ls` in the image. What that user cannot read makes it fail.
   * For a copy that outlives the pod: `persistent` with `seeded`.
   *
   * @param path absolute path in the container
   * @param options size, medium and container, and who does it for an image without a shell
   * @throws as `of` does, but for directories of the system, which it does not hide; and where the seed image is empty
   */
  public static fromImage(path: string, options: SeededPathOptions = {}): WritablePath {
    checkFilled(path, { seedImage: options.seedImage });
    return new WritablePath({ ...inEmptyDir(path, options, true), seed: { image: options.seedImage, replaces: false } });
  }

  /**
   * A directory in a claim, which the container's user can write: by the pod's fsGroup, whose change of owners the kubelet
   * makes once and not at every start, or by what the options say.
   *
   * @param path absolute path in the container
   * @param claim the claim
   * @param options container, directory of the claim, who may write it, and whether it is seeded
   * @throws as `of` does, or as `seeded` does where it is seeded; where `subPath` is no single step, or a hidden one that is seeded; where
   * nothing is seeded, and `seedImage` or `seedUpdatePolicy` says how; where the claim can only be read; where a group is none; where the
   * ownership of a claim is taken that `fsGroup: false` leaves to others; and where a copy is to be replaced in a claim that several
   * nodes can mount
   */
  public static fromPersistentVolumeClaim(path: string, claim: IPersistentVolumeClaim, options: PersistentPathOptions = {}): WritablePath {
    const isSeeded = options.seeded ?? false;
    const normal = writableMountPath(path, false, 'writable path', isSeeded);
    const accessModes = accessModesOf(claim);
    checkPersistent(normal, options, accessModes);
    const { container, takeOwnership, fsGroup, supplementalGroups = [] } = options;
    const seed: Seed = { image: options.seedImage, replaces: options.seedUpdatePolicy === SeedUpdatePolicy.REPLACE };
    return new WritablePath({
      path: normal,
      sizeLimit: 0,
      inMemory: false,
      container,
      claim: {
        name: claim.name,
        subPath: options.subPath ?? (isSeeded ? subPathName(normal) : undefined),
        accessModes,
        ownership: takeOwnership && { image: takeOwnership.image },
      },
      seed: isSeeded ? seed : undefined,
    }, { fsGroup, supplementalGroups, takeOwnership });
  }

  private constructor(private readonly declared: DeclaredPath, private readonly requirements: PodRequirements = NO_REQUIREMENTS) {}

  /** The path in its normal form: no slash at the end, no double slashes. */
  public get path(): string {
    return this.declared.path;
  }

  /** Name of the one container that may write it; where undefined every container, or the only one where it is seeded or in a claim. */
  public get container(): string | undefined {
    return this.declared.container;
  }

  /** Whether it lies in a claim, and outlives the pod. */
  public get isPersistent(): boolean {
    return this.declared.claim !== undefined;
  }

  /**
   * The path as the engine takes it.
   *
   * @internal
   */
  public _toSettings(): DeclaredPath {
    return this.declared;
  }

  /**
   * What it asks of the whole pod.
   *
   * @internal
   */
  public get _requirements(): PodRequirements {
    return this.requirements;
  }
}

function inEmptyDir(path: string, options: WritablePathOptions, isFilled = false): DeclaredPath {
  const inMemory = options.medium === EmptyDirMedium.MEMORY;
  const sizeLimit = checkSize(path, options.sizeLimit) ?? DEFAULT_WRITABLE_PATH.sizeLimit;
  checkFilled(path, { container: options.container });
  return {
    path: writableMountPath(path, inMemory, 'writable path', isFilled),
    sizeLimit,
    inMemory,
    container: options.container,
    isShared: options.shareVolume || undefined,
    ephemeral: options.ephemeral || undefined,
  };
}

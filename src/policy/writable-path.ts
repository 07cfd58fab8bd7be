import { Size } from 'cdk8s';
import { EmptyDirMedium } from 'cdk8s-plus-28';
import { DEFAULT_SCRATCH, ScratchPath } from '../controls/policy';
import { writableMountPath } from '../manifest/mount-path';

/** Options of a writable path. */
export interface WritablePathOptions {
  /**
   * How much the application may write there. A pod that writes more to disk is evicted; in memory the write fails.
   *
   * @default Size.gibibytes(1)
   */
  readonly sizeLimit?: Size;

  /**
   * Where it is kept. What is kept in memory counts against the container's memory limit.
   *
   * @default EmptyDirMedium.DEFAULT - on the node's disk
   */
  readonly medium?: EmptyDirMedium;

  /**
   * Name of the one container that may write it. At the same path it stands before a writable path for all containers.
   *
   * @default - every container of the pod, init containers too, each in a volume of its own
   */
  readonly container?: string;
}

/**
 * A directory that an application may write under its read-only root filesystem: an empty volume of its own for each
 * container, gone with the pod.
 */
export class WritablePath {
  /**
   * A writable path.
   *
   * @param path absolute path in the container, such as `/var/cache/app`
   * @param options size, medium and container
   * @throws where the path is empty, relative, holds `:`, `..` or control characters, is the root, belongs to the runtime
   * (`/proc`, `/sys`, `/dev`, `/var/run/secrets` and below, but `/dev/shm` in memory is fine), or is a directory of the system
   * that an empty volume would hide (`/etc`, `/usr`, `/bin`, `/sbin`, `/lib*`, `/opt`); and where the size limit is zero
   */
  public static of(path: string, options: WritablePathOptions = {}): WritablePath {
    const inMemory = options.medium === EmptyDirMedium.MEMORY;
    const sizeLimit = options.sizeLimit ? bytes(options.sizeLimit) : DEFAULT_SCRATCH.sizeLimit;
    if (!(sizeLimit > 0)) {
      throw new Error(`writable path "${path}" has a sizeLimit of zero: nothing could be written, give it a size`);
    }
    if (options.container === '') {
      throw new Error(`writable path "${path}" is for a container with an empty name: give the name, or leave it out for all`);
    }
    return new WritablePath({ path: writableMountPath(path, inMemory), sizeLimit, inMemory, container: options.container });
  }

  private constructor(private readonly scratch: ScratchPath) {}

  /** The path in its normal form: no slash at the end, no double slashes. */
  public get path(): string {
    return this.scratch.path;
  }

  /** Name of the one container that may write it; every container where undefined. */
  public get container(): string | undefined {
    return this.scratch.container;
  }

  /**
   * The path as the engine takes it.
   *
   * @internal
   */
  public _toScratch(): ScratchPath {
    return this.scratch;
  }
}

function bytes(size: Size): number {
  return size.toKibibytes() * 1024;
}

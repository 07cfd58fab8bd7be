/*
 * Known facts about images. The built-in ones are in `families`, as YAML in the schema of `images` in the settings file.
 */

/** The images of one program, in all repositories that publish them. */
export interface ImageFamily {
  readonly name: string;
  /**
   * Repositories as `repositoryOf` returns them, such as `docker.io/library/postgres`. `dhi.io/*` is each repository in `dhi.io` that no
   * family lists.
   */
  readonly repositories: readonly string[];
  /** Variants by version and by words of the tag. Variants with the same words are sorted by version, oldest first. */
  readonly variants: readonly ImageVariant[];
}

/** Images of a family that have the same facts. */
export interface ImageVariant extends ImageFacts {
  /** The versions that have these facts; all versions if absent. */
  readonly versions?: VersionRange;
  /** Words of the tag, without digits at their end: `17.6-alpine3.22` has `alpine`. */
  readonly tags?: readonly string[];
}

export interface VersionRange {
  /** The oldest version; without a lower limit if absent. */
  readonly from?: string;
  /** The first version that is too new; without an upper limit if absent. */
  readonly below?: string;
}

/** Facts about an image. Undocumented facts are absent. */
export interface ImageFacts {
  /** The user that the program runs as: USER, or the user that the image switches to. */
  readonly uid?: number;
  readonly gid?: number;
  /** The kind of USER. With `runAsNonRoot` and no `runAsUser`, the kubelet refuses `root` and `name`. */
  readonly imageUser?: 'root' | 'name' | 'numeric';
  /** Whether the image also works as any other user, or only as another user with gid 0. */
  readonly anyUser?: boolean | 'with gid 0';
  /**
   * The program with which the start script leaves root, such as `gosu`. A non-root user skips this step, and needs no capability for it.
   */
  readonly stepsDownWith?: string;
  /** Whether the step is certain only for the default arguments, as in lock files. Other arguments may start another program as root. */
  readonly isForOwnArgs?: true;
  /** Variables with which a workload may lead the start script to another user, as in lock files. */
  readonly switchVariables?: readonly string[];
  /** WORKDIR, if relative paths in the logs of the programs start there. */
  readonly workingDir?: string;
  /** The paths that the program writes, besides `/tmp`. Absent if unknown, empty if there are none. */
  readonly writablePaths?: readonly KnownPath[];
  /** Variables that the program needs on a read-only root filesystem, or as `uid`. */
  readonly environment?: { readonly [name: string]: string };
  /** Why a list of writable paths cannot replace a writable root filesystem. */
  readonly writableRoot?: string;
  /** The default ports of the program. */
  readonly ports?: readonly number[];
  /** File capabilities of the program: it does not start if the pod drops one of them. */
  readonly fileCapabilities?: readonly string[];
  /** Capabilities that the programs use, but "restricted" forbids. `hint` then describes what works without them. */
  readonly needsCapabilities?: readonly string[];
  /**
   * The start script copies files that are mounted at or below these paths to places that only root can write. Other users miss these
   * files.
   */
  readonly rootMounts?: readonly string[];
  /** Options that switch the user, which only root may do. */
  readonly userFlags?: readonly UserFlag[];
  /** Why the program, or its start script, only works as root. */
  readonly needsRoot?: string;
  /** The settings without which the program does not start as another user than root. */
  readonly needsSettings?: NeededSettings;
  /** An option and its value with which the program stores no data. */
  readonly keepsNothingWith?: { readonly flag: string; readonly value: string };
  /** Absent if the program starts within 30 seconds, or if this is unknown. */
  readonly startUp?: 'slow';
  /** Variables, each with the variable that takes the path of a file with the value instead. */
  readonly fileVariables?: { readonly [variable: string]: string };
  /** Advice for a person who sets up the image. */
  readonly hint?: string;
  /** The pages that state these facts. */
  readonly evidence?: readonly Source[];
}

/** An option that switches the user. Without root, the program ends with an error such as "setgid(): Operation not permitted". */
export interface UserFlag {
  /** The option. Its value follows after `=`, or as the next argument. */
  readonly flag: string;
  /** Prefixes of values that have this effect; any value if absent. */
  readonly values?: readonly string[];
  /** Whether the option works as `uid`, because the program then need not switch. */
  readonly worksAsUid?: true;
  /** Whether ENTRYPOINT contains the option. */
  readonly isInEntrypoint?: true;
}

export interface NeededSettings {
  /** The file or the directory that the user mounts. */
  readonly path: string;
  /** What the settings must have. */
  readonly why: string;
}

export interface KnownPath {
  readonly path: string;
  /** The content at the start: nothing, the files of the image, or nothing because the start script creates the files. */
  readonly kind: 'empty' | 'seeded' | 'self-initializing';
  /** How large the content becomes, in bytes. */
  readonly size?: number;
  /** Whether the path contains user data, which belongs in a PVC. */
  readonly isData?: true;
  /** The only program of the image that writes the path, if the image has several. */
  readonly program?: string;
  /** Whether the image declares the path, but nothing proves that the program writes it. */
  readonly isDeclared?: true;
}

export interface Source {
  /** A URL, of a fixed commit if possible. */
  readonly source: string;
  /** The day on which the source was read. */
  readonly date: string;
}

/** The ids that the program of an image runs as. The user owns its files, so it does not need gid 0. Undefined if the uid is unknown. */
export function ownIds({ uid, gid }: ImageFacts): { readonly uid: number; readonly gid: number } | undefined {
  return uid === undefined ? undefined : { uid, gid: gid || uid };
}

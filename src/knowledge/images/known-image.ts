/*
 * Known facts about images. The built-in ones are in `families`, as YAML in the schema of `images` in the settings file.
 */

/** The images of one program, in all repositories with the same image. */
export interface ImageFamily {
  readonly name: string;
  /** In the form of `repositoryOf`, such as `docker.io/library/postgres`. `dhi.io/*` is every repository below that no family names. */
  readonly repositories: readonly string[];
  /** By version and by words of the tag. Variants of the same words follow each other from the oldest to the newest. */
  readonly variants: readonly ImageVariant[];
}

/** The images of a family that have the same facts. */
export interface ImageVariant extends ImageFacts {
  /** The versions that they are true for; every version if absent. */
  readonly versions?: VersionRange;
  /** Words that the tag has, digits at their end aside: `alpine` is in `17.6-alpine3.22`. */
  readonly tags?: readonly string[];
}

export interface VersionRange {
  /** The oldest version; absent without a lower limit. */
  readonly from?: string;
  /** The first version that is too new; absent without an upper limit. */
  readonly below?: string;
}

/** Facts that are not documented are absent. */
export interface ImageFacts {
  /** The user that the program runs as: the USER of the image, or the user that it changes to. */
  readonly uid?: number;
  readonly gid?: number;
  /** The kind of USER. A kubelet refuses root and a name under `runAsNonRoot` if the pod has no `runAsUser`. */
  readonly imageUser?: 'root' | 'name' | 'numeric';
  /** Whether it starts as any other user, too, or only with gid 0. */
  readonly anyUser?: boolean | 'with gid 0';
  /** How the start script leaves root, such as `gosu`. As a user that is not root it leaves this out, and needs no capability. */
  readonly stepsDownWith?: string;
  /** Whether that is certain for the arguments of the image alone, as lock files say. Others may start another program as root. */
  readonly isForOwnArgs?: true;
  /** The WORKDIR, if relative paths in the logs of its programs start there. */
  readonly workingDir?: string;
  /** The paths that it writes, besides `/tmp`. Absent if they are unknown, empty if it writes none. */
  readonly writablePaths?: readonly KnownPath[];
  /** Variables that it needs on a read-only root, or as the user above. */
  readonly environment?: { readonly [name: string]: string };
  /** Why no list of paths replaces a writable root. */
  readonly writableRoot?: string;
  /** The ports that it listens on by default. */
  readonly ports?: readonly number[];
  /** Capabilities in the file of its program: where a pod drops one of them, the program does not start. */
  readonly fileCapabilities?: readonly string[];
  /** Capabilities that its programs use and "restricted" does not allow. Then `hint` describes what works without them. */
  readonly needsCapabilities?: readonly string[];
  /** Its start script copies files that are mounted at or below these paths to places that only root may write. Other users lack them. */
  readonly rootMounts?: readonly string[];
  /** Options with which it changes its user, as only root may. */
  readonly userFlags?: readonly UserFlag[];
  /** Why its program, or its start script, works as root only. */
  readonly needsRoot?: string;
  /** An option and its value with which it keeps no data. */
  readonly keepsNothingWith?: { readonly flag: string; readonly value: string };
  /** Absent if it starts within 30 seconds, or if it is unknown. */
  readonly startUp?: 'slow';
  /** Variables, with the variables that name a file with the value instead. */
  readonly fileVariables?: { readonly [variable: string]: string };
  /** For a person who sets the image up. */
  readonly hint?: string;
  /** The pages that state these facts. */
  readonly evidence?: readonly Source[];
}

/** An option with which a program changes its user: without root it ends with an error such as "setgid(): Operation not permitted". */
export interface UserFlag {
  /** Its value follows, after `=` or as the next argument. */
  readonly flag: string;
  /** The starts of values that have this effect; any value if absent. */
  readonly values?: readonly string[];
  /** Whether it works for the user `uid`, which need not change. */
  readonly worksAsUid?: true;
  /** Whether the ENTRYPOINT has it. */
  readonly isInEntrypoint?: true;
}

export interface KnownPath {
  readonly path: string;
  /** Its content at the start: nothing, the files of the image, or nothing because the start script fills it. */
  readonly kind: 'empty' | 'seeded' | 'self-initializing';
  /** How large it becomes, in bytes. */
  readonly size?: number;
  /** Whether it contains data that the user wants to keep, so that it belongs in a PVC. */
  readonly isData?: true;
  /** Whether the image declares it, without any evidence that its program writes it. */
  readonly isDeclared?: true;
}

export interface Source {
  /** An address; of one commit where it is known. */
  readonly source: string;
  /** The day on which it was read. */
  readonly date: string;
}

/** The ids that the program of an image runs as. As the owner of its files the user needs no gid 0. Undefined if the uid is unknown. */
export function ownIds({ uid, gid }: ImageFacts): { readonly uid: number; readonly gid: number } | undefined {
  return uid === undefined ? undefined : { uid, gid: gid || uid };
}

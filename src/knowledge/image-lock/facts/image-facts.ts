/* Facts from an image itself, as plain data in the lock file. They belong to the digest beside them. An absent field is unknown. */

/** The facts of the content that a digest identifies. */
export interface LockedFacts {
  /** The version of an older `lock`, which did not know all facts. Absent for the current version. */
  readonly version?: number;
  /** The digest of the image, or of the index of its platforms. The facts do not apply to another digest. */
  readonly digest: string;
  /** The source: only the configuration, or the files of the layers, too. */
  readonly read: 'config' | 'files';
  /**
   * Why no files were read: `foreign` if the registry lacks some layers, or else the size of the compressed layers, which exceeds
   * `--max-download`.
   */
  readonly notRead?: number | 'foreign';
  /** One element if all platforms have the same facts. */
  readonly platforms: readonly PlatformFacts[];
}

/**
 * The facts of an image for some platforms. The fields after `uid` are known only if files were read, or if the configuration is enough.
 */
export interface PlatformFacts {
  /** Such as `linux/amd64`. */
  readonly platforms: readonly string[];
  /** USER as written; absent for root. */
  readonly user?: string;
  /** The ids that a container runtime uses; absent if USER is a name that was not looked up. */
  readonly uid?: number;
  readonly gid?: number;
  /** Further groups of the user, as /etc/group lists them. */
  readonly groups?: readonly number[];
  /** The only user that the start script can switch to, if it starts as root. */
  readonly leavesRoot?: StepDown;
  /** HOME, or else the home directory of the account. */
  readonly home?: string;
  readonly workdir?: string;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  /** The ports of EXPOSE, for all protocols, sorted. */
  readonly ports?: readonly number[];
  /** The paths of VOLUME. */
  readonly volumes?: readonly string[];
  /** The program that ENTRYPOINT and CMD start. */
  readonly program?: StartFile;
  /** The shells in PATH; empty if the image has none. */
  readonly shells?: readonly string[];
  /** Programs with the setuid bit. */
  readonly setuid?: readonly string[];
  /** Programs, by path, with the capabilities that they need: a program does not start if one of them is dropped. */
  readonly capabilities?: { readonly [path: string]: readonly string[] };
  /** The programs among them that ENTRYPOINT, CMD and the start scripts may start. Unknown in facts of version 1. */
  readonly starts?: readonly string[];
  /** Paths of commands from the manifests, if the image contains these programs, and if it does not. Other paths were not looked up. */
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  /**
   * Accounts of people, and those of system users that own a directory of a program, if the start script does not leave root. A person can
   * choose one of them.
   */
  readonly accounts?: readonly Account[];
  /** Directories, by path, that the program may write or needs. */
  readonly directories?: readonly DirectoryFacts[];
  /** Number of directories of the user that are not listed. */
  readonly moreDirectories?: number;
}

/** How a start script leaves root. */
export interface StepDown {
  /** The program that switches the user, such as `gosu`. */
  readonly with: string;
  readonly uid: number;
  readonly gid: number;
  /** What happens if the image starts as that user; absent if it starts the same program. */
  readonly asUser?: 'fails' | 'unknown';
  /** Present if other arguments than the default CMD may lead to another user. */
  readonly otherArgs?: 'unknown';
  /** Variables that may lead to another user if a workload sets one of them: the values in the image decide. */
  readonly variables?: readonly string[];
}

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** For a system user: a directory of the user that does not come from the base image. */
  readonly owns?: string;
}

/** Who may use a file. */
export interface FileFacts {
  /** Path without symbolic links. */
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
  /** The permission bits, with setuid, setgid and sticky. */
  readonly mode: number;
  /** The directories above the file that not every user may enter, from the top. */
  readonly behind?: readonly FileFacts[];
}

export interface StartFile extends FileFacts {
  /** The interpreter of a script. It must read the script, so the file must be readable, too. */
  readonly interpreter?: string;
}

/** The reasons to list a directory. One is enough. */
export const REASONS = ['volume', 'user', 'sticky', 'script', 'workdir', 'home'] as const;
export type Reason = typeof REASONS[number];

/** The content of a directory: only placeholder files such as `.keep`, only directories, or files. */
export const CONTENTS = ['nothing', 'directories', 'files'] as const;

export interface DirectoryFacts {
  /** Path as the image declares it. */
  readonly path: string;
  /** Why it is listed: a VOLUME, owned by the user, mode 1777, created by the start script, the working directory, or HOME. */
  readonly reasons: readonly Reason[];
  /** Absent if the image does not contain the directory. */
  readonly found?: FoundDirectory;
}

export interface FoundDirectory extends Omit<FileFacts, 'path'> {
  readonly has: typeof CONTENTS[number];
  /** Size of the files below the directory in bytes, rounded up to a power of two. */
  readonly size?: number;
  /**
   * Whether all its files are data that the user can read, so that they may be copied into a volume. Facts of version 1 have neither this
   * nor the next field.
   */
  readonly isData?: true;
  /** The first file that is not data. */
  readonly notData?: NotData;
}

/**
 * Why a directory must not become writable: a program, a library, an archive, a source or a script, the files of a package, a setuid bit, a
 * link that leads out, or a file that the start of the image names. Or why it cannot be copied: a device, a file that the user cannot read,
 * or too many files.
 */
export const NOT_DATA = [
  'executable', 'library', 'archive', 'source', 'script', 'package', 'setuid', 'link', 'started', 'device', 'unreadable', 'many',
] as const;

export interface NotData {
  readonly path: string;
  readonly why: typeof NOT_DATA[number];
}

/*
 * Facts from an image itself, as the lock file records them: plain data, below the digest that it belongs to. An absent field is unknown.
 */

/** The facts of the content that a digest names. */
export interface ImageFacts {
  /** The digest of the image, or of the index of its platforms. The facts do not apply to another digest. */
  readonly digest: string;
  /** The source: only the configuration, or the files of the layers, too. */
  readonly read: 'config' | 'files';
  /** Why no files were read: bytes of the compressed layers if `--max-download` is less, or that some layers are not in the registry. */
  readonly notRead?: number | 'foreign';
  /** One element if all platforms that were read say the same. */
  readonly platforms: readonly PlatformFacts[];
}

/** The facts of an image for some platforms. Those below `uid` are known only if files were read, or the configuration alone answers. */
export interface PlatformFacts {
  /** Such as `linux/amd64`. */
  readonly platforms: readonly string[];
  /** USER as it is written; absent for root. */
  readonly user?: string;
  /** The ids that a runtime starts it with; absent if USER is a name that was not looked up. */
  readonly uid?: number;
  readonly gid?: number;
  /** Further groups of the user that the program runs as, as /etc/group lists them. */
  readonly groups?: readonly number[];
  /** The one user that the start script certainly changes to, if it starts as root. */
  readonly leavesRoot?: StepDown;
  /** HOME, or else the home of the account. */
  readonly home?: string;
  readonly workdir?: string;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  /** EXPOSE, of every protocol, in order. */
  readonly ports?: readonly number[];
  /** VOLUME. */
  readonly volumes?: readonly string[];
  /** The program that ENTRYPOINT and CMD start. */
  readonly program?: StartFile;
  /** The shells in the PATH; empty if the image has none. */
  readonly shells?: readonly string[];
  /** Programs with the setuid bit. */
  readonly setuid?: readonly string[];
  /** Programs that do not start where one of these capabilities is dropped, by their paths. */
  readonly capabilities?: { readonly [path: string]: readonly string[] };
  /** Paths of commands in the manifests that the image has as programs, and those that it does not have. Others were not looked for. */
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  /** Users that are not system users, if nothing leaves root: what a person can choose from. */
  readonly accounts?: readonly Account[];
  /** Directories that the program may write or needs, by their paths. */
  readonly directories?: readonly DirectoryFacts[];
  /** How many more directories belong to the user than are listed. */
  readonly moreDirectories?: number;
}

/** How a start script leaves root. */
export interface StepDown {
  /** Such as `gosu`. */
  readonly with: string;
  readonly uid: number;
  readonly gid: number;
  /** What a start as that user does instead; absent if it starts the same program. */
  readonly asUser?: 'fails' | 'unknown';
  /** Present if other arguments than those of CMD may lead to another user. */
  readonly otherArgs?: 'unknown';
}

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Who may use a file. */
export interface FileFacts {
  /** Without symbolic links. */
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
  /** The permission bits, with setuid, setgid and sticky. */
  readonly mode: number;
  /** The directories above it that not everybody may pass, from the top. */
  readonly behind?: readonly FileFacts[];
}

export interface StartFile extends FileFacts {
  /** The program that runs it, if it is a script: then it must be readable, too. */
  readonly interpreter?: string;
}

/** Why a directory is listed: each of them is enough. */
export const REASONS = ['volume', 'user', 'sticky', 'script', 'workdir', 'home'] as const;
export type Reason = typeof REASONS[number];

/** The content of a directory: only files such as `.keep`, only directories, or files. */
export const CONTENTS = ['nothing', 'directories', 'files'] as const;

export interface DirectoryFacts {
  /** As the image declares it. */
  readonly path: string;
  /** A VOLUME, owned by the user, of mode 1777, made by the start script, the working directory, or HOME. */
  readonly reasons: readonly Reason[];
  /** Absent if the image does not have it. */
  readonly found?: FoundDirectory;
}

export interface FoundDirectory extends Omit<FileFacts, 'path'> {
  readonly has: typeof CONTENTS[number];
  /** Bytes of the files below it, rounded up to a power of two. */
  readonly size?: number;
}

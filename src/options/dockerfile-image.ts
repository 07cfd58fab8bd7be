import { closeSync, openSync, readSync } from 'fs';
import { RunAs } from './run-as';
import { DockerfileView } from '../dockerfile/model/dockerfile';
import { copiesOf, emptyOf, givenCopiesOf, hasFileCapabilities, ofUser, ownedPathsOf, portsOf, volumesOf } from '../dockerfile/model/image';
import { hasNonRootBase, isUserName, uidOf, userOf } from '../dockerfile/model/users';
import { DockerfileError } from '../dockerfile/parser/dockerfile-error';
import { readDockerfile } from '../dockerfile/parser/read-dockerfile';
import { MAX_SIZE } from '../dockerfile/parser/text';
import { idOf } from '../manifest/ids';
import { BuiltImage, PortRange } from '../settings/images';

/**
 * An image of one's own, as far as its Dockerfile says what it is: a workload gets its user from it, and an error where the two
 * contradict each other. Only the file is read; nothing is built or pulled.
 *
 * It is the image of the last stage, with the defaults of ARG. What depends on a variable without a default is not known.
 */
export class DockerfileImage {
  /**
   * Reads a Dockerfile.
   *
   * @param path of the file, from the working folder
   * @throws naming the file, and the line, where it cannot be read or no builder would take it
   */
  public static fromFile(path: string): DockerfileImage {
    try {
      return new DockerfileImage(path, readDockerfile(readBytes(path)));
    } catch (error) {
      throw new Error(error instanceof DockerfileError ? error.inFile(path) : `${path}: ${(error as Error).message}`);
    }
  }

  /** The user of the program: what USER says, where that is a number, or a name that `useradd -u` gives one. */
  public readonly runAs?: RunAs;
  /** The directories that the Dockerfile gives to its user with `chown` or `install`: what the program is likely to write. */
  public readonly ownedPaths: string[];
  private readonly image: BuiltImage;

  private constructor(
    /** Path of the Dockerfile, as it was given. */
    public readonly path: string,
    private readonly view: DockerfileView,
    container?: string,
  ) {
    this.runAs = runAsOf(view);
    const owned = ofUser(view, ownedPathsOf(view));
    this.ownedPaths = unique(owned.map((given) => given.path));
    this.image = {
      source: path,
      container,
      user: this.runAs?._toIdentity('').user,
      noUser: this.runAs ? undefined : whyNoUser(view),
      refusedUser: isRefused(view) ? this.user : undefined,
      ports: portsOf(view),
      volumes: unique(volumesOf(view).map((volume) => volume.path)),
      ownedPaths: unique([...owned, ...ofUser(view, givenCopiesOf(view))].map((given) => given.path)),
      emptyPaths: unique(emptyOf(view, owned).map((given) => given.path)),
      copiedPaths: unique(copiesOf(view).map((copy) => copy.path)),
      hasFileCapabilities: hasFileCapabilities(view),
    };
  }

  /** The last USER, its variables replaced as far as they are known; undefined where the base image decides. */
  public get user(): string | undefined {
    return userOf(this.view)?.instruction.words[0];
  }

  /** The ports of EXPOSE, in the order in which they stand; of a range the first one. */
  public get ports(): number[] {
    return [...new Set(this.image.ports.map(({ first }: PortRange) => first))];
  }

  /** The paths of VOLUME, in normal form. */
  public get volumes(): string[] {
    return [...this.image.volumes];
  }

  /**
   * The same image for one container.
   *
   * @internal
   */
  public _in(container: string): DockerfileImage {
    return new DockerfileImage(this.path, this.view, container);
  }

  /**
   * What is known of the image, as the engine takes it.
   *
   * @internal
   */
  public _toImage(): BuiltImage {
    return this.image;
  }
}

/** Root is no user to run as: that is for `runAs` to say, and for a waiver. */
function runAsOf(view: DockerfileView): RunAs | undefined {
  const user = userOf(view);
  const uid = uidOf(view);
  if (!user || uid === undefined || uid === 0) {
    return undefined;
  }
  try {
    // Gid 0 gives no rights where the user owns the files, and is refused.
    return RunAs.user(uid, idOf(user.group) || undefined);
  } catch (error) {
    throw new DockerfileError((error as Error).message, user.instruction.line);
  }
}

/** As it goes on behind the name of the Dockerfile. */
function whyNoUser(view: DockerfileView): string | undefined {
  const user = userOf(view);
  if (!user) {
    return hasNonRootBase(view) ? undefined : 'has no USER';
  }
  const [text] = user.instruction.words;
  return `says USER ${text}${uidOf(view) === 0 ? '' : ', and not which number that is'}`;
}

/** Whether a kubelet does not start the image as a user that is not root, where the pod gives no uid. */
function isRefused(view: DockerfileView): boolean {
  const user = userOf(view)?.user;
  return user !== undefined && (isUserName(user) || uidOf(view) === 0);
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}

function readBytes(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    // One more than there may be shows that there are too many, whatever it is.
    const buffer = Buffer.alloc(MAX_SIZE + 1);
    let size = 0;
    for (let length = 1; length > 0 && size < buffer.length;) {
      length = readSync(file, buffer, size, buffer.length - size, null);
      size += length;
    }
    return buffer.subarray(0, size);
  } finally {
    closeSync(file);
  }
}

import { requireValue, textSuchAs } from './check-values';
import { RunAs } from './run-as';
import { DockerfileView } from '../../formats/dockerfile/model/dockerfile';
import {
  copiesOf,
  emptyOf,
  givenCopiesOf,
  hasFileCapabilities,
  linesOf,
  ofUser,
  ownedPathsOf,
  portsOf,
  volumesOf,
} from '../../formats/dockerfile/model/image';
import { hasNonRootBase, isUserName, uidOf, userOf } from '../../formats/dockerfile/model/users';
import { DockerfileError } from '../../formats/dockerfile/parser/dockerfile-error';
import { readDockerfile } from '../../formats/dockerfile/parser/read-dockerfile';
import { MAX_SIZE } from '../../formats/dockerfile/parser/text';
import { readGivenFile } from '../../formats/files/given-file';
import { OptionError } from '../../formats/language/option-error';
import { idOf } from '../../formats/manifest/ids';
import { isObject } from '../../formats/manifest/json';
import { BuiltImage, PortRange } from '../../policy/settings/images';

/**
 * The Dockerfile of your image. The workload gets its user from the Dockerfile, and synth reports contradictions. Synth only reads the
 * file. It does not build or pull anything.
 *
 * It describes the image of the last stage, with the defaults of ARG. Values that depend on a variable without a default are unknown.
 *
 * @stability experimental
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardenedDeployment(chart, 'web', {
 *   containers: [{ image: 'registry.example.com/shop/web:1.4.2' }],
 *   dockerfile: DockerfileImage.fromFile('Dockerfile'),
 * });
 */
export class DockerfileImage {
  /**
   * Reads a Dockerfile.
   *
   * @param path path of the file, relative to the working directory
   * @throws with the file and line, if it cannot be read or is invalid
   */
  public static fromFile(path: string): DockerfileImage {
    requireValue('the path of DockerfileImage.fromFile', path, textSuchAs('Dockerfile'));
    // Refuses only an object: Array.map also passes more arguments to its callback.
    if (isObject(arguments[1])) {
      throw new OptionError('DockerfileImage.fromFile does not accept options, but got { '
        + `${Object.keys(arguments[1]).join(', ')} }: remove them; build arguments have the defaults of their ARG instructions`);
    }
    try {
      return new DockerfileImage(path, readDockerfile(readGivenFile(path, MAX_SIZE)));
    } catch (error) {
      throw new OptionError(error instanceof DockerfileError ? error.inFile(path) : (error as Error).message);
    }
  }

  /** The user in USER, if it is a number or a name whose number `useradd -u` sets. */
  public readonly runAs?: RunAs;
  /** The directories whose owner `chown` or `install` changes to that user: the program probably writes them. */
  public readonly ownedPaths: string[];
  private readonly image: BuiltImage;

  private constructor(
    /** Path of the Dockerfile, as passed to `fromFile`. */
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
      emptyPathLines: linesOf(emptyOf(view, owned)),
      copiedPaths: unique(copiesOf(view).map((copy) => copy.path)),
      hasFileCapabilities: hasFileCapabilities(view),
    };
  }

  /** The last USER, with known variables replaced, or undefined if there is none, so that the base image decides. */
  public get user(): string | undefined {
    return userOf(this.view)?.instruction.words[0];
  }

  /** The ports of EXPOSE, in order, with the first one of each range. */
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
   * The facts about the image, as plain data.
   *
   * @internal
   */
  public _toImage(): BuiltImage {
    return this.image;
  }
}

/** Root is never taken from a Dockerfile: that needs `runAs`, and a waiver. */
function runAsOf(view: DockerfileView): RunAs | undefined {
  const user = userOf(view);
  const uid = uidOf(view);
  if (!user || uid === undefined || uid === 0) {
    return undefined;
  }
  try {
    // Gid 0 is refused, and not needed: the user owns the files.
    return RunAs.user(uid, idOf(user.group) || undefined);
  } catch (error) {
    throw new DockerfileError((error as Error).message, user.instruction.line);
  }
}

/** The reason for a missing uid, as a predicate whose subject is the Dockerfile. */
function whyNoUser(view: DockerfileView): string | undefined {
  const user = userOf(view);
  if (!user) {
    return hasNonRootBase(view) ? undefined : 'has no USER';
  }
  const [text] = user.instruction.words;
  return `says USER ${text}${uidOf(view) === 0 ? '' : ', whose number is unknown'}`;
}

/** Whether a kubelet refuses to start the image under `runAsNonRoot`, if the pod sets no uid. */
function isRefused(view: DockerfileView): boolean {
  const user = userOf(view)?.user;
  return user !== undefined && (isUserName(user) || uidOf(view) === 0);
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}

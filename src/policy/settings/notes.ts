import { Declarations } from './declarations';
import { KnownImage } from './images';
import { DuplicateKeys } from '../../formats/manifest/duplicate-keys';

/** Facts about one object that are not in its manifest. Empty for an object of a hardened kind whose options declare nothing. */
export interface ObjectNotes {
  /**
   * Whether the workload is not of a hardened kind, so that nobody declared the needs of its application. `writablePaths` is then
   * incomplete, and nothing is filled in that could stop an application that runs as root or writes more than our default limits.
   */
  readonly isNotHardenedKind?: boolean;
  /**
   * The containers that keep a user that the manifest does not state, because a waiver accepts this user. `all` if the workload cannot meet
   * the profile anyway. Nothing is filled in or replaced that would stop such a container if it runs as root.
   */
  readonly keepsUsers?: 'all' | ReadonlySet<string>;
  /**
   * Whether cdk8s-plus wrote the object. Then a read-only root filesystem and `fsGroupChangePolicy: Always` are its defaults, not choices
   * of the author.
   */
  readonly hasLibraryDefaults?: boolean;
  /** The facts about the images of containers, by container name. */
  readonly knownImages?: { readonly [container: string]: KnownImage };
  /** The names of the containers whose root filesystem was writable before hardening. Undefined if nothing was hardened. */
  readonly writableRoots?: ReadonlySet<string>;
  /** Whether the namespace in the manifest is only a default, because a chart gets its namespace when it is installed. */
  readonly isNamespaceChosenAtDeploy?: boolean;
  /** The keys that the text of the manifest sets more than once, by the path of the object in the manifest. Undefined if there are none. */
  readonly duplicateKeys?: Pick<DuplicateKeys, 'in'>;
  /** Whether a waiver for the object names a control. Only called by controls that accept values that scanners report. */
  readonly isWaived?: (control: string) => boolean;
  /** The declarations in the options of a hardened workload about its containers and ids. Undefined for other objects. */
  readonly declarations?: Declarations;
}

import { printable } from './printable';
import { countText } from './text';
import { groupBy } from '../../formats/manifest/group-by';
import { nameOf } from '../../formats/manifest/image';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { ContainerList } from '../../formats/manifest/pod';
import { objectName } from '../../formats/manifest/workload';
import { UnknownUser } from '../../policy/engine/unknown-users';

/**
 * A container that must not run as root, but gets its user from the image. If that user is root, or is set by name, the kubelet does not
 * start the container. A `runAs` with the uid of the image removes the doubt.
 */
export interface MissingUser {
  /**
   * Path of the construct that stands for the workload.
   *
   * @default - the workload is in a file
   */
  readonly constructPath?: string;

  /** API version of the workload. */
  readonly apiVersion: string;

  /** Kind of the workload. */
  readonly kind: string;

  /**
   * Namespace of the workload.
   *
   * @default - the workload names none
   */
  readonly namespace?: string;

  /** Name of the workload. */
  readonly name: string;

  /** Name of the container. */
  readonly container: string;

  /** The list in the pod: `"containers"`, `"initContainers"` or `"ephemeralContainers"`. */
  readonly list: string;

  /** The image. */
  readonly image: string;

  /** The code to write, with the uid still to be filled in. */
  readonly code: string;
}

/** A container with an unknown user as reports show it. */
export function toMissingUser({ list, container, image }: UnknownUser, workload: JsonObject, constructPath: string): MissingUser {
  const { apiVersion, kind, metadata } = workload;
  const { namespace } = asObject(metadata);
  return {
    constructPath,
    apiVersion: asString(apiVersion) ?? '',
    kind: asString(kind) ?? '',
    ...typeof namespace === 'string' && { namespace },
    name: objectName(workload),
    container,
    list: list satisfies ContainerList,
    image,
    code: codeFor(image),
  };
}

/** One line for each image, with every construct that runs it. */
export function missingUserTexts(needs: readonly MissingUser[]): readonly string[] {
  return [...groupBy(needs, ({ image }) => image)].map(([image, [first, ...others]]) => {
    const more = others.length > 0 ? ` (and ${countText(others.length, 'more container')})` : '';
    return `cdk8s-hardened: warning: needs: uid of ${printable(image)}: `
      + `[${printable(first.constructPath ?? '')}] container "${printable(first.container)}"${more} `
      + `must not run as root, but gets its user from the image. Fix: add to apply({ ... }): ${printable(first.code)}.`;
  });
}

function codeFor(image: string): string {
  const name = nameOf(image);
  return `workloads: [{ match: { image: ${/^[\w./:@-]*$/.test(name) ? `'${name}'` : JSON.stringify(name)} }, runAs: RunAs.user(…) }]`;
}

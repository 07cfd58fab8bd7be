/**
 * The user `nonroot` of distroless and Wolfi images. Source:
 * https://github.com/GoogleContainerTools/distroless/blob/main/common/variables.bzl
 */
export const NON_ROOT_ID = 65532;

export interface Identity {
  readonly user?: number;
  readonly group?: number;
  readonly fsGroup?: number;
  /** Whether the user is root in its own user namespace. Then `runAsNonRoot` must not be set. */
  readonly isRoot?: boolean;
  /** The capabilities that the user needs. */
  readonly capabilities?: readonly string[];
}

/** Who chose an identity: the author, knowledge about the image (a preset or Dockerfile), or nobody. */
export type IdentitySource = 'author' | 'image' | 'default';

export interface IdentitySources {
  readonly pod: IdentitySource;
  readonly containers: { readonly [container: string]: IdentitySource };
}

export function identitySource(ofAuthor: object | undefined, ofImage: object | undefined): IdentitySource {
  if (ofAuthor) {
    return 'author';
  }
  return ofImage ? 'image' : 'default';
}

/** Whether someone chose ids: an author, an image, or a default. */
export function choosesIdentity({ identity, containerIdentities }: Identities): boolean {
  return Object.keys(identity).length > 0 || Object.keys(containerIdentities).length > 0;
}

interface Identities {
  readonly identity: Identity;
  readonly containerIdentities: { readonly [container: string]: Identity };
}

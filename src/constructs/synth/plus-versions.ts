/*
 * The versions of cdk8s-plus that have hardened kinds. The peers, the entry points, their types and the tests follow from this list, see
 * projenrc/plus-versions.ts. src imports the version of the main entry point; the others are `cdk8s-hardened/plus-<version>`.
 */

/** The version of the main entry point, which src imports. */
export const MAIN_PLUS = 28;

interface PlusVersion {
  /** The oldest release that works. The tests also use it. */
  readonly lowest: string;
  /** Whether its StatefulSet supports volume claim templates. */
  readonly hasClaimTemplates?: boolean;
}

/** By the Kubernetes version in the package name. */
export const PLUS_VERSIONS: { readonly [version: number]: PlusVersion } = {
  28: { lowest: '2.5.6' },
  29: { lowest: '2.6.0' },
  30: { lowest: '2.4.10' },
  31: { lowest: '2.6.43', hasClaimTemplates: true },
  32: { lowest: '2.5.92', hasClaimTemplates: true },
  33: { lowest: '2.5.57', hasClaimTemplates: true },
  34: { lowest: '2.0.54', hasClaimTemplates: true },
};

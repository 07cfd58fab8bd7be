/*
 * The versions of cdk8s-plus that have hardened kinds: the peers, the entry points, their types and the tests follow from this list.
 * src imports that of the main entry point. The others are `cdk8s-hardened/plus-<version>`, see projenrc/plus-entries.ts.
 */

/** What the main entry point has, and src imports. */
export const MAIN_PLUS = 28;

interface PlusVersion {
  /** The lowest release that works, with which the tests run. */
  readonly lowest: string;
  /** Whether its StatefulSet takes volume claim templates of its own. */
  readonly hasClaimTemplates?: boolean;
}

/** By the Kubernetes version in the name. */
export const PLUS_VERSIONS: { readonly [version: number]: PlusVersion } = {
  28: { lowest: '2.5.6' },
  29: { lowest: '2.6.0' },
  30: { lowest: '2.4.10' },
  31: { lowest: '2.6.43', hasClaimTemplates: true },
  32: { lowest: '2.5.92', hasClaimTemplates: true },
  33: { lowest: '2.5.57', hasClaimTemplates: true },
  34: { lowest: '2.0.54', hasClaimTemplates: true },
};

const ALL: readonly number[] = Object.keys(PLUS_VERSIONS).map(Number);

/** Those with an entry point of their own. */
export const OTHER_PLUS: readonly number[] = ALL.filter((version) => version !== MAIN_PLUS);

export const NEWEST_PLUS = Math.max(...ALL);

export const plusPackage = (version: number) => `cdk8s-plus-${version}`;

/** The range of a version that an app may have. */
export const plusRange = (version: number) => `^${PLUS_VERSIONS[version].lowest}`;

/** What an app can import beside the main entry point, such as `cdk8s-hardened/core`. */
export const SUBPATHS = ['core', ...OTHER_PLUS.map((version) => `plus-${version}`)];

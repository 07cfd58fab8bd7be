/* What follows from the versions of cdk8s-plus that have hardened kinds. */
import { MAIN_PLUS, PLUS_VERSIONS } from '../src/constructs/synth/plus-versions';

export { MAIN_PLUS, PLUS_VERSIONS };

const ALL: readonly number[] = Object.keys(PLUS_VERSIONS).map(Number);

/** Those with an entry point of their own. */
export const OTHER_PLUS: readonly number[] = ALL.filter((version) => version !== MAIN_PLUS);

export const NEWEST_PLUS = Math.max(...ALL);

export const plusPackage = (version: number) => `cdk8s-plus-${version}`;

/** The range of a version that an app may have. */
export const plusRange = (version: number) => `^${PLUS_VERSIONS[version].lowest}`;

/** What an app can import beside the main entry point, such as `cdk8s-hardened/core`. */
export const SUBPATHS = ['core', ...OTHER_PLUS.map((version) => `plus-${version}`)];

import { isDnsLabel } from '../../formats/manifest/dns-label';

const RELEASE = /^[a-z\d](?:[-a-z\d]*[a-z\d])?(?:\.[a-z\d](?:[-a-z\d]*[a-z\d])?)*$/;
const LONGEST_RELEASE = 53;

/** Whether Helm accepts a name for a release. */
export function isRelease(name: string): boolean {
  return name.length <= LONGEST_RELEASE && RELEASE.test(name);
}

/** The problem with the names of a rendering, for `release` and `namespace`; undefined if they are valid. */
export function nameProblem({ release, namespace }: { readonly release?: string; readonly namespace?: string }): NameProblem | undefined {
  if (release !== undefined && !isRelease(release)) {
    return {
      field: 'release',
      text: `${JSON.stringify(release)} is not a valid name of a release: use lowercase `
        + `letters, digits, - and ., up to ${LONGEST_RELEASE} characters`,
    };
  }
  return namespace !== undefined && !isDnsLabel(namespace)
    ? {
      field: 'namespace',
      text: `${JSON.stringify(namespace)} is not a valid name of a namespace: use lowercase letters, digits and -, up to 63 characters`,
    }
    : undefined;
}

/** Which name is wrong, and why. */
export interface NameProblem {
  readonly field: 'release' | 'namespace';
  readonly text: string;
}

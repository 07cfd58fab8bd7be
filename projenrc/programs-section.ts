import { table } from './markdown';
import {
  DEBIAN_RELEASE, GO_SCANNERS, KUBERNETES_SERVERS, NODE_RELEASES, PYTHON_PACKAGES, PYTHON_SCANNERS, TEST_PACKAGES,
} from '../test/programs/pinned';

/** The section of docs/explanation/tests.md on programs. Installation fails in CI if a version is another one. */
export function programsSection(): string {
  const debian = Object.entries(TEST_PACKAGES).filter(([, { version }]) => version !== 'any')
    .map(([name, { version, purpose }]) => [name, version, `Debian ${DEBIAN_RELEASE}`, purpose]);
  const python = Object.entries(PYTHON_PACKAGES).map(([name, version]) => [name, version, 'PyPI', 'the package for Python']);
  const others = 'policies, known checks and exceptions';
  return [
    '## Programs',
    'Tests in CI run these programs. They also use the packages in package-lock.json, which include kubectl, Helm 3 and Helm 4.',
    table(['program', 'version', 'from', 'for'], [
      ...debian.sort(([one], [other]) => one < other ? -1 : 1),
      ['kube-apiserver, kube-controller-manager', KUBERNETES_SERVERS.join(', '), 'Go modules', 'the tests on an API server'],
      ['node', Object.values(NODE_RELEASES).join(', '), 'npm', 'the fast tests and the packed library'],
      ...python,
      ...Object.entries(PYTHON_SCANNERS).map(([name, version]) => [name, version, 'PyPI', others]),
      ...Object.entries(GO_SCANNERS).map(([name, { version }]) => [name, version, 'Go modules', others]),
    ]),
  ].join('\n\n');
}

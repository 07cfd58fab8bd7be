import { join } from 'path';
import { builtProgram } from '../built-program';
import { KUBERNETES_SERVERS } from '../pinned';

export type ServerVersion = typeof KUBERNETES_SERVERS[number];

/** Packages that have variables for the version. */
const VERSION_PACKAGES = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'];

/**
 * The program with kube-apiserver and kube-controller-manager of a version. The build takes about ten minutes and 4 GB of disk; the
 * program has 200 MB.
 */
export function kubernetesServer(version: ServerVersion): string {
  const [major, minor] = version.split('.');
  const values = { gitVersion: `v${version}`, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' };
  return builtProgram({
    name: `kubernetes-server-${version}`,
    sources: ['main.go', `${version}/go.mod`, `${version}/go.sum`].map((name) => join(__dirname, name)),
    target: '.',
    variables: Object.fromEntries(VERSION_PACKAGES.flatMap((name) => Object.entries(values).map(([field, value]) => [`${name}.${field}`, value]))),
  });
}

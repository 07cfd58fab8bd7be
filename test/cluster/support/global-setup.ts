import { installPackages } from '../../programs/debian';
import { kubernetesServer, ServerVersion } from '../../programs/kubernetes-server/kubernetes-server';
import { CLUSTER_PACKAGES, KUBERNETES_SERVERS } from '../../programs/pinned';
import setUpFolder from '../../support/global-setup';

/** The variable with the version of the server, such as 1.37.2. */
export const VERSION = 'CLUSTER_VERSION';
/** The variable with its program. */
export const PROGRAM = 'CLUSTER_PROGRAM';

/** Once before all tests with a server. */
export default function setUp(): void {
  installPackages(CLUSTER_PACKAGES);
  const version = process.env[VERSION] ??= KUBERNETES_SERVERS[0];
  if (!isPinned(version)) throw new Error(`${VERSION} is ${version}: write one of ${KUBERNETES_SERVERS.join(', ')}`);
  process.env[PROGRAM] = kubernetesServer(version);
  setUpFolder();
}

function isPinned(version: string): version is ServerVersion {
  return (KUBERNETES_SERVERS as readonly string[]).includes(version);
}

import { rm } from 'fs/promises';
import { join } from 'path';
import { temporaryFolder } from '../../formats/files/temporary-folder';

/** Variables that change the files that Helm and kubectl read, or the hosts to which they connect. */
const READ_BY_PROGRAMS = /^(?:HELM_|KUBE|KUSTOMIZE_|KRM_|GIT_|(?:ALL|HTTP|HTTPS|FTP|NO)_PROXY$)/i;

/**
 * Runs `work` with an environment for rendering programs. They have no cluster, plugins or repositories of the user, and no network; git
 * has no network either.
 *
 * @param allowsRemote whether the user allows the network
 */
export async function withSurroundings<T>(
  env: NodeJS.ProcessEnv, work: (env: NodeJS.ProcessEnv) => Promise<T>, allowsRemote = false,
): Promise<T> {
  const folder = temporaryFolder('render');
  try {
    return await work({ ...surroundings(env, folder), ...allowsRemote ? networkOf(env) : NO_NETWORK });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function surroundings(env: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !READ_BY_PROGRAMS.test(name));
  return {
    ...Object.fromEntries(kept),
    HELM_CACHE_HOME: join(folder, 'cache'),
    HELM_CONFIG_HOME: join(folder, 'config'),
    HELM_DATA_HOME: join(folder, 'data'),
    HELM_PLUGINS: join(folder, 'plugins'),
    HELM_REGISTRY_CONFIG: join(folder, 'registry.json'),
    HELM_REPOSITORY_CONFIG: join(folder, 'repositories.yaml'),
    KUSTOMIZE_PLUGIN_HOME: join(folder, 'plugins'),
    KUBECONFIG: join(folder, 'kubeconfig'),
  };
}

/** A proxy at a port where nobody listens. A program that connects to another host fails at once. */
const NOWHERE = 'http://127.0.0.1:9';
const NO_NETWORK = { HTTP_PROXY: NOWHERE, HTTPS_PROXY: NOWHERE, GIT_ALLOW_PROTOCOL: 'none' };
const NETWORK = /^(?:GIT_|(?:ALL|HTTP|HTTPS|NO)_PROXY$)/i;

function networkOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => NETWORK.test(name)));
}

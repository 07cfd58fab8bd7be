import { spawnSync } from 'child_process';
import { Client } from './client';
import { PROGRAM, VERSION } from './global-setup';
import { Server, startServer } from './server';
import { waitFor } from './wait';
import { parseVersion } from '../../../src/formats/manifest/version';
import { kubectl } from '../../programs/kubernetes';
import { KUBERNETES_SERVERS } from '../../programs/pinned';

/** The minor version of the server of this run. */
export const MINOR = parseVersion(process.env[VERSION]!);

/** What kubectl did. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Cluster {
  readonly client: Client;
  /** The address of etcd. */
  readonly etcd: string;
  /** The variables by which other programs find this cluster. */
  readonly env: NodeJS.ProcessEnv;
  /** The folder with the certificate of the API server, and its key. */
  readonly certificates: string;
  /** Runs kubectl to its end, however it ends. */
  kubectl(args: readonly string[], input?: string): Ran;
  /** Makes a namespace, and waits until pods can be made in it. */
  namespace(name: string, labels?: { readonly [key: string]: string }): Promise<void>;
}

/** A cluster for the tests of a file. It starts before the first and ends after the last. */
export function useCluster(): Cluster {
  let server: Server | undefined;
  const running = () => {
    if (!server) throw new Error('the cluster starts in beforeAll, and not before');
    return server;
  };
  beforeAll(async () => {
    server = await startServer(process.env[PROGRAM]!);
    process.stdout.write(`Kubernetes ${process.env[VERSION]} was ready in ${server.seconds.toFixed(1)} s\n`);
  });
  afterAll(() => server?.stop());
  return {
    get client() { return running().client; },
    get etcd() { return running().etcd; },
    get env() { return { ...process.env, KUBECONFIG: running().kubeconfig }; },
    get certificates() { return running().certificates; },
    kubectl(args, input = '') {
      const { status, stdout, stderr, error } = spawnSync(kubectl(), args, { encoding: 'utf8', input, env: this.env, maxBuffer: 2 ** 28, timeout: 120_000 });
      if (status === null) throw error ?? new Error(`kubectl ${args.join(' ')} was killed: ${stderr}`);
      return { status, stdout, stderr };
    },
    async namespace(name, labels) {
      await this.client.must('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
      await waitFor(`service account of the namespace ${name}`, async () =>
        (await this.client.send('GET', `/api/v1/namespaces/${name}/serviceaccounts/default`)).status === 200);
    },
  };
}

/**
 * A test that needs a version of Kubernetes. Older servers skip it, with the reason in its name.
 *
 * @throws Error if no server of the tests has this version: the test would never run
 */
export function testSince(since: number, name: string, prove: () => Promise<void>): void {
  if (!KUBERNETES_SERVERS.some((release) => parseVersion(release) >= since)) {
    throw new Error(`no server of the tests has Kubernetes 1.${since}, which "${name}" needs`);
  }
  if (MINOR >= since) {
    test(name, prove);
  } else {
    test.skip(`${name} (needs Kubernetes 1.${since})`, prove);
  }
}

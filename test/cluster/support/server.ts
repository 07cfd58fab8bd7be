import { ChildProcess, spawn } from 'child_process';
import { generateKeyPairSync, randomBytes } from 'crypto';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { createServer } from 'net';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { Client } from './client';
import { waitFor } from './wait';

/*
 * etcd, an API server and a controller manager. They end with the process that started them, also where that one is killed.
 */

/** The controllers that tests need: those that make pods out of workloads, check policies, and keep namespaces and service accounts. */
const CONTROLLERS = [
  'cronjob-controller', 'daemonset-controller', 'deployment-controller', 'job-controller', 'namespace-controller', 'replicaset-controller',
  'root-ca-certificate-publisher-controller', 'serviceaccount-controller', 'statefulset-controller', 'validatingadmissionpolicy-status-controller',
];
const ATTEMPTS = 3;
const LINES_OF_LOG = 25;
const HOST = '127.0.0.1';

export interface Server {
  readonly client: Client;
  /** The address of etcd. */
  readonly etcd: string;
  /** For kubectl. */
  readonly kubeconfig: string;
  /** The folder with the certificate of the API server, and its key. */
  readonly certificates: string;
  readonly seconds: number;
  /** The ids of its processes. */
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/**
 * Starts the programs, and waits until they answer.
 *
 * @throws Error with the end of their logs if they do not
 */
export async function startServer(program: string): Promise<Server> {
  // Another process can take a port after the system chose it.
  for (let attempt = 1; ; attempt++) {
    const start = await startOnce(program);
    if (!(start instanceof Error)) return start;
    if (attempt === ATTEMPTS || !start.message.includes('address already in use')) throw start;
  }
}

async function startOnce(program: string): Promise<Server | Error> {
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'cluster-'));
  const [etcdPort, peerPort, port] = await freePorts(3);
  const etcd = `http://${HOST}:${etcdPort}`;
  const peers = `http://${HOST}:${peerPort}`;
  const token = randomBytes(16).toString('hex');
  const certificate = join(folder, 'certificates/apiserver.crt');
  const kubeconfig = join(folder, 'kubeconfig');
  const [publicKey, privateKey] = serviceAccountKeys(folder);
  writeFileSync(join(folder, 'tokens.csv'), `${token},admin,1,system:masters\n`);
  writeFileSync(kubeconfig, kubeconfigOf(port, certificate, token));
  const programs = new Programs(folder);
  let client: Client | undefined;
  const stop = async () => {
    client?.close();
    await programs.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    programs.start('etcd', 'etcd', [
      `--data-dir=${join(folder, 'data')}`, '--unsafe-no-fsync', `--listen-client-urls=${etcd}`, `--advertise-client-urls=${etcd}`,
      `--listen-peer-urls=${peers}`, `--initial-advertise-peer-urls=${peers}`, `--initial-cluster=default=${peers}`,
    ]);
    programs.start('kube-apiserver', program, [
      'kube-apiserver', `--etcd-servers=${etcd}`, `--cert-dir=${join(folder, 'certificates')}`, `--bind-address=${HOST}`, `--advertise-address=${HOST}`,
      `--secure-port=${port}`, '--endpoint-reconciler-type=none', '--service-cluster-ip-range=10.96.0.0/16', '--allow-privileged=true',
      `--token-auth-file=${join(folder, 'tokens.csv')}`, '--authorization-mode=RBAC', '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${publicKey}`, `--service-account-signing-key-file=${privateKey}`, '--kubelet-preferred-address-types=InternalIP',
      '--watch-cache-sizes=podtemplates#0', // Lists of these expire when etcd forgets their revision, and not minutes later.
    ]);
    const admin = client = await waitFor('answer of the API server', () => clientOf(port, certificate, token, programs));
    await waitFor('success of /readyz', async () => await admin.isReady() || programs.failure());
    programs.start('kube-controller-manager', program, [
      'kube-controller-manager', `--kubeconfig=${kubeconfig}`, '--leader-elect=false', '--secure-port=0', `--controllers=${CONTROLLERS.join(',')}`,
      `--root-ca-file=${certificate}`, `--service-account-private-key-file=${privateKey}`,
    ]);
    await waitFor('service account', async () =>
      (await admin.send('GET', '/api/v1/namespaces/default/serviceaccounts/default')).status === 200 || programs.failure());
    const seconds = (Date.now() - started) / 1000;
    return { client: admin, etcd, kubeconfig, certificates: dirname(certificate), seconds, pids: programs.pids(), stop };
  } catch (error) {
    const logs = programs.logs();
    await stop();
    return new Error(`${(error as Error).message}\n${logs}`);
  }
}

/** A client, as soon as the API server has made its certificate. */
function clientOf(port: number, certificate: string, token: string, programs: Programs): Client | undefined {
  programs.failure();
  try {
    return new Client({ host: HOST, port, ca: readFileSync(certificate), token, logs: () => programs.logs() });
  } catch {
    return undefined;
  }
}

class Programs {
  private readonly running = new Map<string, ChildProcess>();

  constructor(private readonly folder: string) {
    mkdirSync(join(folder, 'logs'));
  }

  start(name: string, program: string, args: readonly string[]): void {
    const log = openSync(this.logOf(name), 'w');
    // In a process group of its own, so that Ctrl+C reaches only jest, which stops the programs.
    const child = spawn('setpriv', ['--pdeathsig=KILL', '--', program, ...args], { stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    child.on('error', () => undefined);
    this.running.set(name, child);
  }

  /**
   * @throws Error if one of them has ended
   */
  failure(): undefined {
    for (const [name, { exitCode, signalCode, pid }] of this.running) {
      if (pid === undefined) throw new Error(`${name} cannot be started`);
      if (exitCode !== null || signalCode !== null) throw new Error(`${name} has ended with ${exitCode ?? signalCode}`);
    }
    return undefined;
  }

  pids(): readonly number[] {
    return [...this.running.values()].map(({ pid }) => pid!);
  }

  /** The end of each log. */
  logs(): string {
    if (!existsSync(this.folder)) return ''; // Requests that nobody waits for end after the server.
    return [...this.running.keys()].map((name) => {
      const lines = readFileSync(this.logOf(name), 'utf8').trimEnd().split('\n');
      return [`--- the end of the log of ${name}:`, ...lines.slice(-LINES_OF_LOG)].join('\n');
    }).join('\n');
  }

  async stop(): Promise<void> {
    // The store last: the others would wait for it.
    for (const child of [...this.running.values()].reverse()) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }
  }

  private logOf(name: string): string {
    return join(this.folder, 'logs', name);
  }
}

/** Ports that the system chooses. They are open at the same time, and so differ. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.listen(0, HOST, resolve))));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function serviceAccountKeys(folder: string): readonly [string, string] {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'sec1', format: 'pem' },
  });
  const files = [join(folder, 'sa.pub'), join(folder, 'sa.key')] as const;
  writeFileSync(files[0], publicKey);
  writeFileSync(files[1], privateKey);
  return files;
}

function kubeconfigOf(port: number, certificate: string, token: string): string {
  return JSON.stringify({
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name: 'test', cluster: { 'server': `https://${HOST}:${port}`, 'certificate-authority': certificate } }],
    'users': [{ name: 'admin', user: { token } }],
    'contexts': [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
    'current-context': 'test',
  });
}

/*
 * Containers as a node with containerd runs them: with its default seccomp profile, its capabilities, its limits. containerd is
 * Debian's; what a kubelet asks of it for one container of a pod, `ctr` gets as arguments here.
 */
import { ChildProcess, spawn } from 'child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { attempt, run } from './command';
import { diskMode, playable } from './playable';
import { podman } from './podman';
import { newFolder } from './storage';
import { waitFor } from './wait';

/** What containerd gives a container by default. */
const DEFAULT_CAPABILITIES = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'NET_RAW', 'SETFCAP', 'SETGID',
  'SETPCAP', 'SETUID', 'SYS_CHROOT',
];

const TOKEN_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

const nodes = new Set<Node>();

/** Ends whatever nodes a test file has started. */
export function stopNodes(): void {
  nodes.forEach((node) => node.stop());
}

/** A containerd of its own, with images that podman has. */
export class Node {
  private readonly root = newFolder('node');
  private readonly socket = join(this.root, 'containerd.sock');
  private readonly daemon: ChildProcess;
  private count = 0;

  constructor(...images: readonly string[]) {
    writeFileSync(join(this.root, 'config.toml'), `version = 2
root = "${this.root}/root"
state = "${this.root}/state"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
address = "${this.socket}"
`);
    // In namespaces of its own, so that all it has mounted and started ends with it; and it ends with this process.
    const namespaces = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const containerd = ['containerd', '--config', join(this.root, 'config.toml')];
    this.daemon = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...namespaces, ...containerd], { stdio: 'ignore' });
    nodes.add(this);
    const answers = () => existsSync(this.socket) && attempt('ctr', ['--address', this.socket, 'version']).code === 0 || undefined;
    waitFor(60, answers, () => 'containerd does not answer');
    const archive = join(this.root, 'images.tar');
    podman(['save', '--quiet', '--multi-image-archive', '--output', archive, ...images]);
    this.ctr('images', 'import', archive);
  }

  /** Runs one container of the only pod in a manifest, with another command, to its end, and answers what it printed. */
  public run(yaml: string, name: string, command: readonly string[]): string {
    playable(yaml); // throws where it is no manifest of pods
    const spec = podSpecOf(yaml);
    const container = spec.containers.find((each: any) => each.name === name);
    this.count += 1;
    const volumes = join(this.root, `pod-${this.count}`);
    return this.ctr('run', '--rm', ...this.arguments(spec, container, volumes), container.image, `run-${this.count}`, ...command);
  }

  public stop(): void {
    if (nodes.delete(this)) {
      this.daemon.kill('SIGKILL');
    }
  }

  private ctr(...args: readonly string[]): string {
    return run('ctr', ['--address', this.socket, ...args]);
  }

  private arguments(spec: any, container: any, volumes: string): string[] {
    const context = { ...spec.securityContext, ...container.securityContext };
    const { add = [], drop = [] } = context.capabilities ?? {};
    const dropped: string[] = drop.includes('ALL') ? DEFAULT_CAPABILITIES : drop;
    return [
      ...(context.seccompProfile?.type === 'RuntimeDefault' && !context.privileged ? ['--seccomp'] : []),
      ...(context.readOnlyRootFilesystem ? ['--read-only'] : []),
      ...(context.allowPrivilegeEscalation === false ? [] : ['--allow-new-privs']),
      ...(context.privileged ? ['--privileged'] : []),
      ...(context.runAsUser === undefined ? [] : ['--user', [context.runAsUser, context.runAsGroup].filter((id) => id !== undefined).join(':')]),
      ...dropped.flatMap((capability) => ['--cap-drop', `CAP_${capability}`]),
      ...add.flatMap((capability: string) => ['--cap-add', `CAP_${capability}`]),
      ...(container.env ?? []).flatMap(({ name, value }: any) => ['--env', `${name}=${value}`]),
      ...this.mounts(spec, container, volumes).flatMap((mount) => ['--mount', mount]),
    ];
  }

  /** A directory of the node for each volume, and the token that a kubelet mounts unless it is disabled. */
  private mounts(spec: any, container: any, volumes: string): string[] {
    const fsGroup = spec.securityContext?.fsGroup;
    const mounts = (container.volumeMounts ?? []).map(({ name, mountPath }: any) => {
      const { emptyDir, persistentVolumeClaim } = spec.volumes.find((volume: any) => volume.name === name);
      if (!emptyDir && !persistentVolumeClaim) {
        throw new Error(`This node knows emptyDirs and claims, and "${name}" is neither`);
      }
      const source = newDirectory(join(volumes, name));
      chownSync(source, 0, fsGroup ?? 0);
      chmodSync(source, diskMode(fsGroup, Boolean(persistentVolumeClaim)));
      return `type=bind,src=${source},dst=${mountPath},options=rbind:rw`;
    });
    if (spec.automountServiceAccountToken === false) {
      return mounts;
    }
    const token = newDirectory(join(volumes, 'token'));
    writeFileSync(join(token, 'token'), 'a token');
    return [...mounts, `type=bind,src=${token},dst=${TOKEN_FOLDER},options=rbind:ro`];
  }
}

function newDirectory(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}

/** The pod spec of the only workload among manifests. */
export function podSpecOf(yaml: string): any {
  const manifests = parseAllDocuments(yaml).map((document) => document.toJS());
  const specs = manifests.map((each) => each?.spec?.jobTemplate?.spec?.template?.spec ?? each?.spec?.template?.spec ?? each?.spec)
    .filter((spec) => spec?.containers);
  if (specs.length !== 1) {
    throw new Error(`There are ${specs.length} workloads in these manifests, and not one`);
  }
  return specs[0];
}

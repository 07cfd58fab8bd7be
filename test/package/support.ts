import { execFileSync } from 'child_process';
import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { podsOf } from '../../src/formats/manifest/workload';
import { npmCommand } from '../programs/npm';

export const ROOT = join(__dirname, '..', '..');

/** Each after those that it needs. */
const PEERS = ['constructs', 'cdk8s', 'cdk8s-plus-28'];

/** `newest` takes the peers from the registry, as new as their ranges allow. By default those installed here count: the lowest. */
const PEER_VERSIONS = process.env.PEER_VERSIONS ?? 'lowest';

/** What `npm pack` calls a peer. */
function packable(name: string): string {
  const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return PEER_VERSIONS === 'newest' ? `${name}@${peerDependencies[name] ?? 'latest'}` : `./node_modules/${name}`;
}

/** A package as `npm pack` makes it. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  /** The paths of the files in it. */
  readonly files: string[];
}

/**
 * Packs the compiled library and its peers, as installed here, into a folder: what a registry would hand to a user,
 * without asking one. Every tarball follows those of the packages that it needs; our own is the last.
 */
export function packWithPeers(folder: string, peers: readonly string[] = PEERS): Tarball[] {
  if (!existsSync(join(ROOT, 'lib', 'index.js'))) throw new Error('There is no compiled library: run `npx projen compile` first.');

  const folders = [...peers.map(packable), '.'];
  const packed = JSON.parse(npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder, ...folders));
  return packed.map((entry: any) => ({
    name: entry.name,
    version: entry.version,
    path: join(folder, entry.filename),
    files: entry.files.map((file: { path: string }) => file.path),
  }));
}

/** Installs packages into a folder, without a registry. */
export function installPacked(folder: string, tarballs: readonly Tarball[]): void {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  npm(folder, 'install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', ...tarballs.map(({ path }) => path));
}

/** Runs npm in a folder, quietly, and answers its stdout. */
export function npm(folder: string, ...args: string[]): string {
  const [program, before] = npmCommand('npm');
  return execFileSync(program, [...before, ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Fails unless the pods of a manifest are hardened. It checks a few fields; other tests check hardening. */
export function expectHardened(manifest: any) {
  const pod: any = podsOf(manifest)[0].json;
  const [container] = pod.containers;
  expect({ ...pod.securityContext, ...container.securityContext }).toMatchObject({
    runAsUser: 65532,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  const tmp = container.volumeMounts?.find((mount: any) => mount.mountPath === '/tmp');
  expect(pod.volumes?.find((volume: any) => volume.name === tmp?.name)).toHaveProperty('emptyDir');
}

import { ChildProcess, spawn } from 'child_process';
import { createHash } from 'crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { createServer } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { requirePackages } from '../../../programs/debian';
import { SLOW_PACKAGES } from '../../../programs/pinned';

const { 'docker-registry': DOCKER_REGISTRY, skopeo } = SLOW_PACKAGES;

export function requirePrograms(): void {
  requirePackages({ 'docker-registry': DOCKER_REGISTRY, skopeo });
}

const USER = 'user';
const PASSWORD = 'secret';
/** `htpasswd -nbB user secret`. */
const HTPASSWD = `${USER}:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a`;
const AUTH = Buffer.from(`${USER}:${PASSWORD}`).toString('base64');

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';

interface Descriptor {
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
}

export function digestOf(text: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** Debian's docker-registry, without TLS. */
export class Registry {
  /** @param isProtected whether it asks for credentials */
  public static async start(isProtected = false): Promise<Registry> {
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-registry-'));
    const port = await freePort();
    writeFileSync(join(folder, 'htpasswd'), HTPASSWD);
    writeFileSync(join(folder, 'config.yml'), JSON.stringify({
      version: 0.1,
      log: { level: 'error' },
      storage: { filesystem: { rootdirectory: join(folder, 'data') } },
      http: { addr: `127.0.0.1:${port}` },
      ...isProtected && { auth: { htpasswd: { realm: 'test', path: join(folder, 'htpasswd') } } },
    }));
    // Of its log nothing is read, and a pipe that no one reads would fill.
    const child = spawn(DOCKER_REGISTRY.files[0], ['serve', join(folder, 'config.yml')], { stdio: 'ignore' });
    const registry = new Registry(`127.0.0.1:${port}`, folder, child);
    await registry.answers();
    return registry;
  }

  private constructor(public readonly host: string, private readonly folder: string, private readonly child: ChildProcess) {}

  /** The environment in which skopeo has credentials for it. */
  public get env(): NodeJS.ProcessEnv {
    const file = join(this.folder, 'auth.json');
    writeFileSync(file, JSON.stringify({ auths: { [this.host]: { auth: AUTH } } }));
    return { ...process.env, REGISTRY_AUTH_FILE: file };
  }

  /** Pushes an image for one platform, with content that differs by its label. Its digest. */
  public async push(repository: string, tag: string, label: string, architecture = 'amd64'): Promise<string> {
    return (await this.image(repository, tag, label, architecture)).digest;
  }

  /** Pushes an image for several platforms, with an attestation as buildx adds one. */
  public async pushIndex(repository: string, tag: string, platforms: readonly object[]): Promise<string> {
    const manifests = [];
    for (const [index, platform] of [...platforms, { os: 'unknown', architecture: 'unknown' }].entries()) {
      manifests.push({ ...await this.image(repository, `${tag}-${index}`, `${tag}-${index}`, 'amd64'), platform });
    }
    return (await this.put(repository, tag, INDEX, JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }))).digest;
  }

  /** Pushes what a test registry has: an image, or an index, as its manifest says. Its digest. */
  public async pushAll(repository: string, tag: string, blobs: ReadonlyMap<string, Buffer>, manifest: Buffer): Promise<string> {
    const manifests = new Map([...blobs].filter(([, bytes]) => bytes.toString('latin1', 0, 16) === '{"schemaVersion"'));
    for (const [digest, bytes] of blobs) {
      await (manifests.has(digest) || this.blob(repository, new Uint8Array(bytes)));
    }
    for (const [digest, bytes] of manifests) {
      await this.put(repository, digest, MANIFEST, bytes.toString());
    }
    return (await this.put(repository, tag, manifest.includes('"manifests"') ? INDEX : MANIFEST, manifest.toString())).digest;
  }

  public stop(): Promise<void> {
    return new Promise((resolve) => {
      this.child.once('exit', () => {
        rmSync(this.folder, { recursive: true });
        resolve();
      });
      this.child.kill('SIGKILL');
    });
  }

  private async image(repository: string, tag: string, label: string, architecture: string): Promise<Descriptor> {
    const config = await this.blob(repository, JSON.stringify({ os: 'linux', architecture, config: { Labels: { label } }, rootfs: { type: 'layers', diff_ids: [] } }));
    return this.put(repository, tag, MANIFEST, JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config, layers: [] }));
  }

  private async blob(repository: string, content: string | Uint8Array<ArrayBuffer>): Promise<Descriptor> {
    const digest = digestOf(content);
    const begun = await this.request('POST', `/v2/${repository}/blobs/uploads/`);
    const place = new URL(begun.headers.get('location')!);
    place.searchParams.set('digest', digest);
    await this.request('PUT', `${place.pathname}${place.search}`, content, 'application/octet-stream');
    return { mediaType: CONFIG, size: Buffer.byteLength(content), digest };
  }

  private async put(repository: string, tag: string, mediaType: string, content: string): Promise<Descriptor> {
    const answer = await this.request('PUT', `/v2/${repository}/manifests/${tag}`, content, mediaType);
    // What the registry itself computes: ours must be the same.
    return { mediaType, size: Buffer.byteLength(content), digest: answer.headers.get('docker-content-digest')! };
  }

  private async request(method: string, path: string, body?: string | Uint8Array<ArrayBuffer>, type = 'text/plain'): Promise<Response> {
    const answer = await fetch(`http://${this.host}${path}`, { method, body, headers: { 'authorization': `Basic ${AUTH}`, 'content-type': type } });
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    }
    return answer;
  }

  private async answers(): Promise<void> {
    for (;;) {
      if (this.child.exitCode !== null) {
        throw new Error(`docker-registry ended with ${this.child.exitCode}`);
      }
      const answer = await fetch(`http://${this.host}/v2/`).catch(() => undefined);
      if (answer) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

import { createHash } from 'crypto';
import { gzipSync } from 'zlib';
import { Header } from 'tar';
import { LockedFacts } from '../../../src/knowledge/image-lock/facts/image-facts';
import { ImageSource } from '../../../src/tasks/image-facts/image-source';
import { FactsOptions, readImageFacts } from '../../../src/tasks/image-facts/read-image-facts';

/** An entry of a layer, as tests write it. */
export interface TestEntry {
  readonly type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'FIFO';
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly content?: string | Buffer;
  readonly to?: string;
  /** Records of a PAX header. */
  readonly pax?: { readonly [name: string]: string | Buffer };
}

export type TestLayer = { readonly [path: string]: TestEntry | string } | readonly (readonly [string, TestEntry | string])[];

export const MIB = 2 ** 20;

/** A file, as a text; otherwise what is given. A name with a slash at its end is a directory. */
function entryOf(path: string, entry: TestEntry | string): TestEntry {
  return typeof entry === 'string' ? { content: entry } : path.endsWith('/') ? { type: 'Directory', ...entry } : entry;
}

/** A tar archive, with whatever names and owners it is to have. */
export function tarOf(layer: TestLayer): Buffer {
  const entries = (Array.isArray(layer) ? layer : Object.entries(layer)) as readonly (readonly [string, TestEntry | string])[];
  return Buffer.concat([...entries.map(([path, entry]) => archived(path, entryOf(path, entry))), Buffer.alloc(1024)]);
}

function archived(path: string, { type = 'File', mode = type === 'Directory' ? 0o755 : 0o644, uid = 0, gid = 0, content = '', to, pax }: TestEntry) {
  const body = Buffer.from(content);
  const records = { ...path.length > 100 && { path }, ...to !== undefined && to.length > 100 && { linkpath: to }, ...pax };
  const own = header({ path: path.slice(0, 100), type, mode, uid, gid, size: body.length, linkpath: to?.slice(0, 100) });
  return Buffer.concat([...Object.keys(records).length > 0 ? [paxOf(records)] : [], own, padded(body)]);
}

function paxOf(records: { readonly [name: string]: string | Buffer }): Buffer {
  const body = Buffer.concat(Object.entries(records).map(([name, value]) => {
    const rest = Buffer.concat([Buffer.from(` ${name}=`), Buffer.from(value), Buffer.from('\n')]);
    let length = rest.length + 1;
    while (String(length).length + rest.length !== length) {
      length++;
    }
    return Buffer.concat([Buffer.from(String(length)), rest]);
  }));
  return Buffer.concat([header({ path: 'PaxHeader', type: 'ExtendedHeader', mode: 0o644, uid: 0, gid: 0, size: body.length }), padded(body)]);
}

function header(data: ConstructorParameters<typeof Header>[0]): Buffer {
  const bytes = Buffer.alloc(512);
  new Header({ ...data as object, mtime: new Date(0) } as never).encode(bytes, 0);
  return bytes;
}

function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc((512 - body.length % 512) % 512)]);
}

export function digestOf(bytes: Buffer | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** A configuration, by its fields in JSON. */
export interface TestImage {
  readonly config?: { readonly [field: string]: unknown };
  /** From the first to the last. A buffer is taken as it is, anything else is packed with gzip. */
  readonly layers?: readonly (TestLayer | Buffer)[];
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
  readonly mediaType?: string;
}

export const AMD64 = { os: 'linux', architecture: 'amd64' };
export const ARM64 = { os: 'linux', architecture: 'arm64', variant: 'v8' };

/** Content that a registry would have, with a note of what was read of it. */
export class TestRegistry implements ImageSource {
  public readonly blobs = new Map<string, Buffer>();
  public readonly readLayers: string[] = [];
  public readonly isConfigExact = true;
  public open = 0;

  public manifest = async (digest: string): Promise<Uint8Array> => this.blobs.get(digest)!;
  public config = async (_: string, { digest }: { readonly digest: string }): Promise<Uint8Array> => this.blobs.get(digest)!;
  public layers: ImageSource['layers'] = () => {
    this.open++;
    const { blobs, readLayers } = this;
    return {
      async* read({ digest }) {
        readLayers.push(digest);
        const bytes = blobs.get(digest)!;
        for (let start = 0; start < bytes.length; start += 65_536) {
          yield bytes.subarray(start, start + 65_536);
        }
      },
      close: async () => {
        this.open--;
      },
    };
  };

  public put(bytes: Buffer | string): { readonly digest: string; readonly size: number } {
    const digest = digestOf(bytes);
    this.blobs.set(digest, Buffer.from(bytes));
    return { digest, size: Buffer.byteLength(bytes) };
  }

  /** The manifest of an image. */
  public image({ config = {}, layers = [], platform = AMD64, mediaType = 'application/vnd.oci.image.layer.v1.tar+gzip' }: TestImage): Buffer {
    const manifest = {
      schemaVersion: 2,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...this.put(JSON.stringify({ ...platform, config })) },
      layers: layers.map((layer) => ({ mediaType, ...this.put(Buffer.isBuffer(layer) ? layer : gzipSync(tarOf(layer))) })),
    };
    const bytes = Buffer.from(JSON.stringify(manifest));
    this.put(bytes);
    return bytes;
  }

  /** An index of images, with an attestation as buildx adds one. */
  public index(images: readonly TestImage[]): Buffer {
    const manifests = images.map((image) => ({ ...this.put(this.image(image)), platform: image.platform ?? AMD64 }));
    const attestation = { ...this.put(this.image({ config: { User: 'nobody' } })), platform: { os: 'unknown', architecture: 'unknown' } };
    return Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [...manifests, attestation] }));
  }
}

export const OPTIONS: FactsOptions = { read: 'files', maxDownload: 2 ** 30, platforms: [], onBytes: () => undefined };

/** The facts of an image, or of an index. */
export function read(
  registry: TestRegistry, manifest: Buffer, options: Partial<FactsOptions> = {}, commands: readonly string[] = [],
): Promise<LockedFacts | undefined> {
  return readImageFacts(registry, digestOf(manifest), manifest, commands, { ...OPTIONS, ...options });
}

/** The facts of an image for one platform. */
export async function factsOf(image: TestImage, options: Partial<FactsOptions> = {}, commands: readonly string[] = []) {
  const registry = new TestRegistry();
  const facts = await read(registry, registry.image(image), options, commands);
  expect(registry.open).toBe(0);
  const { platforms: _, ...own } = facts!.platforms[0];
  return own;
}

/** A zstd frame that packs nothing: blocks as they are. */
export function zstdOf(bytes: Buffer, windowByte = 0x58): Buffer {
  const blocks: Buffer[] = [];
  for (let start = 0; start < bytes.length || start === 0; start += 65_536) {
    const block = bytes.subarray(start, start + 65_536);
    const head = Buffer.alloc(3);
    head.writeUIntLE(block.length * 8 + (start + 65_536 >= bytes.length ? 1 : 0), 0, 3);
    blocks.push(head, block);
  }
  return Buffer.concat([Buffer.from([0x28, 0xB5, 0x2F, 0xFD, 0x00, windowByte]), ...blocks]);
}

/** Programs that any image of the tests may have. */
export const SH = { mode: 0o755, content: '\x7fELF' };

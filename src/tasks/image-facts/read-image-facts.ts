import { createHash } from 'crypto';
import { factsOfConfig, factsOfFiles, SharedFacts } from './answers/platform-facts';
import { DamagedLayer, LayerCache } from './cache/layer-cache';
import { Content, ImageConfig, IndexEntry, readConfig, readContent } from './config';
import { ImageFiles } from './files/image-files';
import { DescriptionError, ImageError } from './image-error';
import { Descriptor, ImageSource, LayerBlobs } from './image-source';
import { entriesIn } from './layer/entries';
import { LayerEntry } from './layer/layer-entry';
import { unpacked } from './layer/unpack';
import { MAX_EXPANSION, MAX_LAYERS, MIN_UNPACKED } from './limits';
import { JsonObject } from '../../formats/manifest/json';
import { LockedFacts, DirectoryFacts, PlatformFacts } from '../../knowledge/image-lock/facts/image-facts';
import { isForPlatform, platformText } from '../../knowledge/image-lock/platforms';

/** Limits and platforms for reading images. */
export interface FactsOptions {
  readonly read: LockedFacts['read'];
  /** Maximum size of the compressed layers of an image in bytes. */
  readonly maxDownload: number;
  /** The platforms to read; if empty, the usual platforms of clusters. */
  readonly platforms: readonly string[];
  readonly cache?: LayerCache;
  /** Called after each layer with the total number of bytes so far. */
  readonly onBytes: (bytes: number) => void;
}

/** The usual platforms of nodes. */
const USUAL_PLATFORMS = ['linux/amd64', 'linux/arm64'];

/**
 * Reads the facts about an image.
 *
 * @param manifest the bytes for the digest
 * @param commands absolute paths of programs that manifests start in the image
 * @returns undefined if it is not an image for Linux
 * @throws ImageError, or errors of the source
 */
export async function readImageFacts(
  source: ImageSource, digest: string, manifest: Uint8Array, commands: readonly string[], options: FactsOptions,
): Promise<LockedFacts | undefined> {
  const images = await imagesOf(source, digest, manifest, options.platforms);
  if (images.length === 0) {
    return undefined;
  }
  const size = sizeOf(images);
  const tooLarge = size > options.maxDownload ? size : undefined;
  const canRead = options.read === 'files' && source.layers !== undefined;
  const notRead = images.some(({ content }) => content.hasForeignLayers) ? 'foreign' : tooLarge;
  const read = canRead && notRead === undefined ? 'files' : 'config';
  const reader = new FilesReader(source, options, Math.max(MIN_UNPACKED, MAX_EXPANSION * options.maxDownload));
  const found: { platform: string; facts: SharedFacts }[] = [];
  for (const image of images) {
    found.push({ platform: image.platform, facts: read === 'files' ? await reader.factsOf(image, commands) : factsOfConfig(image.config) });
  }
  return { digest, read, ...canRead && notRead !== undefined && { notRead }, platforms: groupedFacts(found) };
}

/** An image for one platform. */
interface PlatformImage {
  readonly manifest: string;
  readonly platform: string;
  readonly content: Content;
  readonly config: ImageConfig;
}

type Images = readonly PlatformImage[];

async function imagesOf(source: ImageSource, digest: string, bytes: Uint8Array, wanted: readonly string[]): Promise<Images> {
  const read = readContent(bytes);
  if (!read) {
    return [];
  }
  if ('content' in read) {
    return imageOf(source, digest, read.content, undefined);
  }
  const found: PlatformImage[] = [];
  for (const { digest: own, platform } of chosenOf(read.index, wanted)) {
    const inner = readContent(verified(await source.manifest(own), own));
    found.push(...inner && 'content' in inner ? await imageOf(source, own, inner.content, platform) : []);
  }
  return found;
}

interface Chosen {
  readonly digest: string;
  readonly platform?: string;
}

/** The images to read. In an index without platforms, each image states its own platform. */
function chosenOf(index: readonly IndexEntry[], wanted: readonly string[]): readonly Chosen[] {
  const nameOf = (platform: JsonObject) => Object.keys(platform).length > 0 ? platformText(platform) ?? '' : undefined;
  const all = index.map(({ digest, platform }) => ({ digest, platform: nameOf(platform) }));
  const chosen = readPlatforms(all.flatMap(({ platform }) => platform ?? []), wanted);
  return all.filter(({ platform }) => platform === undefined ? chosen.length === 0 : chosen.includes(platform));
}

/** The platforms of an image to read. */
export function readPlatforms(available: readonly string[], wanted: readonly string[]): readonly string[] {
  const linux = available.filter((platform) => platform.startsWith('linux/'));
  const choices = [wanted, USUAL_PLATFORMS].map((platforms) =>
    linux.filter((platform) => platforms.some((each) => isForPlatform([platform], each))));
  return [...choices, linux].find((choice) => choice.length > 0) ?? [];
}

async function imageOf(source: ImageSource, manifest: string, content: Content, platform: string | undefined): Promise<Images> {
  const bytes = await source.config(manifest, content.config);
  const { config, platform: own } = readConfig(source.isConfigExact ? verified(bytes, content.config.digest) : bytes) ?? {};
  return config ? [{ manifest, platform: platform ?? own!, content, config }] : [];
}

function verified(bytes: Uint8Array, digest: string): Uint8Array {
  if (`sha256:${createHash('sha256').update(bytes).digest('hex')}` !== digest) {
    throw new DescriptionError(`the registry sent other content than ${digest}`);
  }
  return bytes;
}

/** Size of all layers in bytes. A layer that platforms share counts once. */
function sizeOf(images: readonly PlatformImage[]): number {
  const sizes = new Map(images.flatMap(({ content }) => content.layers.map(({ digest, size }) => [digest, size] as const)));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

/** Reads the files of the platforms of one image. */
class FilesReader {
  private unpackedBytes = 0;

  constructor(private readonly source: ImageSource, private readonly options: FactsOptions, private readonly maxUnpacked: number) {}

  public async factsOf(image: PlatformImage, commands: readonly string[]): Promise<SharedFacts> {
    // A damaged layer in the cache is removed, so the next attempt reads it from the registry.
    for (let attempts = image.content.layers.length; attempts > 0; attempts--) {
      try {
        return await this.readOnce(image, commands);
      } catch (error) {
        if (!(error instanceof DamagedLayer)) {
          throw error;
        }
      }
    }
    return this.readOnce(image, commands);
  }

  private async readOnce({ manifest, content: { layers }, config }: PlatformImage, commands: readonly string[]): Promise<SharedFacts> {
    if (layers.length > MAX_LAYERS) {
      throw new ImageError(`it has ${layers.length} layers, and container runtimes support at most ${MAX_LAYERS}`);
    }
    const blobs = this.source.layers!(manifest, layers);
    try {
      const files = new ImageFiles((layer, path) => this.contentOf(blobs, layers[layer], path));
      // The last layer comes first: if a layer replaces everything, the layers below it are not read.
      for (let layer = layers.length - 1; layer >= 0 && !files.tree.isSettled; layer--) {
        for await (const batch of this.entriesOf(blobs, layers[layer])) {
          batch.forEach((entry) => files.add(layer, entry));
        }
        files.tree.endLayer(layer);
      }
      return await factsOfFiles(config, files, commands);
    } finally {
      await blobs.close();
    }
  }

  private entriesOf(blobs: LayerBlobs, layer: Descriptor): AsyncIterable<readonly LayerEntry[]> {
    const { cache } = this.options;
    const read = () => entriesIn(this.archive(blobs, layer));
    return cache ? cache.read(layer.digest) ?? cache.saved(layer.digest, read()) : read();
  }

  /** The content of a file that was not kept. */
  private async contentOf(blobs: LayerBlobs, layer: Descriptor, path: string): Promise<string | undefined> {
    let text: string | undefined;
    for await (const batch of entriesIn(this.archive(blobs, layer), path)) {
      text = batch.filter((entry) => entry.path === path && entry.text !== undefined).at(-1)?.text ?? text;
    }
    return text;
  }

  private archive(blobs: LayerBlobs, layer: Descriptor): AsyncIterable<Uint8Array> {
    return unpacked(blobs.read(layer), layer, (read, bytes) => {
      this.options.onBytes(read);
      this.unpackedBytes += bytes;
      if (this.unpackedBytes > this.maxUnpacked) {
        throw new ImageError(`its layers become more than ${Math.round(this.maxUnpacked / 2 ** 20)} MiB when they `
          + `are unpacked, ${MAX_EXPANSION} times the download limit`);
      }
    });
  }
}

/** Groups of platforms with the same facts. If only the sizes of directories differ, a group has the largest size. */
function groupedFacts(found: readonly { readonly platform: string; readonly facts: SharedFacts }[]): readonly PlatformFacts[] {
  const groups = new Map<string, PlatformFacts>();
  for (const { platform, facts } of found) {
    const key = JSON.stringify(facts, (name, value) => name === 'size' ? undefined : value);
    const group = groups.get(key);
    const { platforms = [], ...before } = group ?? {};
    groups.set(key, { platforms: [...platforms, platform], ...group ? withLargest(before, facts) : facts });
  }
  return [...groups.values()].map((group) => ({ ...group, platforms: [...new Set(group.platforms)].sort() }));
}

function withLargest(facts: SharedFacts, { directories }: SharedFacts): SharedFacts {
  return facts.directories ? { ...facts, directories: facts.directories.map((each, index) => largest(each, directories![index])) } : facts;
}

function largest(one: DirectoryFacts, { found: other }: DirectoryFacts): DirectoryFacts {
  const { found } = one;
  return found?.size === undefined ? one : { ...one, found: { ...found, size: Math.max(found.size, other?.size ?? 0) } };
}

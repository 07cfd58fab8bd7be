import { registrySource } from './registry-source';
import { ToolFailure } from './tool-failure';
import { LockedFacts } from '../../../../knowledge/image-lock/facts/image-facts';
import { LockedImages } from '../../../../knowledge/image-lock/locked-images';
import { isForPlatform } from '../../../../knowledge/image-lock/platforms';
import { cacheFolder } from '../../../../tasks/image-facts/cache/cache-folder';
import { LayerCache } from '../../../../tasks/image-facts/cache/layer-cache';
import { DescriptionError, ImageError } from '../../../../tasks/image-facts/image-error';
import { readImageFacts, readPlatforms } from '../../../../tasks/image-facts/read-image-facts';
import { inParallel } from '../../../../tasks/programs/in-parallel';
import { countText } from '../../../../tasks/reports/text';
import { Io, log } from '../../io';
import { Progress } from '../../progress';
import { NamedImages } from '../named-images';
import { Asking, ResolvedManifest } from '../resolve';
import { ToolName } from '../tool-names';
import { TOOL } from '../tools';

/** The facts to record, and the limits of their cost. */
export interface Recording {
  readonly read: LockedFacts['read'];
  /** Maximum size of the compressed layers of an image in bytes. */
  readonly maxDownload: number;
}

/** Images that are read in parallel. */
const PARALLEL = 2;

/** The facts about images, by their names. An image that cannot be read is a failure. */
export type Recorded = ReadonlyMap<string, { readonly facts?: LockedFacts } | { readonly failure: string }>;

/** Reads the facts about images, once for each digest. Facts in the lock file stay valid, because a digest always has the same content. */
export async function recordedFacts(
  lock: LockedImages, { commands }: NamedImages, answers: ReadonlyMap<string, ResolvedManifest>,
  recording: Recording, asking: Asking, io: Io,
): Promise<Recorded> {
  const unread = new Map<string, Wanted & { readonly name: string; readonly bytes: Uint8Array }>();
  for (const [name, answer] of answers) {
    if ('image' in answer) {
      const { image: { digest, platforms }, bytes } = answer;
      unread.set(digest, { name, bytes, platforms, started: [...unread.get(digest)?.started ?? [], ...commands.get(name) ?? []] });
    }
  }
  const byDigest = new Map<string, LockedFacts>();
  for (const { digest, facts } of lock.images.values()) {
    const image = unread.get(digest);
    if (facts && image && isEnough(facts, image, recording, asking)) {
      byDigest.set(digest, facts);
      unread.delete(digest);
    }
  }
  const failures = new Map<string, string>();
  const cache = recording.read === 'files' && unread.size > 0 ? LayerCache.in(cacheFolder(io.env)) : undefined;
  const progress = new Progress(io.stderr);
  let read = 0;
  await inParallel([...unread], PARALLEL, async ([digest, { name, bytes, started }]) => {
    try {
      const facts = await readImageFacts(registrySource(name, asking), digest, bytes, [...new Set(started)].sort(), {
        ...recording,
        platforms: asking.platforms,
        cache,
        onBytes: (more) => {
          read += more;
          progress.show(() => `cdk8s-hardened: ${bytesText(read)} of layers read, now of ${name}`);
        },
      });
      facts && byDigest.set(digest, facts);
    } catch (error) {
      // An interruption stops all transfers. They delete their files before this function throws.
      if (!asking.signal.aborted) {
        failures.set(digest, failureText(name, error, recording.read));
      }
    }
  });
  progress.clear();
  asking.signal.throwIfAborted();
  const found = [...unread].flatMap(([digest, { name }]) => byDigest.has(digest) ? [{ name, facts: byDigest.get(digest)! }] : []);
  logRemarks(found, recording, asking.tool, read, io);
  return new Map([...answers].flatMap(([name, answer]) => {
    const digest = 'image' in answer ? answer.image.digest : undefined;
    const failure = digest && failures.get(digest);
    return digest === undefined ? [] : [[name, failure === undefined ? { facts: byDigest.get(digest) } : { failure }]];
  }));
}

/** An image to read, as registries and manifests describe it. */
interface Wanted {
  /** The platforms; undefined for an image for a single platform. */
  readonly platforms?: readonly string[];
  /** Paths of programs that manifests start. */
  readonly started: readonly string[];
}

/** Whether the lock file already has all facts that a run would read. */
function isEnough(
  { version, read, notRead, platforms }: LockedFacts, image: Wanted, recording: Recording, { platforms: wanted, tool }: Asking,
): boolean {
  const known = platforms.flatMap((each) => each.platforms);
  const readsFiles = recording.read === 'files' && readsLayers(tool);
  const isWhole = read === 'files' || !readsFiles || notRead === 'foreign' || (notRead ?? 0) > recording.maxDownload;
  const isAnswered = read === 'config' || !readsFiles
    || platforms.every(({ has = [], lacks = [] }) => image.started.every((path) => has.includes(path) || lacks.includes(path)));
  const needed = image.platforms ? readPlatforms(image.platforms, wanted) : wanted;
  return version === undefined && isWhole && isAnswered && needed.every((platform) => isForPlatform(known, platform));
}

function readsLayers(tool: ToolName): boolean {
  return TOOL[tool].layer !== undefined || TOOL[tool].copy !== undefined;
}

/** @throws the error if it is not about the image */
function failureText(name: string, error: unknown, read: Recording['read']): string {
  if (error instanceof ToolFailure) {
    return error.failure.message;
  }
  if (error instanceof ImageError) {
    const less = read === 'config' || error instanceof DescriptionError ? '--facts off' : '--facts config or --facts off';
    return `${name}: ${error.message}. Fix: build the image again without that, leave it out with --exclude-image, or use ${less}`;
  }
  throw error;
}

interface Read {
  readonly name: string;
  readonly facts: LockedFacts;
}

/** @param bytes of layers that were read */
function logRemarks(found: readonly Read[], { read, maxDownload }: Recording, tool: ToolName, bytes: number, io: Io): void {
  for (const { name, facts: { notRead } } of found) {
    if (notRead !== undefined) {
      const why = notRead === 'foreign' ? 'some of its layers are not in the registry'
        : `its layers have ${bytesText(notRead)}, and --max-download is ${bytesText(maxDownload)}`;
      log(io, `${name}: only the configuration was read: ${why}`);
    }
  }
  if (read === 'files' && !readsLayers(tool) && found.length > 0) {
    log(io, `of ${countText(found.length, 'image')} only the configuration was read: docker buildx reads no layers; use `
      + '--tool crane or --tool skopeo for the users and files in them');
  }
  if (bytes > 0) {
    log(io, `read ${bytesText(bytes)} of layers of ${countText(found.filter(({ facts }) => facts.read === 'files').length, 'image')}`);
  }
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

function bytesText(bytes: number): string {
  const unit = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${unit === 0 ? bytes : (bytes / 2 ** (10 * unit)).toFixed(1)} ${UNITS[unit]}`;
}

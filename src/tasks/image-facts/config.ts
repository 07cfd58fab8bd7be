import { DescriptionError } from './image-error';
import { Descriptor } from './image-source';
import { asArray, asObject, isObject, JsonObject } from '../../formats/manifest/json';
import { platformText } from '../../knowledge/image-lock/platforms';

/** The configuration of an image. */
export interface ImageConfig {
  readonly user: string;
  readonly env: ReadonlyMap<string, string>;
  readonly workdir: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly ports: readonly number[];
  readonly volumes: readonly string[];
}

/**
 * Reads a configuration.
 *
 * @returns undefined if the image is not for Linux
 */
export function readConfig(bytes: Uint8Array): { readonly platform: string; readonly config: ImageConfig } | undefined {
  const document = parse(bytes);
  const platform = platformText(document);
  return platform?.startsWith('linux/') ? { platform, config: configIn(asObject(document.config)) } : undefined;
}

function configIn(config: JsonObject): ImageConfig {
  return {
    user: textIn(config.User),
    env: new Map(textsIn(config.Env).map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)])),
    workdir: textIn(config.WorkingDir) || '/',
    entrypoint: textsIn(config.Entrypoint),
    cmd: textsIn(config.Cmd),
    ports: [...new Set(Object.keys(asObject(config.ExposedPorts)).flatMap(portsIn))].sort((one, other) => one - other),
    volumes: Object.keys(asObject(config.Volumes)).sort(),
  };
}

/** The port of a text such as `80/tcp`; for a range, its first and last port. */
function portsIn(text: string): readonly number[] {
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/\w+)?$/.exec(text) ?? [];
  return [first, last].filter((port) => port !== undefined).map(Number).filter((port) => port > 0 && port < 2 ** 16);
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textsIn(value: unknown): readonly string[] {
  return asArray(value).filter((each) => typeof each === 'string');
}

/** The manifest of an image for one platform. */
export interface Content {
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  /** Whether the registry lacks some layers. */
  readonly hasForeignLayers: boolean;
}

/** An image in an index. */
export interface IndexEntry {
  readonly digest: string;
  readonly platform: JsonObject;
}

const IMAGE_CONFIGS = ['application/vnd.oci.image.config.v1+json', 'application/vnd.docker.container.image.v1+json'];

/**
 * The content of a manifest: the images of an index, or the layers of one image. Undefined for content that cannot run, such as a chart.
 *
 * @throws DescriptionError if a descriptor is wrong
 */
export function readContent(bytes: Uint8Array): { readonly index: readonly IndexEntry[] } | { readonly content: Content } | undefined {
  const { manifests, config, layers } = parse(bytes);
  if (Array.isArray(manifests)) {
    return { index: manifests.filter(isObject).map((each) => ({ digest: descriptorIn(each).digest, platform: asObject(each.platform) })) };
  }
  const { mediaType } = asObject(config);
  if (!isObject(config) || (mediaType !== undefined && !IMAGE_CONFIGS.includes(String(mediaType)))) {
    return undefined;
  }
  const all = asArray(layers).map(asObject);
  return {
    content: {
      config: descriptorIn(config),
      layers: all.map(descriptorIn),
      hasForeignLayers: all.some((layer) => /foreign|nondistributable/.test(String(layer.mediaType))),
    },
  };
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

function descriptorIn({ digest, size }: JsonObject): Descriptor {
  if (typeof digest !== 'string' || !DIGEST.test(digest) || typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    throw new DescriptionError('its manifest has a digest that is not of SHA-256, or no size');
  }
  return { digest, size };
}

function parse(bytes: Uint8Array): JsonObject {
  try {
    return asObject(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    throw new DescriptionError('its manifest or its configuration is not JSON');
  }
}

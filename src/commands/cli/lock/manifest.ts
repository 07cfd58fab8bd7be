import { createHash } from 'crypto';
import { asObject, isObject, JsonObject } from '../../../formats/manifest/json';
import { platformText } from '../../../knowledge/image-lock/platforms';

/** The content of a tag in a registry. */
export interface ImageManifest {
  /** The digest, computed from the bytes of the manifest: the output of a program is not trusted. */
  readonly digest: string;
  /** The platforms of an index. Absent for an image for a single platform, whose configuration names the platform. */
  readonly platforms?: readonly string[];
}

/**
 * Reads the manifest or the index of an image.
 *
 * @throws if the bytes are neither
 */
export function readManifest(bytes: Uint8Array): ImageManifest {
  const { schemaVersion, manifests, config } = parse(bytes);
  if (schemaVersion === 1) {
    throw new Error('its manifest is of schema 1, which container runtimes no longer pull: push the image again');
  }
  if (schemaVersion !== 2 || !(Array.isArray(manifests) || isObject(config))) {
    throw new Error('the answer is not the manifest of an image');
  }
  return {
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    platforms: Array.isArray(manifests) ? platformsIn(manifests) : undefined,
  };
}

/**
 * The platform that the configuration of an image names.
 *
 * @throws if it names none
 */
export function platformOf(config: Uint8Array): string {
  const platform = platformText(parse(config));
  if (platform === undefined) {
    throw new Error('its configuration does not name a platform');
  }
  return platform;
}

function parse(bytes: Uint8Array): JsonObject {
  try {
    return asObject(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    return {};
  }
}

/** The platforms of an index, without attestations, which are listed as images for an unknown platform. */
function platformsIn(manifests: readonly unknown[]): readonly string[] | undefined {
  const platforms = manifests.flatMap((each) => platformText(asObject(asObject(each).platform)) ?? []);
  const distinct = [...new Set(platforms)].filter((platform) => platform !== 'unknown/unknown').sort();
  return distinct.length > 0 ? distinct : undefined;
}

import { JsonObject } from '../../formats/manifest/json';

const PLATFORM = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/;

/** Whether a text is a platform of images, such as `linux/arm64` or `linux/arm/v7`. */
export function isPlatform(text: unknown): text is string {
  return typeof text === 'string' && PLATFORM.test(text);
}

/** Whether an image for some platforms runs on the wanted one. A wanted platform without a variant matches all variants. */
export function isForPlatform(platforms: readonly string[], wanted: string): boolean {
  return platforms.some((platform) => platform === wanted || platform.startsWith(`${wanted}/`));
}

/** The platform as containerd writes it: arm64 means variant v8, so that variant is left out. */
export function platformText({ os, architecture, variant }: JsonObject): string | undefined {
  const isUsual = architecture === 'arm64' && variant === 'v8';
  const text = [os, architecture, ...variant && !isUsual ? [variant] : []].join('/');
  return isPlatform(text) ? text : undefined;
}

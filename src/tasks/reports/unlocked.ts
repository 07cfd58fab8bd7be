import { printable } from './printable';

/** Advice for images without an entry in the lock file. */
export function unlockedText(file: string, images: Iterable<string>): string {
  return printable(`${file} has no entry for ${[...images].join(', ')}: run \`cdk8s-hardened `
    + `lock --file ${file}\` with the paths of your manifests`);
}

/** How to pin images in custom resources with only a part of a pod. */
export function keptText(file: string, images: Iterable<string>): string {
  return printable('custom resources with a part of a pod are not changed: write the digests '
    + `that ${file} has for ${[...images].join(', ')} there`);
}

import { hasName } from './patch';
import { RenderedObject } from '../chart/rendered';

/** Why kustomize refuses a rendering, with all patches for it; undefined if it does not. */
export function unbuildable(objects: readonly RenderedObject[]): string | undefined {
  const keys = new Set<string>();
  for (const rendered of objects) {
    const { key, title } = rendered;
    if (!hasName(rendered)) {
      return `${title} has only a generateName`;
    }
    if (rendered.hasDuplicateKeys) {
      return `${title} sets a key twice`;
    }
    if (keys.has(key)) {
      return `${title} is rendered twice`;
    }
    keys.add(key);
  }
  return undefined;
}

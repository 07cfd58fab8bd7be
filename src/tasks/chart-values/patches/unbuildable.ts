import { hasName } from './patch';
import { ChartObject } from '../chart/rendered';

/** The reason why kustomize must not patch a rendering: it would refuse or change an object. Undefined if kustomize may patch it. */
export function unbuildable(objects: readonly ChartObject[]): string | undefined {
  const nothing = 'kustomize builds nothing from this chart, because';
  const keys = new Set<string>();
  for (const rendered of objects) {
    const { key, title } = rendered;
    if (!hasName(rendered)) {
      return `${nothing} ${title} has only a generateName`;
    }
    if (rendered.hasDuplicateKeys) {
      return `${nothing} ${title} sets a key twice`;
    }
    if (keys.has(key)) {
      return `${nothing} ${title} is rendered twice`;
    }
    if (rendered.hasUnevenFold) {
      return `kustomize would add line breaks to ${title}, which can break a command: `
        + 'write its folded text (`>`) as a literal one (`|`)';
    }
    keys.add(key);
  }
  return undefined;
}

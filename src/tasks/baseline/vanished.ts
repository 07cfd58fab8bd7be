import { BaselineEntry } from './baseline';
import { refText } from '../../formats/manifest/object-ref';
import { countText } from '../reports/text';

/** The maximum number of vanished findings in the text. */
const MAX_NAMED = 10;

/** The findings of a baseline that are gone, so that it can shrink; nothing if all are still there. */
export function vanishedTexts(vanished: readonly BaselineEntry[], file: string): readonly string[] {
  if (vanished.length === 0) {
    return [];
  }
  const more = vanished.length - MAX_NAMED;
  const total = vanished.reduce((sum, { count = 1 }) => sum + count, 0);
  return [
    ...vanished.slice(0, MAX_NAMED).map((entry) => `no longer found: ${entryText(entry)}`),
    ...more > 0 ? [`and ${more} more`] : [],
    `${countText(total, 'obsolete finding')} in ${file}: run \`cdk8s-hardened write-baseline --output ${file}\` on all files`,
  ];
}

function entryText({ control, kind, namespace, name, container, count = 1 }: BaselineEntry): string {
  const object = name === '' ? kind : refText({ kind, namespace, name });
  return `${control} of ${object}${container === undefined ? '' : `, container "${container}"`}${count > 1 ? `, ${count} times` : ''}`;
}

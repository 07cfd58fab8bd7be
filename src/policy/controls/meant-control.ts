import { CATALOG } from './catalog';
import { Control } from './control';
import { nearest } from '../../formats/manifest/nearest';

/** Maximum length of a text. A longer text is not meant as a control, and comparing it would take long. */
const MOST_CHARACTERS = 64;
const FEWEST_COMMON = 4;
/** Minimum share of the text's characters. */
const COMMON_SHARE = 0.6;

/**
 * The control that a text that is not an id probably means: an id without hyphens or with a typo, a part of an id, or the name of a field.
 *
 * @returns its id; undefined if no control comes close
 */
export function meantControl(text: string): string | undefined {
  const ids = CATALOG.map(({ id }) => id);
  if (text === '' || text.length > MOST_CHARACTERS) {
    return undefined;
  }
  return ids.find((id) => plain(id) === plain(text))
    ?? ids.find((id) => id.startsWith(text) || text.startsWith(id))
    ?? CATALOG.find((control) => fieldsOf(control).some((field) => plain(field) === plain(text)))?.id
    ?? nearest(text, ids)
    ?? withMostInCommon(plain(text), ids);
}

/** The names of a control's fields, such as `hostNetwork` for `spec.hostNetwork`. */
function fieldsOf(control: Control): readonly string[] {
  return !('spec' in control)
    ? []
    : control.spec.rules.flatMap(({ fields }) => fields.flatMap((field) => /^spec\..*?(\w+)$/.exec(field)?.[1] ?? []));
}

function withMostInCommon(text: string, ids: readonly string[]): string | undefined {
  let best: string | undefined;
  let longest = Math.max(FEWEST_COMMON, Math.ceil(text.length * COMMON_SHARE)) - 1;
  for (const id of ids) {
    const length = commonLength(text, id.split('-'));
    if (length > longest) {
      longest = length;
      best = id;
    }
  }
  return best;
}

/** The length of the longest part of the text with which the words, or the last of them, begin. */
function commonLength(text: string, words: readonly string[]): number {
  return Math.max(...words.map((_, first) => {
    const name = words.slice(first).join('');
    return Math.max(0, ...[...text].map((__, start) => commonBeginning(text.slice(start), name)));
  }));
}

function commonBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) {
    length++;
  }
  return length;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

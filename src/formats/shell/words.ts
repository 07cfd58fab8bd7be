/* The words of a command, as the shell passes them to the program. */
import { Assignment, Word, WordPart } from './parse';
import { Room } from './room';
import { Lookup, readReference } from './variables';

/** The known variables: their values, and the elements of arrays. */
export interface Known {
  readonly lookup: Lookup;
  readonly arrays: ReadonlyMap<string, readonly string[]>;
  readonly room: Room;
}

/** The maximum number of words that one word expands to. */
const MAX_WORDS = 500;

/** The maximum length of a value that is split, because each use of a variable splits its value again. */
const MAX_SPLIT = 4096;

/** The placeholder for the output of a command, which is unknown. */
const PRINTED = '$()';

/** The words that a word expands to: variables without quotes are split, and arrays and braces are expanded. */
export function wordsOf(word: Word, known: Known): readonly string[] {
  const { parts } = word;
  if (parts === undefined) {
    return [word.value];
  }
  const elements = parts.length === 1 ? elementsOf(parts[0], known) : undefined;
  return elements ?? joined(parts, known);
}

function joined(parts: readonly WordPart[], known: Known): readonly string[] {
  const words: string[] = [];
  /** The forms of the incomplete last word. Braces give it several forms. */
  let forms: readonly string[] = [''];
  for (const part of parts) {
    const pieces = part.type === 'BraceExpansion' ? alternatives(part.text) : undefined;
    if (pieces) {
      known.room.take(forms.length * pieces.length);
      forms = forms.length * pieces.length > MAX_WORDS ? appended(forms, part.text) : forms.flatMap((form) => appended(pieces, '', form));
      continue;
    }
    const [first, ...more] = split(part, partText(part, known));
    forms = appended(forms, first);
    if (more.length > 0) {
      words.push(...forms, ...more.slice(0, -1));
      forms = more.slice(-1);
    }
  }
  return [...words, ...forms];
}

function appended(texts: readonly string[], end: string, start = ''): readonly string[] {
  return texts.map((text) => start + text + end);
}

/** The text of a word that is not split, as in a redirection or an assignment. */
export function wordText(word: Word, known: Known): string {
  return word.parts?.map((part) => partText(part, known)).join('') ?? word.value;
}

export function assignmentText({ name, append, value, text }: Assignment, known: Known): string {
  return value.type === 'Word' ? `${name}${append ? '+' : ''}=${wordText(value, known)}` : text;
}

/** Splits the value of a variable without quotes into words. */
function split({ type }: WordPart, text: string): readonly string[] {
  const isVariable = type === 'SimpleExpansion' || type === 'ParameterExpansion';
  return isVariable && text.length <= MAX_SPLIT && /\s/.test(text) ? text.trim().split(/\s+/) : [text];
}

/** The words that `{a,b}` expands to. Undefined for nested braces, ranges and quotes, which stay as they are. */
function alternatives(text: string): readonly string[] | undefined {
  return /^\{([^{}'"$`\\]*,[^{}'"$`\\]*)\}$/.exec(text)?.[1].split(',');
}

/** The elements of `${list[@]}`, also in quotes. */
function elementsOf(part: WordPart, { arrays, room }: Known): readonly string[] | undefined {
  const inner = part.type === 'DoubleQuoted' && part.parts.length === 1 ? part.parts[0] : part;
  const isAll = inner.type === 'ParameterExpansion' && inner.operation === undefined && /^[@*]$/.test(inner.index?.text ?? '');
  const elements = isAll ? arrays.get(inner.parameter) : undefined;
  if (!elements || elements.length > MAX_WORDS) {
    return undefined;
  }
  elements.forEach((element) => room.take(element.length + 1));
  return elements;
}

function partText(part: WordPart, known: Known): string {
  switch (part.type) {
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.map((each) => partText(each, known)).join('');
    case 'SimpleExpansion':
    case 'ParameterExpansion':
      return referenceText(part.text, known);
    case 'CommandExpansion':
    case 'ProcessSubstitution':
      return PRINTED;
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return part.value;
    default:
      return part.text;
  }
}

function referenceText(text: string, { lookup, room }: Known): string {
  const value = readReference(text, 0, lookup);
  room.take(value.text.length);
  return value.end === text.length ? value.text : text;
}

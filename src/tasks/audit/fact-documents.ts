import { Input } from './input';
import { parseDocument } from './parsed-document';
import { isObject, JsonObject } from '../../formats/manifest/json';
import { objectsIn } from '../../formats/manifest/workload';
import { readDocuments } from '../../formats/yaml/documents';
import { FactReaders } from '../../policy/engine/fact-readers';
import { FactName, FACTS } from '../../policy/facts/facts';

/** More characters than the longest text or kind of a fact. */
const LONGEST_TEXT = 60;

/** A document with facts about its objects. */
export interface FactDocument {
  /** The facts that its objects can have. */
  readonly facts: readonly FactName[];
  readonly objects: () => readonly JsonObject[];
}

/** The facts that can change the result for an object of an input. An unreadable input counts as an input without objects. */
export function factsMatteringTo(input: Input, readers: FactReaders, names: Iterable<FactName> = readers.keys()): readonly FactName[] {
  return [...names].filter((name) => {
    const kinds = readers.get(name);
    return kinds === 'all' || (kinds !== undefined && mayHaveKind(input, kinds));
  });
}

function mayHaveKind(input: Input, groupKinds: ReadonlySet<string>): boolean {
  const kinds = [...groupKinds].map((groupKind) => groupKind.slice(groupKind.indexOf('/') + 1));
  try {
    return !input.isDockerfile && !input.isLinkToFolder && mayMatch(input.preview(), new RegExp(`\\b(?:${kinds.join('|')})\\b`));
  } catch {
    return false; // The evaluation stops at the same place, and reports the error.
  }
}

/**
 * The documents of an input with facts that other objects depend on.
 *
 * @param names the facts to collect
 * @throws YamlError if the input cannot be read
 */
export function* factDocuments(input: Input, names: readonly FactName[]): Generator<FactDocument> {
  const { parse = parseDocument } = input;
  const pattern = anyText(names);
  if (input.isDockerfile || input.isLinkToFolder || !mayMatch(input.preview(), pattern)) {
    return;
  }
  for (const source of readDocuments(input.preview())) {
    if (pattern.test(source.text)) {
      const objects = () => {
        const { value } = parse(source);
        return isObject(value) ? objectsIn(value).map(({ object }) => object) : [];
      };
      yield { facts: names.filter((name) => FACTS[name].text.test(source.text)), objects };
    }
  }
}

function anyText(names: readonly FactName[]): RegExp {
  return new RegExp(names.length === 0 ? '$^' : names.map((name) => FACTS[name].text.source).join('|'));
}

/** Whether some document of a file may match. This test is much faster than dividing the file into documents. */
function mayMatch(chunks: Iterable<Uint8Array>, pattern: RegExp): boolean {
  let before = '';
  for (const { buffer, byteOffset, byteLength } of chunks) {
    const text = before + Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
    // In UTF-16 and UTF-32, zero bytes between letters hide a match.
    if (text.includes('\0') || pattern.test(text)) {
      return true;
    }
    before = text.slice(-LONGEST_TEXT);
  }
  return false;
}

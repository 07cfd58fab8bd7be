import { Input } from './input';
import { parseDocument } from './parsed-document';
import { isObject, JsonObject } from '../../formats/manifest/json';
import { objectsIn } from '../../formats/manifest/workload';
import { readDocuments } from '../../formats/yaml/documents';

/** Few documents have one of these words, and only those need to be read. The third one is of roles and bindings. */
const WORDS = /\b(?:ServiceAccount|PersistentVolumeClaim|rbac\.authorization\.k8s\.io)\b|NetworkPolicy\b/;
/** More characters than the longest of them. */
const LONGEST_WORD = 40;
/** A word of all workloads that a Service can be wrong about. */
const OF_PORTS = /\bcontainerPort\b/;

/** A document that others may depend on. */
export interface LearnableDocument {
  /** Whether it matters to all objects; else only its ports matter, to Services. */
  readonly hasWord: boolean;
  readonly objects: () => readonly JsonObject[];
}

/** Whether an input may have a Service. An unreadable input counts as one without. */
export function mayHaveService(input: Input): boolean {
  try {
    return !input.isDockerfile && !input.isLinkToFolder && mayMatch(input.preview(), [/\bService\b/]);
  } catch {
    return false; // The evaluation stops at the same place, and reports the error.
  }
}

/**
 * The documents of an input that others may depend on.
 *
 * @param readsAll whether all documents are wanted
 * @throws YamlError if it cannot be read
 */
export function* learnable(input: Input, readsPorts: boolean, readsAll = false): Generator<LearnableDocument> {
  const { parse = parseDocument } = input;
  if (input.isDockerfile || input.isLinkToFolder || !(readsAll || mayMatch(input.preview(), readsPorts ? [WORDS, OF_PORTS] : [WORDS]))) {
    return;
  }
  for (const source of readDocuments(input.preview())) {
    const hasWord = readsAll || WORDS.test(source.text);
    if (hasWord || (readsPorts && OF_PORTS.test(source.text))) {
      const objects = () => {
        const { value } = parse(source);
        return isObject(value) ? objectsIn(value).map(({ object }) => object) : [];
      };
      yield { hasWord, objects };
    }
  }
}

/** Whether some document of a file may match: finding that out is much faster than dividing a file into documents. */
function mayMatch(chunks: Iterable<Uint8Array>, patterns: readonly RegExp[]): boolean {
  let before = '';
  for (const { buffer, byteOffset, byteLength } of chunks) {
    const text = before + Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
    // UTF-16 and UTF-32 have zeros between letters.
    if (text.includes('\0') || patterns.some((pattern) => pattern.test(text))) {
      return true;
    }
    before = text.slice(-LONGEST_WORD);
  }
  return false;
}

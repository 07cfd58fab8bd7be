import { Input, isManifestName, Rendering } from './input';
import { mayHaveObject } from './may-have-object';
import { parseDocument } from './parsed-document';
import { unreadable } from './unreadable';
import { DuplicateKeys } from '../../formats/manifest/duplicate-keys';
import { InputError } from '../../formats/manifest/input-error';
import { isObject, JsonObject, Path } from '../../formats/manifest/json';
import { isKustomizationFile, typedKustomization } from '../../formats/manifest/kustomization';
import { LocatedObject, objectsIn, unreadableItem } from '../../formats/manifest/workload';
import { readDocuments } from '../../formats/yaml/documents';
import { SourceDocument, Tokens } from '../../formats/yaml/source';
import { KeyRange, SourceRange } from '../../formats/yaml/source-lines';
import { YamlError } from '../../formats/yaml/yaml-error';
import { isLockFile } from '../../knowledge/image-lock/locked-images';

/** A readable document that kubectl would refuse, because it is not an object. */
export class NotAnObjectError extends InputError {}

/** A document of a file. */
export interface ManifestDocument {
  /** Number of the document in the file, counting from 1. Empty documents are not counted. */
  readonly number: number;
  /** The object that kubectl would apply; undefined for other YAML in a folder. */
  readonly manifest?: JsonObject;
  readonly source: SourceDocument;
  readonly tokens: Tokens;
  readonly rangeOf: (path: Path) => SourceRange;
  readonly keyRangeOf: (path: Path) => KeyRange;
  /** Undefined if there are none. */
  readonly duplicateKeys?: DuplicateKeys;
}

/**
 * The documents of a manifest file, one by one. A file in a folder that cannot be read, and that cannot contain an object, ends there
 * without an error.
 *
 * @throws InputError if a document cannot be read
 * @throws NotAnObjectError if the user named the input, and a document or an item of a list is not a Kubernetes object
 */
export function* documentsIn(input: Input): Generator<ManifestDocument> {
  const { parse = parseDocument } = input;
  let number = 0;
  let text = '';
  try {
    for (const source of readDocuments(input.chunks())) {
      ({ text } = source);
      const { tokens, value, duplicateKeys, lines } = parse(source);
      if (value !== null) {
        number++;
        const rangeOf = (path: Path) => lines().rangeOf(path);
        const keyRangeOf = (path: Path) => lines().keyRangeOf(path);
        yield { number, manifest: manifestIn(value, input, number, rangeOf), source, tokens, rangeOf, keyRangeOf, duplicateKeys };
      }
    }
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    if (mayHaveObject(input)) {
      throw unreadable(input.name, error, text);
    }
  }
}

/** The objects of a document. A list is included only if it has a duplicate key, such as `items`. */
export function documentObjects({ manifest, duplicateKeys }: ManifestDocument): readonly LocatedObject[] {
  if (!manifest) {
    return [];
  }
  const objects = objectsIn(manifest);
  if (!duplicateKeys || duplicateKeys.in([]).length === 0 || objects.some(({ path }) => path.length === 0)) {
    return objects;
  }
  const { items: _, ...list } = manifest;
  return [{ object: list, path: [] }, ...objects];
}

/** The comment that Helm writes above each object. */
const TEMPLATE = /^(?:---[^\n]*\n)?# Source: (\S+)/;

/** The source file of a rendered document. */
export function templateOf(document: SourceDocument, { fileOf }: Rendering): string {
  return fileOf(templateNameOf(document));
}

/** The template of a document, as Helm names it; undefined without the comment. */
export function templateNameOf({ text }: SourceDocument): string | undefined {
  return TEMPLATE.exec(text)?.[1];
}

function manifestIn(read: unknown, { name, isNamed }: Input, number: number, rangeOf: ManifestDocument['rangeOf']): JsonObject | undefined {
  const value = isObject(read) && isKustomizationFile(name) ? typedKustomization(read) : read;
  if (!isObject(value) || !isKubernetesObject(value) || isLockFile(value)) {
    if (isNamed && isObject(value) && isLockFile(value)) {
      throw new NotAnObjectError(`${name}:${rangeOf([]).line}:1: document ${number} is a lock file, `
        + 'and not a Kubernetes object: pass it as --lock');
    }
    if (isNamed) {
      const hint = isManifestName(name) ? '' : '; a Dockerfile is known by its name, such as web.Dockerfile';
      throw new NotAnObjectError(`${name}:${rangeOf([]).line}:1: document ${number} is not a `
        + `Kubernetes object: it has no apiVersion and kind${hint}`);
    }
    return undefined;
  }
  const item = unreadableItem(value);
  // Without a kind, a document in a folder may look like a list by chance.
  if (item !== undefined && (isNamed || typeof value.kind === 'string')) {
    const { line } = rangeOf(['items', item]);
    throw new NotAnObjectError(`${name}:${line}:1: items[${item}] of document ${number} is not a `
      + 'Kubernetes object: give it an apiVersion and a kind');
  }
  return value;
}

/** Whether kubectl would send the document to the API server. */
function isKubernetesObject({ apiVersion, kind, items }: JsonObject): boolean {
  return Array.isArray(items) || (typeof apiVersion === 'string' && typeof kind === 'string');
}

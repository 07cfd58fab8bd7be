import { relative } from 'path';
import { templateFile } from './template-file';
import { escapePattern } from '../../formats/manifest/escape-pattern';
import { append } from '../../formats/manifest/group-by';
import { asArray, asObject, asString, isObject, JsonObject } from '../../formats/manifest/json';
import { groupOf } from '../../formats/manifest/workload';
import { readDocuments } from '../../formats/yaml/documents';
import { readDocument } from '../../formats/yaml/read-document';
import { templateNameOf } from '../audit/documents';

/** The fields that identify an object in any rendering. */
export interface TemplateObject {
  /** The template file, from Helm's `# Source:` comment. */
  readonly template?: string;
  /** The kind with its API group. */
  readonly kind: string;
  readonly name: string;
}

/** Configuration of kustomize itself, which is not deployed. */
const BUILT_IN = 'builtin';

/**
 * The objects of a rendering, with the items of lists.
 *
 * @throws Error at a document that is not YAML
 */
export function* templateObjects(text: string): Generator<TemplateObject> {
  for (const document of readDocuments([Buffer.from(text)])) {
    const value = readDocument(document);
    for (const { apiVersion, kind, metadata } of isObject(value) ? withItems(value) : []) {
      if (apiVersion !== BUILT_IN) {
        yield {
          template: templateNameOf(document),
          kind: `${groupOf(apiVersion)}/${String(kind)}`,
          name: asString(asObject(metadata).name) ?? '',
        };
      }
    }
  }
}

/** An object, or the items of a list. */
export function withItems(value: JsonObject): readonly JsonObject[] {
  return asString(value.kind)?.endsWith('List') ? asArray(value.items).map(asObject).flatMap(withItems) : [value];
}

/** A chart, and its copy inside another chart. */
export interface ChartCopy {
  /** The original, which is rendered alone. */
  readonly chart: string;
  /** The folder or archive of the copy. */
  readonly copy: string;
  /** The chart that includes the copy. */
  readonly including: string;
}

/**
 * Whether each object of a chart has a counterpart in the rendering of the including chart: same template, same kind.
 * The names can differ, since most begin with the name of the release.
 *
 * @param own the rendering of the chart alone
 * @param text the rendering of the including chart
 */
export function hasObjectsOfCopy(own: string, text: string, { chart, copy, including }: ChartCopy): boolean {
  return hasAll(own, text, (object, isOwn) => {
    const file = templateFile(isOwn ? chart : including)(object.template);
    return `${relative(isOwn ? chart : copy, file)} ${object.kind}`;
  }, () => true);
}

/** The prefixes and suffixes that kustomizations add to names. A kustomization adds its affixes at most once, and skips some kinds. */
export interface Affixes {
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
}

/**
 * Whether a kustomize rendering contains each object of another rendering. The names may differ by the affixes.
 *
 * @param own the other rendering
 * @param text the kustomize rendering
 */
export function hasObjectsOf(own: string, text: string, { prefixes, suffixes }: Affixes): boolean {
  const [before, after] = [prefixes, suffixes].map(upToAll);
  return hasAll(own, text, ({ kind }) => kind,
    (object, other) => new RegExp(`^${before}${escapePattern(nameWithoutHash(object))}${after}$`).test(nameWithoutHash(other)));
}

function upToAll(texts: readonly string[]): string {
  return texts.length === 0 ? '' : `(?:${texts.map(escapePattern).join('|')}){0,${texts.length}}`;
}

/** Kustomize appends a hash to the names of generated objects. */
function nameWithoutHash({ kind, name }: TemplateObject): string {
  return GENERATED.has(kind) ? name.replace(/-[a-z0-9]{10}$/, '') : name;
}

const GENERATED = new Set(['/ConfigMap', '/Secret']);

/** Matches each object of `own` with a different object of `text`. False if an object has no match, or if a text is not YAML. */
function hasAll(
  own: string,
  text: string,
  keyOf: (object: TemplateObject, isOwn: boolean) => string,
  isSame: (own: TemplateObject, other: TemplateObject) => boolean,
): boolean {
  try {
    const others = new Map<string, TemplateObject[]>();
    for (const object of templateObjects(text)) {
      append(others, keyOf(object, false), [object]);
    }
    // The longest name first, so that `web` does not take the counterpart of `web-admin`.
    const objects = [...templateObjects(own)].sort((a, b) => b.name.length - a.name.length);
    return objects.every((object) => {
      const left = others.get(keyOf(object, true)) ?? [];
      const index = left.findIndex((other) => isSame(object, other));
      return index >= 0 && left.splice(index, 1).length > 0;
    });
  } catch {
    return false;
  }
}

import { asArray, asObject, asString, isObject, JsonObject } from '../../../formats/manifest/json';
import { mergedValues } from '../chart/chart';
import { Operation } from '../patches/json-patch';
import { Patch, PatchTarget, targetOf } from '../patches/patch';

/** The committed values and patches of a release. Users may have added lines. */
export interface CommittedForm {
  readonly values: JsonObject;
  readonly patches: readonly Patch[];
}

/** The folder of a form. */
export interface CommittedFolder {
  /** The name of the release. */
  readonly release: string;
  /** The documents of a file; none if the file is missing or outside the folder. */
  readonly documentsIn: (file: string) => readonly JsonObject[];
  /** The documents in a text of a file. */
  readonly documentsOf: (text: string) => readonly unknown[];
  /** Called with a sentence about each part of a file that cannot be compared. */
  readonly onRemark: (text: string) => void;
}

/** Merges values from files of the folder and from maps. Later layers override earlier layers. */
export function layered(layers: readonly unknown[], { documentsIn }: CommittedFolder): JsonObject {
  return layers.map((layer) => typeof layer === 'string' ? asObject(documentsIn(layer)[0]) : asObject(layer)).reduce(mergedValues, {});
}

/** Strategic merge patches that name their own objects. */
export function mergesIn(documents: readonly unknown[]): readonly Patch[] {
  return documents.filter(isObject).map((merge) => ({ target: targetOf(merge), title: titleOf(targetOf(merge)), isHook: false, merge }));
}

/** The `patches` of a kustomization. */
export function patchesIn(patches: unknown, folder: CommittedFolder): readonly Patch[] {
  return asArray(patches).map(asObject).flatMap(({ path, patch, target }) => {
    const file = asString(path);
    const documents = file !== undefined ? folder.documentsIn(file) : folder.documentsOf(asString(patch) ?? '');
    return target === undefined ? mergesIn(documents) : documents.flatMap((each) => targeted(asObject(target), each, folder));
  });
}

/** A literal name in a selector. Kustomize reads other names as regular expressions. */
const LITERAL = /^[\w.-]*$/;
const SELECTORS = ['labelSelector', 'annotationSelector'];

/** A patch for the objects that a selector of kustomize matches. */
export function targeted(target: JsonObject, patch: unknown, { onRemark }: CommittedFolder): readonly Patch[] {
  const { group, version, kind, name, namespace } = target;
  const fields = Object.entries({ group, version, kind, name, namespace }).filter(([, value]) => value !== undefined && value !== '');
  const title = titleOf({ kind: String(kind ?? 'object'), name: String(name ?? '') });
  if (SELECTORS.some((field) => target[field] !== undefined) || fields.some(([, value]) => !LITERAL.test(String(value)))) {
    onRemark(`a patch for ${title} selects by labels, annotations or a pattern, so it was not compared`);
    return [];
  }
  const selector: Partial<PatchTarget> = Object.fromEntries(fields.map(([field, value]) => [field, String(value)]));
  const common = { target: selector, title, isHook: false, isSelector: true };
  if (Array.isArray(patch)) {
    return [{ ...common, operations: patch as readonly Operation[] }];
  }
  // The selector decides, and the target in the patch is ignored.
  const { apiVersion: _, kind: __, metadata, ...rest } = asObject(patch);
  const { name: ___, namespace: ____, ...others } = asObject(metadata);
  return [{ ...common, merge: { ...rest, ...Object.keys(others).length > 0 && { metadata: others } } }];
}

function titleOf({ kind, name }: Pick<PatchTarget, 'kind' | 'name'>): string {
  return `${kind} ${name}`.trimEnd();
}

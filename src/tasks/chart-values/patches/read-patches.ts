import { Operation } from './json-patch';
import { Patch, targetOf } from './patch';
import { asArray, asObject, asString, isObject, JsonObject } from '../../../formats/manifest/json';
import { readDocuments } from '../../../formats/yaml/documents';
import { readDocument } from '../../../formats/yaml/read-document';

/** The patches of a file of strategic merge patches. */
export function readMergePatches(text: string, isHook: boolean): readonly Patch[] {
  return documentsIn(text).map((merge) => ({ target: targetOf(merge), title: titleOf(merge), isHook, merge }));
}

/** The JSON patches that a kustomization has in it. */
export function readOperations(text: string): readonly Patch[] {
  return documentsIn(text).flatMap(({ patches }) => asArray(patches).map(asObject)).flatMap(({ target, patch }): readonly Patch[] => {
    const [operations] = typeof patch === 'string' ? valuesIn(patch) : [];
    const { group, version, kind, name, namespace } = asObject(target);
    return Array.isArray(operations) ? [{
      target: {
        group: asString(group) ?? '',
        version: asString(version) ?? '',
        kind: asString(kind) ?? '',
        name: asString(name) ?? '',
        ...namespace !== undefined && { namespace: String(namespace) },
      },
      title: `${asString(kind) ?? ''} ${asString(name) ?? ''}`,
      isHook: false,
      operations: operations as readonly Operation[],
    }] : [];
  });
}

function titleOf({ kind, metadata }: JsonObject): string {
  return `${asString(kind) ?? ''} ${asString(asObject(metadata).name) ?? ''}`;
}

function documentsIn(text: string): readonly JsonObject[] {
  return valuesIn(text).filter(isObject);
}

function valuesIn(text: string): readonly unknown[] {
  return [...readDocuments([Buffer.from(text)])].map(readDocument);
}

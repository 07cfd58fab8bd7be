import { InputError } from '../../../formats/manifest/input-error';
import { asObject, asString, isObject, JsonObject } from '../../../formats/manifest/json';
import { refOf, refText } from '../../../formats/manifest/object-ref';
import { PodView } from '../../../formats/manifest/pod';
import { objectName, objectsIn, podsOf } from '../../../formats/manifest/workload';
import { readDocuments } from '../../../formats/yaml/documents';
import { hasUnevenFold } from '../../../formats/yaml/folded-texts';
import { readTokens } from '../../../formats/yaml/read-document';
import { YamlError } from '../../../formats/yaml/yaml-error';
import { tokensOf } from '../../../formats/yaml/yaml-tokens';

/** An object that a chart renders. */
export interface ChartObject {
  /** See `patchKey`. */
  readonly key: string;
  /** The object's name in reports, such as `Deployment web`. */
  readonly title: string;
  readonly object: JsonObject;
  readonly pods: readonly PodView[];
  /** The template file of the object, such as `web/templates/deployment.yaml`. */
  readonly template?: string;
  /** The hooks of the object, such as `test` or `pre-install,post-install`; undefined for an object of the release itself. */
  readonly hook?: string;
  /** Whether its document repeats a key, which kustomize cannot read. */
  readonly hasDuplicateKeys: boolean;
  /** Whether its document has a text whose line breaks kustomize changes. */
  readonly hasUnevenFold: boolean;
}

const HOOK = 'helm.sh/hook';
const SOURCE = /^# Source: (.+)$/m;

/**
 * The objects in the output of `helm template`.
 *
 * @param isRead whether to read a document, by its text. Default: every document is read.
 * @throws InputError if it is not YAML
 */
export function renderedObjects(text: string, isRead?: (text: string) => boolean): readonly ChartObject[] {
  return withOwnKeys(renderedDocuments(text, isRead).flatMap(({ objects }) => objects));
}

/** A document in the output of `helm template`. */
export interface RenderedDocument {
  readonly text: string;
  readonly objects: readonly ChartObject[];
}

/** @throws InputError if it is not YAML */
export function renderedDocuments(text: string, isRead: (text: string) => boolean = () => true): readonly RenderedDocument[] {
  try {
    return [...readDocuments([Buffer.from(text)])].filter((source) => isRead(source.text)).map((source) => {
      let hasDuplicateKeys = false;
      const tokens = tokensOf(source);
      const value = readTokens(tokens, () => {
        hasDuplicateKeys = true;
      });
      const template = SOURCE.exec(source.text)?.[1].trim();
      const ofDocument = { hasDuplicateKeys, hasUnevenFold: hasUnevenFold(tokens) };
      const objects = isObject(value) ? objectsIn(value).map(({ object }) => toRendered(object, template, ofDocument)) : [];
      return { text: source.text, objects };
    });
  } catch (error) {
    if (error instanceof YamlError) {
      throw new InputError(`the chart renders invalid YAML in line ${error.line}: ${error.message}`);
    }
    throw error;
  }
}

/** @throws InputError if two workloads have the same key, by which patches and comparisons identify them */
export function withOwnKeys(objects: readonly ChartObject[]): readonly ChartObject[] {
  const keys = new Set<string>();
  for (const { key } of objects.filter((each) => each.pods.length > 0)) {
    if (keys.has(key)) {
      throw new InputError(`the chart renders two objects that are ${key}, such as hooks for two events: `
        + 'no patch can tell them apart, so nothing was written');
    }
    keys.add(key);
  }
  return objects;
}

/** The objects that create pods: Kubernetes workloads, and custom resources with complete pods. */
export function workloadsIn(objects: readonly ChartObject[]): readonly ChartObject[] {
  return objects.filter(({ pods }) => pods.length > 0);
}

/** Whether Helm only creates the object for `helm test`. */
export function isTest({ hook }: ChartObject): boolean {
  return hook !== undefined && hook.split(',').every((each) => /^\s*test(?:-success|-failure)?\s*$/.test(each));
}

/** A key that identifies an object when values change, such as `apps/v1 Deployment shop/web`. */
export function patchKey(object: JsonObject): string {
  return `${asString(object.apiVersion) ?? ''} ${refText(refOf(object))}`;
}

function toRendered(
  object: JsonObject, template: string | undefined, ofDocument: Pick<ChartObject, 'hasDuplicateKeys' | 'hasUnevenFold'>,
): ChartObject {
  const { annotations } = asObject(object.metadata);
  return {
    key: patchKey(object),
    title: `${asString(object.kind) ?? ''} ${objectName(object)}`,
    object,
    pods: podsOf(object),
    template,
    hook: asString(asObject(annotations)[HOOK]),
    ...ofDocument,
  };
}

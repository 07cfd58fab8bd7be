import { isInline } from './file';
import { asArray, asObject, asString, JsonObject } from '../../../formats/manifest/json';

/** The files and folders that a kustomization reads. */
export interface References {
  /** Files of objects, and folders with kustomizations of their own. */
  readonly resources: readonly string[];
  /** Files of generators, transformers and validators, and folders with kustomizations of them. */
  readonly plugins: readonly string[];
  /** The same as YAML in the kustomization itself. */
  readonly inlinePlugins: readonly string[];
  /** Files of anything else. */
  readonly files: readonly string[];
}

const RESOURCES = ['resources', 'bases', 'components'];
const PLUGINS = ['generators', 'transformers', 'validators'];
const GENERATORS = ['configMapGenerator', 'secretGenerator'];
/** Lists of files. */
const FILES = ['crds', 'configurations', 'patchesStrategicMerge'];
/** Lists of objects that name a file as their `path`. */
const WITH_PATH = ['patches', 'patchesJson6902', 'replacements'];

/** The files and folders that a kustomization names, as it writes them. */
export function referencesIn(kustomization: JsonObject): References {
  const textsOf = (field: string) => asArray(kustomization[field]).flatMap((each) => asString(each) ?? []);
  const objectsOf = (field: string) => asArray(kustomization[field]).map(asObject);
  const plugins = PLUGINS.flatMap(textsOf);
  return {
    resources: RESOURCES.flatMap(textsOf),
    plugins: plugins.filter((text) => !isInline(text)),
    inlinePlugins: plugins.filter(isInline),
    files: [
      ...FILES.flatMap(textsOf).filter((text) => !isInline(text)),
      ...[...WITH_PATH.flatMap(objectsOf), asObject(kustomization.openapi)].flatMap(({ path }) => asString(path) ?? []),
      ...GENERATORS.flatMap(objectsOf).flatMap(generated),
    ],
  };
}

function generated({ files, envs, env }: JsonObject): readonly string[] {
  return [...asArray(files).map(withoutKey), ...asArray(envs), env].flatMap((each) => asString(each) ?? []);
}

/** A file in a ConfigMap can have a key of its own: `key=path`. */
function withoutKey(file: unknown): string | undefined {
  const text = asString(file);
  return text?.slice(text.indexOf('=') + 1);
}

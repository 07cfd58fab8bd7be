import { isInline } from './file';
import { asArray, asObject, asString, JsonObject } from '../../../formats/manifest/json';

/** The files and folders that a kustomization reads. */
export interface References {
  /** Files of objects, and folders with kustomizations of their own. */
  readonly resources: readonly string[];
  /** Files of generators, transformers and validators, and folders with kustomizations of them. */
  readonly plugins: readonly string[];
  /** Plugins as YAML in the kustomization itself. */
  readonly inlinePlugins: readonly string[];
  /** All other files. */
  readonly files: readonly string[];
  /** The number of fields that render charts. */
  readonly charts: number;
}

const RESOURCES = ['resources', 'bases', 'components'];
const PLUGINS = ['generators', 'transformers', 'validators'];
const GENERATORS = ['configMapGenerator', 'secretGenerator'];
/** Lists of files. Kustomize still reads the old form of `patches`, which is such a list. */
const FILES = ['crds', 'configurations', 'patchesStrategicMerge', 'patches'];
/** Lists of objects that name a file as their `path`. */
const WITH_PATH = ['patches', 'patchesJson6902', 'replacements'];
/** Objects that name a file as their `path`. */
const WITH_OWN_PATH = ['openapi'];
const CHARTS = ['helmCharts', 'helmGlobals', 'helmChartInflationGenerator'];
const TYPE = ['apiVersion', 'kind', 'metadata'];

/** Fields with file names in objects of lists, and in plugins. */
const IN_OBJECTS = ['files', 'envs', 'env', 'path', 'paths'];

const FIELDS = foldedNames([...TYPE, ...RESOURCES, ...PLUGINS, ...GENERATORS, ...FILES, ...WITH_PATH, ...WITH_OWN_PATH, ...CHARTS]);
const FIELDS_IN_OBJECTS = foldedNames([...TYPE, ...IN_OBJECTS, ...WITH_PATH]);
/** Fields that cannot change what a folder of plugins includes. */
const OF_PLUGIN_FOLDER: ReadonlySet<string> = new Set([...TYPE, ...RESOURCES]);

/** The files and folders that a kustomization names, as it writes them. */
export function referencesIn(kustomization: JsonObject): References {
  const textsOf = (field: string) => asArray(kustomization[field]).flatMap((each) => asString(each) ?? []);
  const objectsOf = (field: string) => asArray(kustomization[field]).map(asObject);
  const plugins = PLUGINS.flatMap(textsOf);
  return {
    resources: RESOURCES.flatMap(textsOf),
    plugins: plugins.filter((text) => !isInlinePlugin(text)),
    inlinePlugins: plugins.filter(isInlinePlugin),
    files: [
      ...FILES.flatMap(textsOf).filter((text) => !isInline(text)),
      ...withPath(kustomization).flatMap(({ path }) => asString(path) ?? []),
      ...GENERATORS.flatMap(objectsOf).flatMap(generated),
    ],
    charts: CHARTS.filter((field) => kustomization[field] !== undefined).length,
  };
}

/** Whether kustomize reads a text as a plugin. It tries YAML first, also for a single line, and only then the name of a file. */
function isInlinePlugin(text: string): boolean {
  return isInline(text) || text.includes('{');
}

/** The plugins in an object: kustomize takes the items of a list, too. */
export function pluginsIn(object: JsonObject): readonly JsonObject[] {
  return [object, ...asArray(object.items).map(asObject).flatMap(pluginsIn)];
}

/** The files that a built-in plugin names. */
export function filesOfPlugin(plugin: JsonObject): readonly string[] {
  const named = [plugin, ...withPath(plugin)].flatMap(({ path, paths }) => [path, ...asArray(paths)]);
  return [...generated(plugin), ...named.flatMap((each) => asString(each) ?? []).filter((text) => !isInline(text))];
}

/**
 * A key in another letter case, which kustomize accepts because JSON in Go does. The files in its value would not be checked. Undefined if
 * all keys have the usual case.
 */
export function misspelledKey(kustomization: JsonObject): string | undefined {
  const generators = GENERATORS.flatMap((field) => asArray(kustomization[field])).map(asObject);
  const inObjects = [...generators, ...withPath(kustomization)].map((object) => misspelledIn(object, FIELDS_IN_OBJECTS));
  return [misspelledIn(kustomization, FIELDS), ...inObjects].find((key) => key !== undefined);
}

/** Like `misspelledKey`, for a plugin. */
export function misspelledKeyOfPlugin(plugin: JsonObject): string | undefined {
  return [plugin, ...withPath(plugin)].map((object) => misspelledIn(object, FIELDS_IN_OBJECTS)).find((key) => key !== undefined);
}

/** A field with which a folder of plugins would change the checked plugins; undefined if there is none. */
export function fieldThatChangesPlugins(kustomization: JsonObject): string | undefined {
  return Object.keys(kustomization).find((key) => !OF_PLUGIN_FOLDER.has(key));
}

function misspelledIn(object: JsonObject, names: ReadonlyMap<string, string>): string | undefined {
  return Object.keys(object).find((key) => (names.get(folded(key)) ?? key) !== key);
}

/** The objects in a kustomization or a plugin that can have a `path`. */
function withPath(object: JsonObject): readonly JsonObject[] {
  const inLists = WITH_PATH.flatMap((field) => asArray(object[field]));
  return [...inLists, ...WITH_OWN_PATH.map((field) => object[field])].map(asObject);
}

function foldedNames(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [folded(name), name]));
}

/** A key in lower case. Go also turns the long s and the Kelvin sign into ASCII letters. */
function folded(key: string): string {
  return key.toUpperCase().toLowerCase();
}

function generated({ files, envs, env }: JsonObject): readonly string[] {
  return [...asArray(files).map(withoutKey), ...asArray(envs), env].flatMap((each) => asString(each) ?? []);
}

/** The path of a file for a ConfigMap. A key can come before the path: `key=path`. */
function withoutKey(file: unknown): string | undefined {
  const text = asString(file);
  return text?.slice(text.indexOf('=') + 1);
}

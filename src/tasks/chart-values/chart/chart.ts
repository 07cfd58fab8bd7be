import { ChartSources, filesInArchive } from './chart-files';
import { asArray, asObject, isObject, JsonObject, scalarText, setOwn } from '../../../formats/manifest/json';
import { readSingleDocument } from '../../../formats/yaml/single-document';

/** The keys of a value, from the root: `['server', 'securityContext']`. */
export type ValuePath = readonly string[];

/** A chart with its subcharts. */
export interface Chart {
  readonly name: string;
  readonly version: string;
  /** The default values. Values of subcharts are under their names or aliases. */
  readonly values: JsonObject;
  readonly templates: readonly ChartTemplate[];
  /** Whether it or a subchart has a schema for its values. */
  readonly hasSchema: boolean;
}

/** A template, and the place of its values in the values of the whole chart. */
export interface ChartTemplate {
  /** Its path in its chart or subchart, such as `templates/db.yaml`. */
  readonly file: string;
  readonly text: string;
  /** The keys of the subchart's values; empty for the chart itself. */
  readonly prefix: ValuePath;
}

const SCHEMA = 'values.schema.json';
/** Maximum depth of subcharts. */
const MAX_DEPTH = 8;

/** The values that a chart defines. Unreadable files count as empty, because Helm reports their errors. */
export function readChart(files: ChartSources, prefix: ValuePath = [], depth = 0): Chart {
  const { name, version, dependencies } = yamlOf(files, 'Chart.yaml');
  const templates = [...files].filter(([file]) => file.startsWith('templates/'))
    .map(([file, bytes]) => ({ file, text: bytes.toString(), prefix }));
  const required = [...asArray(dependencies), ...asArray(yamlOf(files, 'requirements.yaml').dependencies)].map(asObject);
  let hasSchema = files.has(SCHEMA);
  let values = yamlOf(files, 'values.yaml');
  const defaults: JsonObject = {};
  for (const subchart of depth < MAX_DEPTH ? subcharts(files) : []) {
    for (const key of namesOf(scalarText(yamlOf(subchart, 'Chart.yaml').name) ?? '', required)) {
      const read = readChart(subchart, [...prefix, key], depth + 1);
      templates.push(...read.templates);
      hasSchema ||= read.hasSchema;
      setOwn(defaults, key, read.values);
    }
  }
  values = mergedValues(defaults, values);
  return { name: scalarText(name) ?? '', version: scalarText(version) ?? '', values, templates, hasSchema };
}

/** Merges `over` into `under` as Helm does: maps are merged, other values are replaced. */
export function mergedValues(under: JsonObject, over: JsonObject): JsonObject {
  const merged: JsonObject = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const before = Object.hasOwn(merged, key) ? merged[key] : undefined;
    setOwn(merged, key, isObject(before) && isObject(value) ? mergedValues(before, value) : value);
  }
  return merged;
}

/** The keys of a subchart in the values of its parent: its aliases, and its own name, which Helm uses if the version does not match. */
function namesOf(name: string, required: readonly JsonObject[]): readonly string[] {
  const aliases = required.filter((dependency) => scalarText(dependency.name) === name).flatMap(({ alias }) => scalarText(alias) ?? []);
  return [...new Set([...aliases, name])];
}

function subcharts(files: ChartSources): readonly ChartSources[] {
  const folders = new Map<string, Map<string, Buffer>>();
  const archives: ChartSources[] = [];
  for (const [file, bytes] of files) {
    const [, folder, rest] = /^charts\/([^/]+)(?:\/(.+))?$/.exec(file) ?? [];
    if (folder !== undefined && rest !== undefined) {
      folders.set(folder, (folders.get(folder) ?? new Map<string, Buffer>()).set(rest, bytes));
    } else if (folder !== undefined) {
      archives.push(...readable(() => [filesInArchive(bytes)]) ?? []);
    }
  }
  return [...folders.values(), ...archives];
}

function yamlOf(files: ChartSources, file: string): JsonObject {
  const bytes = files.get(file);
  return asObject(bytes && readable(() => readSingleDocument(bytes).value));
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

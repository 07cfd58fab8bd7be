import type { Unreached } from './unreached';
import { asObject, isArray, isSameJson, Path } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { HardenedDocument } from '../../audit/harden';
import { templateOfObject } from '../chart/assessment';
import { Chart, ValuePath } from '../chart/chart';
import { isRandomName } from '../chart/random-names';
import { pathKey } from '../choose/values';
import { rootOf } from '../trace/fields';
import { Arrival } from '../trace/marks';
import { containerKey } from '../trace/places';
import { Trace } from '../trace/trace';

/** Fields for which charts have values. */
const PROPOSED: ReadonlySet<string> = new Set(['securityContext', 'resources', 'volumes', 'volumeMounts', 'automountServiceAccountToken']);

/** Lines for templates with which values reach fields, as the maintainers of the chart would write them. */
export function proposalsFor(unreached: Unreached, trace: Pick<Trace, 'arrivals' | 'untraced'>, chart: Chart): readonly string[] {
  const { workload: { rendered }, fields, class: reason } = unreached;
  if (reason === 'switched-off' || reason === 'incomplete' || !hasContainers(rendered.template ?? '', chart)) {
    return [];
  }
  const roots = [...new Set(fields.map(rootOf))].filter((field) => PROPOSED.has(field));
  return roots.flatMap((field) => proposalFor(unreached, field, trace) ?? []);
}

/** Whether a template writes the containers of a pod itself. A line has no place in a template that includes them from another one. */
function hasContainers(name: string, { templates }: Chart): boolean {
  const prefix = subchartsIn(name);
  const file = `templates/${name.slice(name.indexOf('/templates/') + '/templates/'.length)}`;
  return templates.some((each) => each.file === file && isSameJson(each.prefix, prefix) && /^\s*(?:-\s+)?containers:/m.test(each.text));
}

function proposalFor(
  { workload, container: name, pod: index }: Unreached, field: string, { arrivals, untraced }: Pick<Trace, 'arrivals' | 'untraced'>,
): string | undefined {
  const { rendered, document } = workload;
  const template = templateOfObject(workload);
  const pod = rendered.pods[index];
  const container = pod.containers.find((each) => containerKey(each) === name);
  const component = container ?? pod.containers.find(({ list }) => list === 'containers');
  if (template === undefined || component === undefined || (name !== undefined && !container)) {
    return undefined;
  }
  const prefix = subchartsIn(rendered.template ?? '');
  const taken = new Set(arrivals.filter(({ place }) => place.workload !== rendered.key || place.pod !== index || place.container !== name)
    .map(({ mark: { candidate } }) => pathKey(candidate.path)));
  const here = arrivals.filter(({ place }) => place.workload === rendered.key && place.pod === index);
  const own = mapsOf(here.filter(({ place }) => place.container === name), prefix);
  const ofPod = mapsOf(here.filter(({ place }) => place.container === undefined), prefix);
  // A pod can have containers of several components.
  const maps = own.length === 0 && ofPod.length === 1 ? ofPod : own;
  // Some charts call the security context of the pod `securityContext`.
  const isOfPod = arrivals.some(({ place, mark: { candidate } }) => place.workload === rendered.key && place.container === undefined
    && candidate.path.at(-1) === 'securityContext');
  const values = valuesFor(nameFor(field, name === undefined, isOfPod), component, maps);
  const value = values.find((path) => !taken.has(pathKey([...prefix, ...path])));
  // The chart may already have this value, with an unknown destination.
  if (!value || untraced.some(({ path }) => pathKey(path) === pathKey([...prefix, ...value]))) {
    return undefined;
  }
  const owner = container?.path ?? pod.path;
  const line = lineFor(
    field,
    value,
    { owner, first: container ? owner : [...owner, 'containers'], own: (container ?? pod).json[field] },
    document,
  );
  return line === undefined ? undefined : `${template}: ${line}`;
}

/** The place of a new line in a template. */
interface LinePlace {
  /** The pod or the container. */
  readonly owner: Path;
  /** A field of the owner. The line begins in the same column. */
  readonly first: Path;
  /** The current value of the field. */
  readonly own: unknown;
}

/**
 * A line that renders nothing if the value, or a map around it, is not set. Undefined if the field is already there in braces or empty:
 * a second field with the same key would be invalid.
 */
function lineFor(field: string, value: ValuePath, { owner, first, own }: LinePlace, document: HardenedDocument): string | undefined {
  const text = valueText(value);
  if (field === 'automountServiceAccountToken') {
    return `${field}: {{ ${text} }}`;
  }
  const column = columnOf(first, document);
  const [inner] = isArray(own) ? own.keys() : Object.keys(asObject(own));
  if (inner !== undefined) {
    const innerColumn = column === undefined ? undefined : columnOf([...owner, field, inner], document);
    return innerColumn === undefined
      ? undefined
      : `at the end of ${field}: {{ with ${text} }}{{- toYaml . | nindent ${innerColumn - 1 - (isArray(own) ? STEP : 0)} }}{{ end }}`;
  }
  if (own !== undefined) {
    return undefined;
  }
  return column === undefined ? `${field}: {{ ${text} | default ${LISTS.has(field) ? 'list' : 'dict'} | toJson }}`
    : `{{ with ${text} }}${field}: {{- toYaml . | nindent ${column - 1 + STEP} }}{{ end }}`;
}

const LISTS: ReadonlySet<string> = new Set(['volumes', 'volumeMounts']);
/** Number of columns from the key of a map, or the dash of an item, to its fields. */
const STEP = 2;

/** The column of a map's fields, counting from 1; undefined for a map in braces, to which no line can be added. */
function columnOf(path: Path, { rangeOf, source }: HardenedDocument): number | undefined {
  // An item of a list begins after the dash, where its first field begins.
  const { line, column } = rangeOf(path);
  const text = source.text.split('\n')[line - source.line];
  return /[{[]/.test(text.slice(0, column)) ? undefined : column;
}

/** A value such as `($.Values.web).resources`. Without the parentheses, Helm fails if `web` is not set. `$` also works in `range`. */
function valueText(path: ValuePath): string {
  return path.reduce((text, key, index) => index === 0 ? `${text}.${key}` : `(${text}).${key}`, '$.Values');
}

/** Charts often have a map for each component, which has values with these keys beside each other. */
const OF_COMPONENTS: ReadonlySet<string> = new Set([
  'securityContext', 'podSecurityContext', 'containerSecurityContext', 'resources', 'extraVolumes', 'extraVolumeMounts', 'volumes',
  'volumeMounts',
]);

/** The maps with values that arrive, each once. */
function mapsOf(arrivals: readonly Arrival[], prefix: ValuePath): readonly ValuePath[] {
  const paths = arrivals.map(({ mark: { candidate } }) => candidate.path)
    .filter((path) => OF_COMPONENTS.has(path.at(-1)!) && isSameJson(path.slice(0, prefix.length), prefix));
  return [...new Map(paths.map((path) => path.slice(prefix.length, -1)).map((path) => [pathKey(path), path])).values()];
}

/**
 * The values that a line can use, in the order of preference: in the chart's map for the component, at the root, and in a new map for the
 * component.
 */
function valuesFor(key: string, { name }: ContainerView, maps: readonly ValuePath[]): readonly ValuePath[] {
  const component = name.replace(/[^A-Za-z\d]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  // Names in templates do not begin with a digit.
  return [...maps.map((map) => [...map, key]), [key], ...(/^\d/.test(component) || isRandomName(name) ? [] : [[component, key]])];
}

function nameFor(field: string, isPod: boolean, isOfPod: boolean): string {
  switch (field) {
    case 'securityContext':
      if (isPod) {
        return 'podSecurityContext';
      }
      return isOfPod ? 'containerSecurityContext' : 'securityContext';
    case 'volumes': return 'extraVolumes';
    case 'volumeMounts': return 'extraVolumeMounts';
    default: return field;
  }
}

/** The keys of a subchart in the values of the chart, from the name of a template: `web/charts/db/templates/db.yaml`. */
function subchartsIn(template: string): ValuePath {
  const [folders] = template.split('/templates/');
  return folders.split('/charts/').slice(1);
}

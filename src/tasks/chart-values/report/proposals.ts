import { FieldGroup } from './leftover';
import { ContainerView } from '../../../formats/manifest/pod';
import { AssessedWorkload, templateOf } from '../chart/assessment';
import { ValuePath } from '../chart/chart';
import { pathKey } from '../choose/values';
import { Arrival } from '../trace/marks';
import { containerKey } from '../trace/places';

/** The line that gives fields of a pod or a container a value, as the maintainers of the chart would write it. */
export function proposalFor(
  workload: AssessedWorkload, { container: name, pod: index, fields: [first] }: FieldGroup, arrivals: readonly Arrival[],
): string | undefined {
  const { rendered, document } = workload;
  const template = templateOf(workload);
  const pod = rendered.pods[index];
  const container = pod.containers.find((each) => containerKey(each) === name);
  const component = container ?? pod.containers.find(({ list }) => list === 'containers');
  if (template === undefined || component === undefined || (name !== undefined && !container)) {
    return undefined;
  }
  const [field] = first.split('.');
  const prefix = subchartsIn(rendered.template ?? '');
  const taken = new Set(arrivals.filter(({ place }) => place.workload !== rendered.key || place.pod !== index || place.container !== name)
    .map(({ mark: { candidate } }) => pathKey(candidate.path)));
  // Some charts use the name `securityContext` for the pod's.
  const isOfPod = arrivals.some(({ place, mark: { candidate } }) => place.workload === rendered.key && place.container === undefined
    && candidate.path.at(-1) === 'securityContext');
  const value = valuesFor(nameFor(field, name === undefined, isOfPod), component).find((path) => !taken.has(pathKey([...prefix, ...path])));
  if (!value) {
    return undefined;
  }
  // The items of a list begin where their fields do, behind the dash.
  const { column } = document.rangeOf(container ? container.path : [...pod.path, 'containers']);
  const text = `.Values.${value.join('.')}`;
  return `${template}: ${field}: ${field === 'automountServiceAccountToken' ? `{{ ${text} }}` : `{{- toYaml ${text} | nindent ${column + 1} }}`}`;
}

/** The values that a line can be about: one of the chart, or one of the component if something else has that. */
function valuesFor(key: string, { name }: ContainerView): readonly ValuePath[] {
  return [[key], [name.replace(/[^A-Za-z\d]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? ''), key]];
}

function nameFor(field: string, isPod: boolean, isOfPod: boolean): string {
  switch (field) {
    case 'securityContext': return isPod ? 'podSecurityContext' : isOfPod ? 'containerSecurityContext' : 'securityContext';
    case 'volumes': return 'extraVolumes';
    case 'volumeMounts': return 'extraVolumeMounts';
    default: return field;
  }
}

/** By which names the values of the chart have the subchart of a template, as Helm writes it: `web/charts/db/templates/db.yaml`. */
function subchartsIn(template: string): ValuePath {
  const [folders] = template.split('/templates/');
  return folders.split('/charts/').slice(1);
}

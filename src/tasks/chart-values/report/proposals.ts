import { FieldGroup } from './leftover';
import { AssessedWorkload, templateOf } from '../chart/assessment';
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
  if (template === undefined || (name !== undefined && !container)) {
    return undefined;
  }
  const [field] = first.split('.');
  // The items of a list begin where their fields do, behind the dash.
  const { column } = document.rangeOf(container ? container.path : [...pod.path, 'containers']);
  const isTaken = arrivals.some(({ place, mark: { candidate } }) => place.workload === rendered.key
    && place.container === undefined && candidate.path.at(-1) === 'securityContext');
  const value = valueFor(field, container === undefined, isTaken);
  const line = field === 'automountServiceAccountToken' ? `${field}: {{ .Values.${value} }}`
    : `${field}: {{- toYaml .Values.${value} | nindent ${column + 1} }}`;
  return `${template}: ${line}`;
}

/** @param isTaken whether the pod has the value `securityContext` */
function valueFor(field: string, isPod: boolean, isTaken: boolean): string {
  switch (field) {
    case 'securityContext': return isPod ? 'podSecurityContext' : isTaken ? 'containerSecurityContext' : 'securityContext';
    case 'volumes': return 'extraVolumes';
    case 'volumeMounts': return 'extraVolumeMounts';
    default: return field;
  }
}

import { PodView } from '../../../formats/manifest/pod';
import { AssessedWorkload } from '../chart/assessment';
import { Arrival } from '../trace/marks';
import { containerKey } from '../trace/places';

/** The line that gives a field of a pod or a container a value, as the maintainers of the chart would write it. */
export function proposalFor(
  { rendered, document }: AssessedWorkload, container: string | undefined, index: number, fields: readonly string[], arrivals: readonly Arrival[],
): string | undefined {
  const pod = rendered.pods[index];
  const [field] = fields[0].split('.');
  const owner = container === undefined ? pod : pod.containers.find((each) => containerKey(each) === container);
  if (!owner || rendered.template === undefined) {
    return undefined;
  }
  const { column } = document.rangeOf(owner.path);
  // Values of its own, so that those of the workload stay as they are.
  const isTaken = arrivals.some(({ place, mark }) => place.workload === rendered.key && place.container === undefined && mark.candidate.path.at(-1) === 'securityContext');
  const value = nameOf(field, owner instanceof PodView, isTaken);
  const line = field === 'automountServiceAccountToken' ? `${field}: {{ .Values.${value} }}` : `${field}: {{- toYaml .Values.${value} | nindent ${column + 1} }}`;
  return `${rendered.template}: ${line}`;
}

function nameOf(field: string, isPod: boolean, isTaken: boolean): string {
  switch (field) {
    case 'securityContext': return isPod ? 'podSecurityContext' : isTaken ? 'containerSecurityContext' : 'securityContext';
    case 'volumes': return 'extraVolumes';
    case 'volumeMounts': return 'extraVolumeMounts';
    default: return field;
  }
}

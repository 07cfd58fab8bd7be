import { FieldGroup, Leftover, LeftoverClass } from './leftover';
import { proposalFor } from './proposals';
import { ChartAssessment, AssessedWorkload } from '../chart/assessment';
import { isTest } from '../chart/rendered';
import { wantedContainers, effective, valueAt, Want, wantsOf } from '../choose/wants';
import { differencesInPods } from '../prove/differences';
import { INHERITED, VALUE_FIELDS } from '../trace/fields';
import { Arrival } from '../trace/marks';
import { ValuePlace } from '../trace/places';
import { Trace } from '../trace/trace';

/** The fields that `wantsOf` compares. */
const KNOWN = Object.values(VALUE_FIELDS).flat().filter(({ mark }) => mark !== 'digest').map(({ field }) => field);

/** The fields that values leave to patches, by pod and container. */
export function unreached({ workloads }: ChartAssessment, trace: Pick<Trace, 'arrivals' | 'untraced'>): readonly Leftover[] {
  return workloads.flatMap((workload) => grouped(workload).map((group): Leftover => {
    const reason = classOf(workload, group, trace.arrivals);
    const roots = reason === 'switched-off' ? [] : [...new Set([...group.fields].map(rootOf))].filter((field) => PROPOSED.has(field));
    return {
      workload,
      container: group.container,
      fields: [...group.fields],
      class: reason,
      proposals: roots.flatMap((field) => proposalFor(workload, group, field, trace) ?? []),
    };
  }));
}

/** Fields for which charts have values. */
const PROPOSED: ReadonlySet<string> = new Set(['securityContext', 'resources', 'volumes', 'volumeMounts', 'automountServiceAccountToken']);

/** Groups fields by pod and container. A field that all containers inherit belongs to the pod. */
function grouped(workload: AssessedWorkload): readonly FieldGroup[] {
  const groups = new Map<string, FieldGroup & { readonly fields: Set<string> }>();
  for (const want of wantsOf([workload])) {
    const { pod, container: own, field } = want.place;
    const container = isOfPod(want, workload) ? undefined : own;
    const key = `${pod} ${container ?? ''}`;
    const group = groups.get(key) ?? { container, pod, fields: new Set() };
    groups.set(key, group);
    group.fields.add(field);
  }
  for (const { container, pod, field } of otherPlaces(workload)) {
    const key = `${pod} ${container ?? ''} others`;
    const group = groups.get(key) ?? { container, pod, fields: new Set() };
    groups.set(key, group);
    group.fields.add(field);
  }
  return [...groups.values()];
}

/** The fields without known chart values. */
function otherPlaces({ rendered, hardened }: AssessedWorkload): readonly ValuePlace[] {
  return differencesInPods(rendered, { ...rendered, pods: hardened.pods }).map(({ place }) => place)
    .filter(({ field }) => field !== 'containers' && !KNOWN.some((known) => field === known || field.startsWith(`${known}.`)));
}

function isOfPod({ place: { pod, field }, value }: Want, { rendered, hardened }: AssessedWorkload): boolean {
  const [before, after] = [rendered.pods[pod], hardened.pods[pod]];
  return INHERITED.has(field) && valueAt(before, field) === undefined
    && wantedContainers(before, after).every(([own, same]) => valueAt(own, field) === undefined && effective(same, field) === value);
}

function classOf({ rendered }: AssessedWorkload, { pod, container, fields }: FieldGroup, arrivals: readonly Arrival[]): LeftoverClass {
  const here = arrivals.filter(({ place }) => place.workload === rendered.key && place.pod === pod);
  const own = here.filter(({ place }) => place.container === container);
  const roots = new Set([...fields].map(rootOf));
  if ([...fields].every((field) => own.some(({ place }) => place.field === field))) {
    return isOfOnePlace(own.filter(({ place: { field } }) => fields.has(field)), arrivals) ? 'switched-off' : 'shared-value';
  }
  if (own.some(({ place: { field } }) => roots.has(rootOf(field)))) {
    return 'fixed-fields';
  }
  if (here.some(({ place }) => place.container === undefined && roots.has(rootOf(place.field)))) {
    return 'pod-only';
  }
  if (rendered.hook === undefined) {
    return 'no-value';
  }
  return isTest(rendered) ? 'test-hook' : 'hook';
}

/** Whether the values reach only one container or pod. If they are not usable even so, a condition around them prevents it. */
function isOfOnePlace(own: readonly Arrival[], arrivals: readonly Arrival[]): boolean {
  const [{ place: { workload, pod, container } }] = own;
  const candidates = new Set(own.map(({ mark: { candidate } }) => candidate));
  return arrivals.filter(({ mark: { candidate } }) => candidates.has(candidate))
    .every(({ place }) => place.workload === workload && place.pod === pod && place.container === container);
}

function rootOf(field: string): string {
  return field.split('.')[0];
}

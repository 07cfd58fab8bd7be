import { Leftover, LeftoverClass } from './leftover';
import { ChartAssessment, AssessedWorkload } from '../chart/assessment';
import { isTest } from '../chart/rendered';
import { READ_ONLY_ROOT, VOLUME_LISTS } from '../choose/blocked';
import { wantedContainers, effective, valueAt, Want, wantsOf } from '../choose/wants';
import { differencesInPods } from '../prove/differences';
import { rootOf, INHERITED, VALUE_FIELDS } from '../trace/fields';
import { Arrival } from '../trace/marks';
import { ValuePlace } from '../trace/places';

/** The fields that `wantsOf` compares. */
const KNOWN = Object.values(VALUE_FIELDS).flat().filter(({ mark }) => mark !== 'digest').map(({ field }) => field);

/** Fields of a pod or a container that no value sets. */
export interface Unreached extends Leftover {
  readonly pod: number;
}

type FieldGroup = Pick<Unreached, 'pod' | 'container'> & { readonly fields: ReadonlySet<string> };

/** The fields that values leave to patches, by pod and container. */
export function unreached({ workloads }: ChartAssessment, arrivals: readonly Arrival[]): readonly Unreached[] {
  return workloads.flatMap((workload) => {
    const groups = grouped(workload);
    return groups.map(({ container, pod, fields }): Unreached => ({
      workload, container, pod, fields: [...fields], class: classOf(workload, { container, pod, fields }, groups, arrivals),
    }));
  });
}

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

function classOf(
  { rendered }: AssessedWorkload, { pod, container, fields }: FieldGroup, groups: readonly FieldGroup[], arrivals: readonly Arrival[],
): LeftoverClass {
  const here = arrivals.filter(({ place }) => place.workload === rendered.key && place.pod === pod);
  const own = here.filter(({ place }) => place.container === container);
  const roots = new Set([...fields].map(rootOf));
  if ([...fields].every((field) => own.some(({ place }) => place.field === field))) {
    const needsVolumes = [...fields].every((field) => field === READ_ONLY_ROOT || VOLUME_LISTS.includes(field));
    if (needsVolumes && groups.some((each) => each.pod === pod && lacksList(each, here))) {
      return 'incomplete';
    }
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

/** Whether no value reaches volumes or mounts, without which the others have no effect. */
function lacksList({ container, fields }: FieldGroup, here: readonly Arrival[]): boolean {
  return [...fields].some((field) => VOLUME_LISTS.includes(field)
    && !here.some(({ place }) => place.container === container && place.field === field));
}

/** Whether the values reach only one container or pod. If they are not usable even so, a condition around them prevents it. */
function isOfOnePlace(own: readonly Arrival[], arrivals: readonly Arrival[]): boolean {
  const [{ place: { workload, pod, container } }] = own;
  const candidates = new Set(own.map(({ mark: { candidate } }) => candidate));
  return arrivals.filter(({ mark: { candidate } }) => candidates.has(candidate))
    .every(({ place }) => place.workload === workload && place.pod === pod && place.container === container);
}


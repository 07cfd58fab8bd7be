import { proposalFor } from './proposals';
import { firstOf } from '../../../formats/manifest/first-of';
import { toFieldPath } from '../../../formats/manifest/paths';
import { PodView } from '../../../formats/manifest/pod';
import { isPodControl } from '../../../policy/controls/control';
import { EvaluatedFinding } from '../../../policy/engine/finding';
import { Assessment, AssessedWorkload } from '../chart/assessment';
import { isTest } from '../chart/rendered';
import { containersOf, effective, Want, wantsOf } from '../choose/wants';
import { INHERITED } from '../trace/fields';
import { Arrival } from '../trace/marks';
import { containerKey } from '../trace/places';

/** Why no value closes a finding. */
export const LEFTOVER_CLASSES = {
  'test-hook': 'a test hook without a value',
  'hook': 'a hook without a value',
  'pod-only': 'a value for the pod only',
  'fixed-fields': 'the template passes only fixed fields of the value',
  'shared-value': 'a value that also reaches fields that must not have it',
  'no-value': 'no value',
  'author': 'the chart\'s own choice, which --override-unsafe replaces',
  'node-access': 'access to the node, which the workload may need',
} as const;
export type LeftoverClass = keyof typeof LEFTOVER_CLASSES;

/** What values do not reach in a pod or a container. */
export interface Leftover {
  readonly workload: AssessedWorkload;
  /** Such as `containers/main`; undefined for the pod. */
  readonly container?: string;
  /** Such as `securityContext.capabilities.drop`, or findings such as `host-ports: hostPort is 80`. */
  readonly fields: readonly string[];
  readonly class: LeftoverClass;
  /** The line of a template that would give it a value. */
  readonly proposal?: string;
}

/** What values leave to patches. */
export function unreached({ workloads }: Assessment, arrivals: readonly Arrival[]): readonly Leftover[] {
  return workloads.flatMap((workload) => grouped(workload, wantsOf([workload])).map(([container, pod, fields]) => {
    const reason = classOf(workload, container, pod, fields, arrivals);
    return { workload, container, fields, class: reason, proposal: proposalFor(workload, container, pod, fields, arrivals) };
  }));
}

/** What neither values nor patches may change. */
export function unsettled({ workloads }: Assessment): readonly Leftover[] {
  return workloads.flatMap((workload) => (['author', 'node-access'] as const).flatMap((reason): readonly Leftover[] => {
    const findings = workload.left.filter((finding) => (isChoice(finding) ? 'author' : 'node-access') === reason);
    return findings.length === 0 ? [] : [{ workload, fields: [...new Set(findings.map(shortText))], class: reason }];
  }));
}

/** Such as `Deployment web, container "main"`. */
export function ownerText({ workload: { rendered }, container }: Pick<Leftover, 'workload' | 'container'>): string {
  return `${rendered.title}${container === undefined ? '' : `, container "${container.slice(container.indexOf('/') + 1)}"`}`;
}

const MOST_FIELDS = 12;

/** In one line, the same for the same leftover: `--check` compares these lines. */
export function leftoverText(leftover: Leftover): string {
  return `${ownerText(leftover)}: ${firstOf(leftover.fields, MOST_FIELDS)}: ${LEFTOVER_CLASSES[leftover.class]}`;
}

function isChoice({ control, value }: EvaluatedFinding): boolean {
  return value !== undefined && isPodControl(control) && control.override !== undefined;
}

function shortText({ control, container, path, value }: EvaluatedFinding): string {
  const field = toFieldPath(path).replace(/^.*?spec\.(?:template\.spec\.|jobTemplate\.spec\.template\.spec\.)?/, '');
  return `${control.id}${container === undefined ? '' : ` (container "${container}")`}: ${field}${typeof value === 'object' || value === undefined ? '' : ` is ${JSON.stringify(value)}`}`;
}

type Group = readonly [container: string | undefined, pod: number, fields: readonly string[]];

/** By pod and container. What all containers inherit is a field of their pod. */
function grouped({ rendered, hardened }: AssessedWorkload, wants: readonly Want[]): readonly Group[] {
  const isOfPod = ({ place: { pod, field }, value }: Want) => INHERITED.has(field)
    && containersOf(rendered.pods[pod], hardened.pods[pod]).every(([before, after]) => effective(after, field) === value && isUnset(before.pod, before.securityContext, field));
  const groups = new Map<string, { container?: string; pod: number; fields: Set<string> }>();
  for (const want of wants) {
    const { pod, container, field } = want.place;
    const owner = isOfPod(want) ? undefined : container;
    const key = `${pod} ${owner ?? ''}`;
    const group = groups.get(key) ?? { container: owner, pod, fields: new Set() };
    groups.set(key, group);
    group.fields.add(field);
  }
  return [...groups.values()].map(({ container, pod, fields }) => [container, pod, [...fields]]);
}

function isUnset(_: PodView, context: { readonly [field: string]: unknown }, field: string): boolean {
  return context[field.split('.')[1]] === undefined;
}

function classOf(
  workload: AssessedWorkload, container: string | undefined, pod: number, fields: readonly string[], arrivals: readonly Arrival[],
): LeftoverClass {
  const { rendered } = workload;
  const here = arrivals.filter(({ place }) => place.workload === rendered.key && place.pod === pod);
  const own = here.filter(({ place }) => place.container === container);
  if (fields.every((field) => own.some(({ place }) => place.field === field))) {
    return 'shared-value';
  }
  if (own.some(({ place: { field } }) => fields.some((each) => each.split('.')[0] === field.split('.')[0]))) {
    return 'fixed-fields';
  }
  if (rendered.hook !== undefined && here.length === 0) {
    return isTest(rendered) ? 'test-hook' : 'hook';
  }
  const isMain = container === undefined || rendered.pods[pod].containers.some((each) => containerKey(each) === container);
  return isMain && here.some(({ place }) => place.container === undefined && place.field.startsWith('securityContext.')) ? 'pod-only' : 'no-value';
}

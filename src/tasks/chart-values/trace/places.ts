import { isArray, isObject } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { ChartObject } from '../chart/rendered';

/** A field of a pod or of one of its containers. */
export interface ValuePlace {
  /** The key of the object. */
  readonly workload: string;
  /** Index of the pod in the object, counting from 0. */
  readonly pod: number;
  /** The list and name of the container, such as `containers/main`; undefined for a field of the pod. */
  readonly container?: string;
  /** The field, such as `securityContext.capabilities.drop`. A list counts as one field. */
  readonly field: string;
}

export function placeKey({ workload, pod, container = '', field }: ValuePlace): string {
  return `${workload}\n${pod}\n${container}\n${field}`;
}

/** Whether two fields belong to the same pod or container. */
export function isSameOwner(one: ValuePlace, other: ValuePlace): boolean {
  return one.workload === other.workload && one.pod === other.pod && one.container === other.container;
}

/** A key that identifies a container when values change. */
export function containerKey({ list, name }: ContainerView): string {
  return `${list}/${name}`;
}

/** The complete pods of an object. */
export function wholePods({ pods }: ChartObject): readonly { readonly pod: PodView; readonly index: number }[] {
  return pods.map((pod, index) => ({ pod, index })).filter(({ pod: { part } }) => part === undefined);
}

/** Calls a function for each text and number in the pods of an object. */
export function eachLeaf(rendered: ChartObject, visit: (value: string | number, place: ValuePlace) => void): void {
  for (const { pod, index } of wholePods(rendered)) {
    const { initContainers: _, containers: __, ephemeralContainers: ___, ...spec } = pod.json;
    const at = { workload: rendered.key, pod: index };
    leavesIn(spec, '', (value, field) => visit(value, { ...at, field }));
    leavesIn(pod.metadata, 'metadata', (value, field) => visit(value, { ...at, field }));
    for (const container of pod.containers) {
      leavesIn(container.json, '', (value, field) => visit(value, { ...at, container: containerKey(container), field }));
    }
  }
}

function leavesIn(value: unknown, field: string, visit: (value: string | number, field: string) => void, isInList = false): void {
  if (isArray(value)) {
    value.forEach((each) => leavesIn(each, field, visit, true));
  } else if (isObject(value)) {
    const prefix = field === '' ? '' : `${field}.`;
    // A list counts as one field, so everything in it has the same field.
    Object.entries(value).forEach(([key, each]) => leavesIn(each, isInList ? field : prefix + key, visit, isInList));
  } else if (typeof value === 'string' || typeof value === 'number') {
    visit(value, field);
  }
}

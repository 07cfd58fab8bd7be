import { ChartAssessment } from './chart/assessment';
import { ValuePath } from './chart/chart';
import { HelmOutcome } from './chart/render';
import { ChartObject, renderedObjects } from './chart/rendered';
import { differencesBetween, isOnlyDigest } from './prove/differences';
import { setValue } from './trace/marks';
import { isObject, JsonObject } from '../../formats/manifest/json';

/** A boolean value that removes an init container, if nothing else closes its findings. Only proposed: the node may need the container. */
export interface Switch {
  readonly path: ValuePath;
  /** The title of the workload, and the name of the container. */
  readonly title: string;
  readonly container: string;
}

/** The maximum number of renderings for all containers of a chart. */
const MOST_TRIES = 8;

/**
 * Looks for switches. Values with names similar to the container's come first.
 *
 * @param all values of the chart and of the user
 * @param values the values that this command sets
 * @param render returns undefined when the limit of renderings is reached
 */
export async function switchesFor(
  all: JsonObject, values: JsonObject, after: ChartAssessment, render: (values: JsonObject) => Promise<HelmOutcome> | undefined,
): Promise<readonly Switch[]> {
  const found: Switch[] = [];
  let tries = 0;
  for (const { rendered, container } of unsafeInitContainers(after)) {
    for (const path of switchesLike(container, all)) {
      const off: JsonObject = structuredClone(values);
      setValue(off, path, false);
      const rendering = tries++ < MOST_TRIES ? await render(off) : undefined;
      if (!rendering) {
        return found;
      }
      if (rendering.text !== undefined && removesOnly(after.objects, renderedObjects(rendering.text), `initContainers/${container}`)) {
        found.push({ path, title: rendered.title, container });
        break;
      }
    }
  }
  return found;
}

function unsafeInitContainers({ workloads }: ChartAssessment): readonly { readonly rendered: ChartObject; readonly container: string }[] {
  return workloads.flatMap(({ rendered, left, broken }) => {
    const unsafe = left.filter(({ list }) => list === 'initContainers').map(({ container }) => container!);
    return [...new Set([...unsafe, ...broken.map(({ name }) => name)])].map((container) => ({ rendered, container }));
  });
}

function switchesLike(container: string, values: JsonObject): readonly ValuePath[] {
  const words = container.toLowerCase().split(/[^a-z]+/).filter((word) => word.length > 3 && word !== 'init');
  const likeness = (path: ValuePath) => words.filter((word) => path.join('.').toLowerCase().includes(word)).length;
  return trueValues(values, []).filter((path) => likeness(path) > 0)
    .sort((one, other) => likeness(other) - likeness(one) || one.length - other.length || (one.join() < other.join() ? -1 : 1));
}

function trueValues(values: JsonObject, path: ValuePath): readonly ValuePath[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const own = [...path, key];
    if (value === true) {
      return [own];
    }
    return isObject(value) ? trueValues(value, own) : [];
  });
}

function removesOnly(before: readonly ChartObject[], after: readonly ChartObject[], container: string): boolean {
  const { vanished, appeared, inPods } = differencesBetween(before, after);
  return vanished.length + appeared.length === 0 && inPods.some(({ place }) => place.container === container)
    && inPods.every((each) => each.place.container === container || each.place.field === 'containers' || isOnlyDigest(each));
}

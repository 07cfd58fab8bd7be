import { isAbsent, isSameJson } from '../../../formats/manifest/json';
import { ChartAssessment } from '../chart/assessment';
import { ChartObject } from '../chart/rendered';
import { Setting } from '../choose/choose';
import { effective, valueAt, Want } from '../choose/wants';
import { containerKey } from '../trace/places';

/** The settings that do not set their fields: a template may compute another value from them. */
export function ineffective(settings: readonly Setting[], { objects }: ChartAssessment): readonly Setting[] {
  const byKey = new Map(objects.map((object) => [object.key, object]));
  return settings.filter(({ closes }) => closes.length > 0 && !closes.some((want) => hasValue(byKey, want)));
}

/**
 * Whether a place has a value, its own or inherited. An empty list counts as no value.
 *
 * @param objects by their keys
 */
export function hasValue(objects: ReadonlyMap<string, ChartObject>, { place, value }: Want): boolean {
  const { workload, pod: index, container, field } = place;
  const pod = objects.get(workload)?.pods[index];
  const owner = container === undefined ? pod : pod?.containers.find((each) => containerKey(each) === container);
  const found = owner && (container === undefined ? valueAt(owner, field) : effective(owner as Parameters<typeof effective>[0], field));
  return /^volume/.test(field)
    ? (value as readonly unknown[]).every((each) => (found as readonly unknown[] | undefined)?.some((other) => isSameJson(each, other)))
    : isSameJson(found, value) || (isAbsent(value) && (isAbsent(found) || (Array.isArray(found) && found.length === 0)));
}

import { isAbsent, isSameJson } from '../../../formats/manifest/json';
import { Assessment } from '../chart/assessment';
import { Setting } from '../choose/choose';
import { effective, valueAt, Want } from '../choose/wants';
import { containerKey } from '../trace/places';

/** The settings without effect on the fields that they were chosen for: a template may compute another value from them. */
export function ineffective(settings: readonly Setting[], { objects }: Assessment): readonly Setting[] {
  const byKey = new Map(objects.map((object) => [object.key, object]));
  const isClosed = ({ place: { workload, pod: index, container, field }, value }: Want) => {
    const pod = byKey.get(workload)?.pods[index];
    const owner = container === undefined ? pod : pod?.containers.find((each) => containerKey(each) === container);
    const found = owner && (container === undefined ? valueAt(owner, field) : effective(owner as Parameters<typeof effective>[0], field));
    return /^volume/.test(field)
      ? (value as readonly unknown[]).every((each) => (found as readonly unknown[] | undefined)?.some((other) => isSameJson(each, other)))
      : isSameJson(found, value) || (isAbsent(value) && (isAbsent(found) || (Array.isArray(found) && found.length === 0)));
  };
  return settings.filter(({ closes }) => closes.length > 0 && !closes.some(isClosed));
}

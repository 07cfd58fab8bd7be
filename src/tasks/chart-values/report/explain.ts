import { printable } from '../../reports/printable';
import { ChartAssessment, templateOfObject } from '../chart/assessment';
import { VALUE_FIELDS } from '../trace/fields';
import { Arrival, reachedPlaces, valueName } from '../trace/marks';
import { containerKey, ValuePlace, placeKey, wholePods } from '../trace/places';

const FIELDS = [...new Map(Object.values(VALUE_FIELDS).flat().map((field) => [field.field, field])).values()];

/** The values that reach fields of containers, as text. */
export function explainText({ workloads }: ChartAssessment, arrivals: readonly Arrival[]): string {
  const values = new Map([...reachedPlaces(arrivals)]
    .map(([key, mark]) => [key, valueName(mark) + (mark.candidate.isDocumented ? '' : ' (only in a template)')]));
  const lines = workloads.flatMap((workload) => wholePods(workload.rendered).flatMap(({ pod, index }) => {
    const { rendered } = workload;
    const template = templateOfObject(workload);
    const at = { workload: rendered.key, pod: index };
    return [
      `${rendered.title}${template === undefined ? '' : ` (${template})`}`,
      '  pod',
      ...fieldLines('pod', at, values),
      ...pod.containers.flatMap((container) => [
        `  ${container.list === 'containers' ? 'container' : 'init container'} "${container.name}"`,
        ...fieldLines('container', { ...at, container: containerKey(container) }, values),
      ]),
    ];
  }));
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function fieldLines(level: 'pod' | 'container', at: Omit<ValuePlace, 'field'>, values: ReadonlyMap<string, string>): readonly string[] {
  const fields = FIELDS.filter(({ levels }) => levels.includes(level))
    .map(({ field }) => ({ field, value: values.get(placeKey({ ...at, field })) }));
  const width = Math.max(...fields.map(({ field }) => field.length));
  const reached = fields.filter(({ value }) => value !== undefined);
  const missing = fields.filter(({ value }) => value === undefined).map(({ field }) => field);
  return [
    ...reached.map(({ field, value }) => `    ${field.padEnd(width)} <- ${value}`),
    ...missing.length > 0 ? [`    no value: ${missing.join(', ')}`] : [],
  ];
}

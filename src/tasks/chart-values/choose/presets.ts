import { Setting } from './choose';
import { asObject, isObject, JsonObject } from '../../../formats/manifest/json';
import { ChartAssessment } from '../chart/assessment';
import { ValuePath } from '../chart/chart';
import { HelmOutcome } from '../chart/render';
import { renderedObjects } from '../chart/rendered';
import { Difference, differencesBetween } from '../prove/differences';
import { setValue } from '../trace/marks';

/** Charts have named amounts under this key, such as `nano` and `small`. A marker is never a valid name. */
const KEY = 'resourcesPreset';
const NONE: readonly unknown[] = ['none', ''];
/** The name, in charts, of an amount that is enough for most programs. */
const PRESET = 'small';
const MOST_TRIES = 6;

/** Presets of the chart for containers that it leaves without limits. */
export async function presetSettings(
  defaults: JsonObject, values: JsonObject, after: ChartAssessment, render: (values: JsonObject) => Promise<HelmOutcome> | undefined,
): Promise<readonly Setting[]> {
  const found: Setting[] = [];
  for (const path of presetPaths(defaults).slice(0, MOST_TRIES)) {
    const tried: JsonObject = structuredClone(values);
    setValue(tried, path, PRESET);
    const outcome = await render(tried);
    const differences = outcome?.text === undefined ? [] : differencesBetween(after.objects, renderedObjects(outcome.text)).inPods;
    const setting = settingOf(path, differences);
    found.push(...setting ? [setting] : []);
  }
  return found;
}

/** The setting of a preset, if it adds resources to containers that have none, and changes nothing else. */
function settingOf(path: ValuePath, differences: readonly Difference[]): Setting | undefined {
  const places = differences.map(({ place }) => place);
  const isOnlyResources = places.length > 0
    && differences.every(({ place, before }) => place.field.startsWith('resources.') && before === undefined);
  const closes = differences.filter(({ place }) => place.field.startsWith('resources.limits.'))
    .map(({ place, after: value }) => ({ place, value }));
  return isOnlyResources && closes.length > 0 ? {
    mark: {
      candidate: { path, kind: 'resources', value: undefined, isDocumented: true },
      field: { keys: [], field: 'resources', levels: ['container'], mark: 'text' },
      id: 0,
    },
    value: PRESET,
    places,
    closes,
  } : undefined;
}

function presetPaths(values: JsonObject, path: ValuePath = []): readonly ValuePath[] {
  const isOpen = NONE.includes(values[KEY]) && Object.keys(asObject(values.resources)).length === 0;
  return [
    ...isOpen ? [[...path, KEY]] : [],
    ...Object.entries(values).flatMap(([key, value]) => isObject(value) ? presetPaths(value, [...path, key]) : []),
  ];
}

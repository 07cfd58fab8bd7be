import { Difference, Differences, isOnlyDigest } from './differences';
import { asArray, isAbsent, isSameJson, read } from '../../../formats/manifest/json';
import { Setting } from '../choose/choose';
import { ValueCandidate } from '../trace/candidates';
import { ValueField } from '../trace/fields';
import { Arrival, isSwitchValue, ValueMark } from '../trace/marks';
import { isSameOwner, ValuePlace, placeKey } from '../trace/places';
import { Trace } from '../trace/trace';

/** The unintended changes of pods by values. */
export interface ChangedPods {
  /** Settings that restore the content of the chart's author. */
  readonly repairs: readonly Setting[];
  readonly problems: readonly Problem[];
}

/** A forbidden change. */
export interface Problem {
  readonly text: string;
  /** The field that changes; undefined if a whole object appears or vanishes. */
  readonly place?: ValuePlace;
}

/**
 * Checks all changes of pods by values. A template may have defaults for an empty map, which are lost when the map gets values. These
 * defaults are written as values.
 */
export function changedPods({ vanished, appeared, inPods }: Differences, settings: readonly Setting[], trace: Trace): ChangedPods {
  const byPlace = new Map<string, Setting[]>();
  settings.forEach((setting) => setting.places.map(placeKey).forEach((key) => byPlace.set(key, [...byPlace.get(key) ?? [], setting])));
  const unexpected = inPods.filter((difference) => !isOnlyDigest(difference) && !switchedOn(difference, settings, trace)
    && !byPlace.get(placeKey(difference.place))?.some((setting) => isBy(difference, setting)));
  // A default that is lost although it was written as a value cannot be repaired.
  const isTried = ({ place }: Difference) => byPlace.has(placeKey(place));
  const repairs = unexpected.map((difference) => isTried(difference) ? undefined : repairOf(difference, settings, trace));
  return {
    repairs: repairs.filter((repair) => repair !== undefined),
    problems: [
      ...vanished.map((title) => ({ text: `${title} is not rendered any more` })),
      ...appeared.map((title) => ({ text: `${title} is rendered, too` })),
      ...unexpected.filter((_, index) => repairs[index] === undefined).map((each) => ({ text: problemText(each), place: each.place })),
    ],
  };
}

/** Whether a setting explains a difference. */
function isBy({ before, after }: Difference, { mark: { field }, value }: Setting): boolean {
  switch (field.mark) {
    case 'volume':
    case 'mount': return holdsAll(asArray(after), [...asArray(before), ...asArray(value)]);
    case 'digest': return String(after).endsWith(`@${String(value)}`);
    default: return isSameJson(after, value) || isPreset(field, before) || (isAbsent(value) && (isAbsent(after) || isSameJson(after, [])));
  }
}

function holdsAll(list: readonly unknown[], elements: readonly unknown[]): boolean {
  return list.length === elements.length && elements.every((each) => list.some((other) => isSameJson(each, other)));
}

/** Whether a value is a preset, for which the chart chooses the amounts. */
function isPreset({ keys, field }: ValueField, before: unknown): boolean {
  return field === 'resources' && keys.length === 0 && isAbsent(before);
}

/** The switched-on map with a value of the chart that causes a difference. */
export function switchedOn(
  { place, before, after }: Difference, settings: readonly Setting[], { arrivals }: Trace,
): ValueCandidate | undefined {
  const keys = place.field.split('.').slice(1);
  return !isAbsent(before) ? undefined : settings.map(({ mark }) => mark.candidate).find((candidate) => isSwitchValue(candidate.value)
    && isSameJson(read(candidate.value, keys), after)
    && arrivals.some(({ mark, place: other }) => mark.candidate === candidate && isSameOwner(place, other)));
}

function repairOf({ place, before, after }: Difference, settings: readonly Setting[], { arrivals }: Trace): Setting | undefined {
  if (isAbsent(before) || !isAbsent(after) || !place.field.startsWith('securityContext.')) {
    return undefined;
  }
  const cause = settings.find(({ mark, places }) => mark.candidate.kind === 'context' && places.some((other) => isSameOwner(place, other)));
  const isKnown = ({ mark, place: other }: Arrival) => mark.candidate === cause?.mark.candidate && placeKey(other) === placeKey(place);
  const known = arrivals.find(isKnown)?.mark;
  const mark = known ?? (cause && markOf(cause.mark, place));
  return mark && { mark, value: before, places: [place], closes: [] };
}

/** A mark for a field that is never marked, such as `seLinuxOptions`. */
function markOf({ candidate, id }: ValueMark, { field, container }: ValuePlace): ValueMark {
  return {
    candidate,
    id,
    field: { keys: field.split('.').slice(1), field, levels: [container === undefined ? 'pod' : 'container'], mark: 'text' },
  };
}

function problemText({ place, before, after }: Difference): string {
  const { workload, container, field } = place;
  const owner = `${workload.split(' ').slice(1).join(' ')}${container === undefined ? '' : `, container "${container.split('/')[1]}"`}`;
  const text = (value: unknown) => value === undefined ? 'not set' : JSON.stringify(value);
  return `${owner}: ${field} was ${text(before)}, and would be ${text(after)}`;
}

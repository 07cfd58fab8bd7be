import { isAbsent, JsonObject, read } from '../../../formats/manifest/json';
import { EvaluatedFinding } from '../../../policy/engine/finding';
import { AssessedWorkload } from '../chart/assessment';
import { foundField } from '../findings/found-field';
import { VALUE_FIELDS } from '../trace/fields';
import { Arrival, valueName } from '../trace/marks';
import { isSameOwner, ValuePlace, placeKey } from '../trace/places';

/** The values that the user passes, which override the chart's. */
export interface UserValues {
  /** Later files override earlier ones. */
  readonly files: readonly { readonly name: string; readonly values: JsonObject }[];
  /** The values of `--set`, which override the files. */
  readonly set: readonly string[];
}

/** The place of a value that the user chose. */
export interface UserChoice {
  /** The place as text, such as `securityContext.runAsUser in prod.yaml`. */
  readonly text: string;
  /** Whether the value comes from `--set`. */
  readonly isSet: boolean;
}

/** Returns the place where the user chose the value of a finding; undefined if the chart did. */
export type UserChoiceOf = (workload: AssessedWorkload, finding: EvaluatedFinding) => UserChoice | undefined;

/** Finds choices of the user among the values that reach the fields of findings. */
export function userChoices({ files, set }: UserValues, arrivals: readonly Arrival[]): UserChoiceOf {
  const paths = new Map(set.flatMap(setValues));
  const arrived = new Set(arrivals.map(({ mark, place }) => `${valueName(mark)} ${placeKey(place)}`));
  const choiceAt = (place: ValuePlace, value: unknown): UserChoice | undefined => {
    // A value of `--set` overrides its marker. Other fields of the same map show the destination.
    const candidates = new Set(arrivals.filter((each) => isSameOwner(each.place, place)).map(({ mark }) => mark.candidate));
    for (const { path, kind } of candidates) {
      for (const { keys } of VALUE_FIELDS[kind].filter(({ field }) => field === place.field)) {
        const text = [...path, ...keys].join('.');
        const file = [...files].reverse().find(({ values }) => !isAbsent(read(values, [...path, ...keys])));
        if (paths.get(text) === String(value)) {
          return { text: `--set ${text}`, isSet: true };
        }
        if (file && arrived.has(`${text} ${placeKey(place)}`)) {
          return { text: `${text} in ${file.name}`, isSet: false };
        }
      }
    }
    return undefined;
  };
  return ({ rendered }, finding) => {
    const field = foundField(rendered.object, finding);
    const places = field ? [field.place, ...field.inherited ? [field.inherited] : []] : [];
    return places.map((place) => choiceAt(place, finding.value)).find((choice) => choice);
  };
}

/** In `a.b=1,c.d={x}`, the paths and the values. */
const ASSIGNMENT = /(?:^|,)([^=,]+)=(\{[^}]*\}?|(?:\\.|[^,\\])*)/g;

/** The paths and values of `--set`. A position in a list is left out. */
function setValues(text: string): readonly (readonly [path: string, value: string])[] {
  return [...text.matchAll(ASSIGNMENT)].map(([, path, value]) => [path.replace(/\[\d+\]$/, ''), value.replace(/^\{|\}$/g, '')]);
}

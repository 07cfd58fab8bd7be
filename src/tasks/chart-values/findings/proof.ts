import { JsonObject } from '../../../formats/manifest/json';
import { Chart } from '../chart/chart';
import { Budget, Render } from '../chart/render';
import { renderedObjects } from '../chart/rendered';
import { refusedBySchema } from '../choose/schema-refusals';
import { hasValue } from '../prove/ineffective';
import { ValueMark, markerFor, setValue } from '../trace/marks';
import { ValuePlace, placeKey } from '../trace/places';

/** A value and the place that it should reach. */
export interface Expectation {
  readonly mark: ValueMark;
  readonly place: ValuePlace;
}

/** Safe values, by which a proof replaces markers. Other fields keep their markers. */
const SAFE: { readonly [field: string]: unknown } = {
  'securityContext.runAsNonRoot': true,
  'securityContext.fsGroupChangePolicy': 'OnRootMismatch',
  'securityContext.seccompProfile.type': 'RuntimeDefault',
  'securityContext.allowPrivilegeEscalation': false,
  'securityContext.capabilities.drop': ['ALL'],
  'securityContext.capabilities.add': null,
  'securityContext.sysctls': null,
  'securityContext.readOnlyRootFilesystem': true,
  'securityContext.privileged': false,
  'resources.limits.cpu': '100m',
  'resources.requests.cpu': '100m',
  'resources.limits.memory': '64Mi',
  'resources.requests.memory': '64Mi',
  'resources.limits.ephemeral-storage': '64Mi',
  'resources.requests.ephemeral-storage': '64Mi',
  'automountServiceAccountToken': false,
};

/** Fields that are not safe without a value. */
const MUST_BE_FALSE: ReadonlySet<string> = new Set(['securityContext.allowPrivilegeEscalation', 'automountServiceAccountToken']);
/** A template that names a field of `MUST_BE_FALSE`. */
const READ_BY_NAME = /[."'`](?:allowPrivilegeEscalation|automount\w*)/gi;
/** A template that only prints the value of such a field. */
const PRINTED = /\{\{-?\s*\$?\.Values[\w.-]*\.(?:allowPrivilegeEscalation|automount\w*)\s*(?:\|\s*toYaml\s*)?-?\}\}/gi;
/** Templates that go through a map can test its values. */
const RANGES = /\brange\b([^\n{}]*)/g;

/** Returns whether a safe value may fail to arrive although its marker did: the schema may refuse it, or a template may test for false. */
export function doubtsOf({ hasSchema, templates }: Chart): (mark: ValueMark) => boolean {
  let isTested: boolean | undefined;
  return ({ field: { field } }) => hasSchema || (MUST_BE_FALSE.has(field) && (isTested ??= templates.some(({ text }) => mayTest(text))));
}

function mayTest(text: string): boolean {
  return countOf(text, READ_BY_NAME) > countOf(text, PRINTED) || [...text.matchAll(RANGES)].some(([, list]) => /context/i.test(list));
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** The keys of the places that safe values reach. Values that the schema of the chart refuses are left out. */
export async function provenKeys(expected: readonly Expectation[], render: Render, budget: Budget): Promise<ReadonlySet<string>> {
  let left = expected;
  while (left.length > 0 && !budget.isSpent) {
    const marks = [...new Set(left.map(({ mark }) => mark))];
    const { text, failure } = await render(safeValues(marks));
    if (text !== undefined) {
      const names = new Set(left.map(({ place: { workload } }) => workload.split(/[ /]/).at(-1)!.replace(/\*$/, '')));
      const objects = renderedObjects(text, (document) => [...names].some((name) => document.includes(name)));
      const byKey = new Map(objects.map((object) => [object.key, object]));
      const isProven = ({ mark, place }: Expectation) => hasValue(byKey, { place, value: safeValue(mark) });
      return new Set(left.filter(isProven).map(({ place }) => placeKey(place)));
    }
    const refused = new Set(refusedBySchema(failure, marks));
    left = left.filter(({ mark }) => !refused.has(mark));
  }
  return new Set();
}

function safeValues(marks: readonly ValueMark[]): JsonObject {
  const values: JsonObject = {};
  marks.forEach((mark) => setValue(values, [...mark.candidate.path, ...mark.field.keys], safeValue(mark)));
  return values;
}

function safeValue(mark: ValueMark): unknown {
  const { field } = mark.field;
  return Object.hasOwn(SAFE, field) ? SAFE[field] : markerFor(mark);
}

import { AddedLabel, isAddedLabel, PodLabels } from './pod-labels';
import { asArray, asObject, isAbsent, isArray, isObject, JsonObject } from '../../../formats/manifest/json';

/** One condition of a label selector. */
interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: ReadonlySet<unknown>;
}

/** The conditions of a label selector, which must all be true. Without conditions, it selects everything. */
export type Selector = readonly Requirement[];

/** How many pods of a workload a selector selects. `some` includes unknown, if a controller adds the label. */
export type Share = 'all' | 'some' | 'none';

const OPPOSITE: { readonly [share in Share]: Share } = { all: 'none', some: 'some', none: 'all' };

/** The operators, and whether they have values. */
const OPERATORS: { readonly [operator: string]: boolean } = { In: true, NotIn: true, Exists: false, DoesNotExist: false };

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const LABEL_KEY = /^(?:[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?\/)?[A-Za-z\d](?:[\w.-]{0,61}[A-Za-z\d])?$/;
const LABEL_VALUE = /^(?:[A-Za-z\d](?:[\w.-]{0,61}[A-Za-z\d])?)?$/;

/**
 * The conditions of a label selector, as the API server reads it; undefined if it refuses the selector.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function readSelector(selector: unknown): Selector | undefined {
  const { matchLabels, matchExpressions } = asObject(selector);
  if (!isNoneOr(isObject, selector) || !isNoneOr(isObject, matchLabels) || !isNoneOr(isArray, matchExpressions)) {
    return undefined;
  }
  const expressions = asArray(matchExpressions).map(asObject);
  const requirements = [
    ...labelled(asObject(matchLabels)),
    ...expressions.map(({ key, operator, values }) => ({ key, operator, values: new Set(asArray(values)) })),
  ];
  return requirements.every(isRequirement) ? requirements : undefined;
}

/** The conditions for exact labels, as in the selector of a Service. */
export function labelled(labels: JsonObject): Selector {
  return Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: new Set([value]) }));
}

/** How many pods with the given labels a selector selects. */
export function selectedShare(selector: Selector, labels: PodLabels): Share {
  let result: Share = 'all';
  for (const requirement of selector) {
    const share = shareOf(requirement, labels);
    if (share === 'none') {
      return 'none';
    }
    result = share === 'some' ? 'some' : result;
  }
  return result;
}

/** A label that all selected pods have in their template; undefined if the selector requires none. */
export function exactLabelOf(selector: Selector): readonly [key: string, value: unknown] | undefined {
  const exact = selector.find(({ key, operator, values }) => operator === 'In' && values.size === 1 && !isAddedLabel(key));
  return exact && [exact.key, [...exact.values][0]];
}

function isNoneOr(isIt: (value: unknown) => boolean, value: unknown): boolean {
  return isAbsent(value) || isIt(value);
}

function isRequirement(one: { readonly [field in keyof Requirement]: unknown } & Pick<Requirement, 'values'>): one is Requirement {
  const { key, operator, values } = one;
  return typeof key === 'string' && LABEL_KEY.test(key) && typeof operator === 'string' && Object.hasOwn(OPERATORS, operator)
    && OPERATORS[operator] === values.size > 0 && [...values].every((value) => typeof value === 'string' && LABEL_VALUE.test(value));
}

function shareOf({ key, operator, values }: Requirement, labels: PodLabels): Share {
  const wanted = OPERATORS[operator] ? values : undefined;
  const added = labels.added.get(key);
  const share = added ? shareAdded(added, wanted) : shareWritten(labels.written, key, wanted);
  const isPositive = operator === 'In' || operator === 'Exists';
  if (isPositive) {
    return share;
  }
  return !added && !labels.isComplete && !Object.hasOwn(labels.written, key) ? 'some' : OPPOSITE[share];
}

/** How many pods have one of the wanted values, or any value if these are undefined. */
function shareAdded({ values, isCertain }: AddedLabel, wanted: Requirement['values'] | undefined): Share {
  if (!wanted || !values) {
    return !wanted && isCertain ? 'all' : 'some';
  }
  const known = values.filter((value) => wanted.has(value)).length;
  if (known === 0) {
    return 'none';
  }
  return known === values.length && isCertain ? 'all' : 'some';
}

/** The API server reads a label with the value null as empty. */
function shareWritten(written: JsonObject, key: string, wanted: Requirement['values'] | undefined): Share {
  return Object.hasOwn(written, key) && (!wanted || wanted.has(written[key] ?? '')) ? 'all' : 'none';
}

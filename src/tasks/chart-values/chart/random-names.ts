/* Random names that change with each rendering, as for the test of Jenkins: `{{ .Release.Name }}-ui-test-{{ randAlphaNum 5 }}`. */
import { Chart } from './chart';
import { ChartObject, renderedObjects } from './rendered';
import { groupBy } from '../../../formats/manifest/group-by';
import { objectName } from '../../../formats/manifest/workload';

/** A name with a random end, of an object or a container. */
export interface RandomName {
  /** See `Named`. */
  readonly kind: string;
  /** The part of the name that is always the same. */
  readonly prefix: string;
}

/** An object or a container. `kind` is equal in each rendering, although the name changes. */
interface Named {
  readonly kind: string;
  readonly name: string;
}

/** The text that replaces the random end of a name. */
const RANDOM_END = 'drawn-by-helm';
const MAKES_RANDOM_NAME = /^\s*(?:-\s+)*name:.*\{\{.*\b(?:rand[A-Z]\w*|uuidv4|now|unixEpoch)\b/m;

/** Whether a template seems to give an object or a container a random name. */
export function mayHaveRandomNames({ templates }: Chart): boolean {
  return templates.some(({ text }) => MAKES_RANDOM_NAME.test(text));
}

/** Whether a name changes with each rendering. */
export function isRandomName(name: string): boolean {
  return name.endsWith(RANDOM_END);
}

/** The part of an object that no patch can find, because its name changes with each rendering. */
export function randomNameIn({ object, pods }: Pick<ChartObject, 'object' | 'pods'>): 'object' | 'container' | undefined {
  if (isRandomName(objectName(object))) {
    return 'object';
  }
  return pods.some(({ containers }) => containers.some(({ name }) => isRandomName(name))) ? 'container' : undefined;
}

/** The names that differ between two renderings with the same values. */
export function randomNames(one: readonly ChartObject[], other: readonly ChartObject[]): readonly RandomName[] {
  const [names, otherNames] = [one, other].map((objects) => objects.flatMap(namesIn));
  const others = groupBy(only(otherNames, names), ({ kind }) => kind);
  return [...groupBy(only(names, otherNames), ({ kind }) => kind)].flatMap(([kind, own]) => {
    const [first, ...more] = [...own, ...others.get(kind) ?? []].map(({ name }) => name);
    const isPair = own.length === 1 && more.length === 1;
    return isPair ? [{ kind, prefix: commonPrefix(first, more[0]) }] : [];
  });
}

/** A rendering with the same names each time. */
export function withStableNames(text: string, random: readonly RandomName[]): string {
  const all = random.length === 0 ? [] : renderedObjects(text).flatMap(namesIn);
  return random.reduce((stable, { kind, prefix }) => {
    const names = all.filter((each) => each.kind === kind && each.name.startsWith(prefix));
    return names.length === 1 ? stable.replaceAll(names[0].name, prefix + RANDOM_END) : stable;
  }, text);
}

/** The kind, the namespace and the template of an object, and for a container also its place. */
function namesIn({ key, template = '', object, pods }: ChartObject): readonly Named[] {
  const name = objectName(object);
  const kind = `${key.slice(0, key.length - name.length)}\n${template}`;
  const containers = pods.flatMap((pod) => pod.containers);
  return [{ kind, name }, ...containers.map((container) => ({ kind: `${kind}\n${container.path.join('.')}`, name: container.name }))];
}

function only(names: readonly Named[], others: readonly Named[]): readonly Named[] {
  const keyOf = ({ kind, name }: Named) => `${kind}\n${name}`;
  const known = new Set(others.map(keyOf));
  return names.filter((each) => !known.has(keyOf(each)));
}

/** The common start of two names, up to a hyphen or a dot: random characters behind it can be equal by chance. */
function commonPrefix(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) {
    length++;
  }
  return one.slice(0, length).replace(/(?<=[-.])[^-.]*$/, '');
}

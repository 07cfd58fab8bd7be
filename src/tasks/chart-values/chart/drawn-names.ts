/* Names that a chart draws anew each time, as Jenkins does for its test: `{{ .Release.Name }}-ui-test-{{ randAlphaNum 5 }}`. */
import { Chart } from './chart';
import { RenderedObject, renderedObjects } from './rendered';
import { groupBy } from '../../../formats/manifest/group-by';
import { objectName } from '../../../formats/manifest/workload';

/** The objects with a drawn name. */
export interface DrawnName {
  /** See `kindOf`. */
  readonly kind: string;
  /** The part of the name that is always the same. */
  readonly prefix: string;
}

/** The end of a name that stands for all that the chart may draw. */
const DRAWN = 'drawn-by-helm';
const DRAWING = /^\s*name:.*\{\{.*\b(?:rand[A-Z]\w*|uuidv4|now|unixEpoch)\b/m;

/** Whether a template seems to draw a name. */
export function mayDrawNames({ templates }: Chart): boolean {
  return templates.some(({ text }) => DRAWING.test(text));
}

/** Whether a patch cannot find an object, because its name is another one each time. */
export function isDrawn({ object }: Pick<RenderedObject, 'object'>): boolean {
  return objectName(object).endsWith(DRAWN);
}

/** The names that differ between two renderings with the same values. */
export function drawnNames(one: readonly RenderedObject[], other: readonly RenderedObject[]): readonly DrawnName[] {
  const others = groupBy(only(other, one), kindOf);
  return [...groupBy(only(one, other), kindOf)].flatMap(([kind, objects]) => {
    const [first, ...more] = [...objects, ...others.get(kind) ?? []].map(({ object }) => objectName(object));
    const isPair = objects.length === 1 && more.length === 1;
    return isPair ? [{ kind, prefix: commonPrefix(first, more[0]) }] : [];
  });
}

/** A rendering with the same names each time. */
export function withStableNames(text: string, drawn: readonly DrawnName[]): string {
  const objects = drawn.length === 0 ? [] : renderedObjects(text);
  return drawn.reduce((stable, { kind, prefix }) => {
    const names = objects.filter((each) => kindOf(each) === kind).map(({ object }) => objectName(object))
      .filter((name) => name.startsWith(prefix));
    return names.length === 1 ? stable.replaceAll(names[0], prefix + DRAWN) : stable;
  }, text);
}

function only(objects: readonly RenderedObject[], others: readonly RenderedObject[]): readonly RenderedObject[] {
  const keys = new Set(others.map(({ key }) => key));
  return objects.filter(({ key }) => !keys.has(key));
}

/** The kind, the namespace and the template of an object. */
function kindOf({ key, template = '', object }: RenderedObject): string {
  return `${key.slice(0, key.length - objectName(object).length)}\n${template}`;
}

/** Up to a hyphen or a dot, since drawn characters can be the same by chance. */
function commonPrefix(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) {
    length++;
  }
  return one.slice(0, length).replace(/(?<=[-.])[^-.]*$/, '');
}

import { isCollection, visitNodes, YamlNode } from './nodes';
import { isObject, JsonObject, setOwn } from '../../manifest/json';
import { scalarValue } from '../scalars';
import { Tokens } from '../source';

/** The values of anchors above a place, after the edit. */
export class EditedAnchors {
  private readonly values = new Map<string, { readonly value: unknown } | undefined>();

  public constructor(private readonly tokens: Tokens) {}

  public define(node: YamlNode, value: unknown): void {
    if (node.anchor !== undefined) {
      this.values.set(node.anchor, { value });
    }
  }

  /** Forgets the anchors in a node that is removed or rewritten. */
  public forgetIn(node: YamlNode): void {
    visitNodes(node, ({ anchor }) => {
      if (anchor !== undefined) {
        this.values.set(anchor, undefined);
      }
    });
  }

  /** The value of an alias; undefined if its anchor was removed. */
  public resolve(name: string): { readonly value: unknown } | undefined {
    return this.values.get(name);
  }

  /** The value of an unchanged node; undefined if it contains an alias whose anchor was removed. */
  public evaluate(node: YamlNode): { readonly value: unknown } | undefined {
    const result = this.valueOf(node);
    if (result) {
      this.define(node, result.value);
    }
    return result;
  }

  private valueOf(node: YamlNode): { readonly value: unknown } | undefined {
    if (node.kind === 'alias') {
      return this.resolve(node.name);
    }
    if (!isCollection(node)) {
      return { value: scalarValue(this.tokens, node.event) };
    }
    const values = node.slots.map(({ value }) => this.evaluate(value));
    if (values.includes(undefined)) {
      return undefined;
    }
    if (node.kind === 'sequence') {
      return { value: values.map((each) => each!.value) };
    }
    const object: JsonObject = {};
    const merged = node.slots.flatMap(({ isMerge }, index) => isMerge ? [values[index]!.value] : []);
    node.slots.forEach(({ name }, index) => name !== undefined && setOwn(object, name, values[index]!.value));
    return { value: { ...mergeAll(merged), ...object } };
  }
}

/** The fields that merges `<<` add. If several objects have the same key, the first one wins. */
export function mergeAll(sources: readonly unknown[]): JsonObject {
  const objects = sources.flat().filter(isObject);
  return Object.assign(Object.create(null), ...objects.reverse());
}

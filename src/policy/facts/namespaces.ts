import { Collector, Fact } from './fact';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';

/** The Namespaces of the input. */
export interface Namespaces {
  /** Undefined if the input does not have it. */
  readonly get: (name: string) => JsonObject | undefined;
}

class NamespaceCollector implements Collector<Namespaces> {
  private readonly byName = new Map<string, JsonObject>();

  public add(namespace: JsonObject): void {
    this.byName.set(asString(asObject(namespace.metadata).name) ?? '', namespace);
  }

  public at(): Namespaces {
    return { get: (name) => this.byName.get(name) };
  }
}

export const namespaces: Fact<Namespaces> = {
  isIn: (kind) => kind === '/Namespace',
  text: /\bNamespace\b/,
  collector: () => new NamespaceCollector(),
};

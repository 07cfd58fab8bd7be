import { Collector } from './fact';
import { FactName, FACT_NAMES, Facts, FACTS } from './facts';
import { JsonObject } from '../../formats/manifest/json';
import { groupKind } from '../../formats/manifest/workload';

/** Collects facts from the objects of an input or an app. It keeps only the necessary parts of the objects. */
export class FactStore {
  private readonly collectors: ReadonlyMap<FactName, Collector<unknown>>;
  private readonly byPlace = new Map<string, Facts>();

  /** @param names the facts to collect */
  constructor(private readonly names: readonly FactName[] = FACT_NAMES) {
    this.collectors = new Map(names.map((name) => [name, FACTS[name].collector()]));
  }

  /**
   * Adds an object at a place.
   *
   * @param names the facts to collect from the object
   */
  public add(object: JsonObject, place: string, names = this.names): void {
    const kind = groupKind(object);
    for (const name of names) {
      if (FACTS[name].isIn(kind)) {
        this.collectors.get(name)?.add(object, place);
      }
    }
  }

  /** The facts for the objects at a place. They include objects that are added later. */
  public at(place: string): Facts {
    const facts = this.byPlace.get(place) ?? this.factsAt(place);
    this.byPlace.set(place, facts);
    return facts;
  }

  private factsAt(place: string): Facts {
    return Object.fromEntries([...this.collectors].map(([name, collector]) => [name, collector.at(place)]));
  }
}

import { ApiObject } from 'cdk8s';
import { apiObjectsBelow } from './api-objects';
import { chartPath } from './chart-path';
import { placedObjects } from './objects-at';
import { SynthSession } from './session';
import { JsonObject } from '../../formats/manifest/json';
import { groupOf } from '../../formats/manifest/workload';
import { FACT_NAMES, FactName, Facts, FACTS } from '../../policy/facts/facts';
import { placeOf } from '../../policy/facts/place';
import { FactStore } from '../../policy/facts/store';

/** For each fact, the key under which a session caches it. */
const KEYS = Object.fromEntries(FACT_NAMES.map((name) => [name, {}])) as { readonly [name in FactName]: object };

/**
 * The facts about an ApiObject that come from other objects of the app. A fact is collected when it is first read, so that other objects
 * are rendered only if necessary.
 */
export class AppFacts {
  private place?: string;

  constructor(private readonly apiObject: ApiObject, private readonly object: JsonObject) {}

  /** Defines the getters on the prototype: getters on each object would slow down the synthesis. */
  static {
    for (const name of FACT_NAMES) {
      Object.defineProperty(AppFacts.prototype, name, { get(this: AppFacts) { return this.read(name); } });
    }
  }

  private read<N extends FactName>(name: N): Facts[N] {
    const { root } = this.apiObject.node;
    this.place ??= placeOf(this.object, chartPath(this.apiObject));
    return SynthSession.of(root).once(KEYS[name], () => collected(root, name)).at(this.place)[name];
  }
}

export interface AppFacts extends Facts {}

function collected(root: ApiObject['node']['root'], name: FactName): FactStore {
  const store = new FactStore([name]);
  const mayHave = ({ apiVersion, kind }: ApiObject) => kind.endsWith('List') || FACTS[name].isIn(`${groupOf(apiVersion)}/${kind}`);
  placedObjects(apiObjectsBelow(root).filter(mayHave)).forEach(({ object, place }) => store.add(object, place));
  return store;
}

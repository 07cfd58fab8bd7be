import { ApiObject, Chart } from 'cdk8s';
import { apiObjectsBelow } from './api-objects';
import { authoredJson } from './authored-json';
import { SynthSession } from './session';
import { ObjectFacts, placeOf } from '../engine/object-facts';
import { Facts } from '../engine/plan';
import { JsonObject } from '../manifest/json';
import { toPlainData } from '../manifest/plain-data';
import { objectsIn } from '../manifest/workload';

/** The kinds of objects that say something about others, and lists, which can hold them. */
const TELLING = /^(?:RoleBinding|ClusterRoleBinding|PersistentVolumeClaim|ServiceAccount|.*List)$/;

/** The key under which a session keeps the facts of its app. */
const FACTS = {};

/** What the objects of an app say about each other, for the objects in one ApiObject. */
export function appFacts(apiObject: ApiObject): (object: JsonObject) => Facts {
  const known = collected(apiObject);
  const chart = chartPath(apiObject);
  return (object) => {
    const { ownClaims, boundAccounts, accountsWithoutToken } = known.around(object, placeOf(object, chart)) ?? {};
    return { ownClaims, boundAccounts, accountsWithoutToken };
  };
}

/** The names of the PersistentVolumeClaims that an object of an app can mount, and one node at a time. */
export function singleNodeClaims(apiObject: ApiObject, object: JsonObject): ReadonlySet<string> | undefined {
  return collected(apiObject).aroundForEvaluation(placeOf(object, chartPath(apiObject)))?.singleNodeClaims;
}

function collected({ node: { root } }: ApiObject): ObjectFacts {
  return SynthSession.of(root).once(FACTS, () => collect(apiObjectsBelow(root).filter(({ kind }) => TELLING.test(kind))));
}

/** Where no namespace is named, a chart is applied to one namespace, and another chart perhaps to another. */
function collect(telling: readonly ApiObject[]): ObjectFacts {
  const facts = new ObjectFacts();
  for (const apiObject of telling) {
    objectsIn(jsonOf(apiObject)).forEach(({ object }) => facts.learn(object, placeOf(object, chartPath(apiObject))));
  }
  return facts;
}

/** The JSON as of now, with its patches. */
function jsonOf(apiObject: ApiObject): JsonObject {
  return toPlainData(authoredJson(apiObject, 'ignore').json).data;
}

function chartPath(apiObject: ApiObject): string {
  return apiObject.node.scopes.filter(Chart.isChart).at(-1)?.node.path ?? '';
}

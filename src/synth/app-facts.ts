import { ApiObject, Chart } from 'cdk8s';
import { apiObjectsBelow } from './api-objects';
import { authoredJson } from './authored-json';
import { SynthSession } from './session';
import { Facts } from '../engine/plan';
import { isOfOneNode } from '../manifest/claims';
import { asObject, asString, JsonObject } from '../manifest/json';
import { toPlainData } from '../manifest/plain-data';
import { boundAccounts } from '../manifest/role-bindings';
import { groupKind, objectsIn } from '../manifest/workload';

/** The kinds of objects that say something about others, and lists, which can hold them. */
const TELLING = /^(?:RoleBinding|ClusterRoleBinding|PersistentVolumeClaim|ServiceAccount|.*List)$/;

/** The key under which a session keeps the facts of its app. */
const FACTS = {};

/** What the objects of an app say about each other, for the objects in one ApiObject. */
export function appFacts(apiObject: ApiObject): (object: JsonObject) => Facts {
  const { factsOf } = collected(apiObject);
  const chart = chartPath(apiObject);
  return (object) => factsOf(object, chart);
}

/** The names of the PersistentVolumeClaims of an app that one node mounts at a time. */
export function singleNodeClaims(apiObject: ApiObject): ReadonlySet<string> {
  return collected(apiObject).singleNodeClaims;
}

interface AppFacts {
  readonly factsOf: (object: JsonObject, chart: string) => Facts;
  readonly singleNodeClaims: ReadonlySet<string>;
}

function collected({ node: { root } }: ApiObject): AppFacts {
  return SynthSession.of(root).once(FACTS, () => collect(apiObjectsBelow(root).filter(({ kind }) => TELLING.test(kind))));
}

/** An object, and the path of its chart. */
interface Located {
  readonly object: JsonObject;
  readonly chart: string;
}

function collect(telling: readonly ApiObject[]): AppFacts {
  const located = telling.flatMap((apiObject): readonly Located[] =>
    objectsIn(jsonOf(apiObject)).map(({ object }) => ({ object, chart: chartPath(apiObject) })));
  const objects = located.map(({ object }) => object);
  const bound = boundAccounts(objects);
  const claims = objects.filter((object) => groupKind(object) === '/PersistentVolumeClaim');
  const ownClaims = new Set(claims.flatMap((object) => nameOf(object) ?? []));
  // Of two with one name, one may be that of another namespace.
  const shared = new Set(claims.filter((object) => !isOfOneNode(object)).map(nameOf));
  const withoutToken = accountsWithoutToken(located.filter(({ object }) => groupKind(object) === '/ServiceAccount'));
  return {
    factsOf: (object, chart) =>
      ({ ownClaims, boundAccounts: bound(object), accountsWithoutToken: withoutToken.get(placeOf(object, chart)) }),
    singleNodeClaims: new Set([...ownClaims].filter((name) => !shared.has(name))),
  };
}

/** The names of the service accounts that mount no token, by place. One that is there twice, and mounts a token once, mounts one. */
function accountsWithoutToken(accounts: readonly Located[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  const mounts = ({ object }: Located) => object.automountServiceAccountToken !== false;
  for (const account of [...accounts.filter((each) => !mounts(each)), ...accounts.filter(mounts)]) {
    const place = placeOf(account.object, account.chart);
    const here = names.get(place) ?? new Set();
    const name = nameOf(account.object) ?? '';
    names.set(place, here);
    if (mounts(account)) {
      here.delete(name);
    } else {
      here.add(name);
    }
  }
  return names;
}

/** The JSON as of now, with its patches. */
function jsonOf(apiObject: ApiObject): JsonObject {
  return toPlainData(authoredJson(apiObject, 'ignore').json).data;
}

/** Where no namespace is named, a chart is applied to one namespace, and another chart perhaps to another. */
function placeOf({ metadata }: JsonObject, chart: string): string {
  const namespace = asString(asObject(metadata).namespace);
  return namespace === undefined ? `chart ${chart}` : `namespace ${namespace}`;
}

function chartPath(apiObject: ApiObject): string {
  return apiObject.node.scopes.filter(Chart.isChart).at(-1)?.node.path ?? '';
}

function nameOf({ metadata }: JsonObject): string | undefined {
  return asString(asObject(metadata).name);
}

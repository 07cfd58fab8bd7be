import { ApiObject } from 'cdk8s';
import { apiObjectsBelow } from './api-objects';
import { chartPath } from './chart-path';
import { jsonOf } from './objects-at';
import { SynthSession } from './session';
import { JsonObject } from '../../formats/manifest/json';
import { objectsIn } from '../../formats/manifest/workload';
import { EvaluationFacts, ObjectFacts, placeOf } from '../../policy/engine/object-facts';
import { Facts } from '../../policy/engine/plan';

/** The kinds with facts about other objects, and lists, which can contain them. */
const TELLING = /^(?:Role|ClusterRole|RoleBinding|ClusterRoleBinding|PersistentVolumeClaim|ServiceAccount|.*NetworkPolicy|.*List)$/;

/** The kinds that make pods, which Services select. */
const SELECTED = /^(?:Pod|ReplicationController|ReplicaSet|Deployment|StatefulSet|DaemonSet|Job|CronJob|.*List)$/;

/** The keys under which a session keeps the facts of its app. */
const FACTS = {};
const PORTS = {};

/** The facts that the objects of an app have about each other, for the objects in one ApiObject. */
export function appFacts(apiObject: ApiObject): (object: JsonObject) => Facts {
  const known = collected(apiObject);
  const chart = chartPath(apiObject);
  return (object) => {
    const { ownClaims, boundAccounts, accountsWithoutToken } = known.around(object, placeOf(object, chart));
    return { ownClaims, boundAccounts, accountsWithoutToken };
  };
}

/** The facts that the other objects of an app have about one object: about its pods, or about the account that it is. */
export function evaluationFacts(apiObject: ApiObject, object: JsonObject): Omit<EvaluationFacts, 'accountsWithoutToken' | 'podPorts'> {
  const place = placeOf(object, chartPath(apiObject));
  const { accountsWithoutToken: _, podPorts: __, ...facts } = collected(apiObject).aroundForEvaluation(object, place);
  return facts;
}

/** The ports that the other objects of an app have for a Service. Apps without a Service read no workloads for this. */
export function portFacts(apiObject: ApiObject, service: JsonObject): Pick<EvaluationFacts, 'podPorts'> {
  const place = placeOf(service, chartPath(apiObject));
  return { podPorts: collected(apiObject, PORTS, SELECTED).aroundForEvaluation(service, place).podPorts };
}

function collected({ node: { root } }: ApiObject, key = FACTS, kinds = TELLING): ObjectFacts {
  return SynthSession.of(root).once(key, () => collect(apiObjectsBelow(root).filter(({ kind }) => kinds.test(kind))));
}

/** Objects without a namespace: all objects of a chart are applied to one namespace, but another chart may be applied to another. */
function collect(telling: readonly ApiObject[]): ObjectFacts {
  const facts = new ObjectFacts();
  for (const apiObject of telling) {
    objectsIn(jsonOf(apiObject)).forEach(({ object }) => facts.learn(object, placeOf(object, chartPath(apiObject))));
  }
  return facts;
}

import { ApiObject, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { chartPath } from './chart-path';
import { objectJson, objectsAt } from './objects-at';
import { SynthSession } from './session';
import { OptionError } from '../../formats/language/option-error';
import { asObject, asString } from '../../formats/manifest/json';
import { podsOf } from '../../formats/manifest/workload';
import { placeOf } from '../../policy/facts/place';
import { Direction } from '../../policy/network/evaluate/direction';
import { networkPods } from '../../policy/network/evaluate/network-pods';
import { declaredPorts, exposuresOf } from '../../policy/network/exposures';
import { Access, derivedText, IsolatedPods, namespacePolicy, neededPolicy, workloadPolicy } from '../../policy/network/policy';
import { ROUTE_KIND_NAMES } from '../../policy/network/routes';
import { ISOLATED } from '../options/allowed-peers';
import { defaultsFor } from '../options/defaults';
import { Platform } from '../options/platform';

/** The label that cdk8s-plus gives to the pods of one workload. */
const ADDRESS_LABEL = 'cdk8s.io/metadata.addr';

/** The kinds that route traffic from outside the app to pods. */
const EXPOSING = new RegExp(`^(?:${['Service', ...ROUTE_KIND_NAMES].join('|')})$`);

/** The annotation that explains derived rules to readers of a policy. */
const NOTE = 'cdk8s-hardened/derived-access';

const POLICY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

/** The id of the policy that `completeIsolation` adds. */
const NEEDS = 'NetworkNeeds';

const isolated = new WeakSet<ApiObject>();

/**
 * Isolates the pods of one workload, unless they are isolated already. The rules are computed at synthesis time, because ports and Services
 * may be added late.
 */
export function isolateWorkload(workload: Construct, access: Access): void {
  const target = ApiObject.of(workload);
  if (isolated.has(target)) {
    return;
  }
  isolated.add(target);
  const policy = new ApiObject(workload, 'Network', {
    ...POLICY,
    metadata: { namespace: target.metadata.namespace },
    spec: Lazy.any({ produce: () => workloadPolicy(access, isolatedPods(target), platformOf(workload)) }),
  });
  policy.metadata.addAnnotation(NOTE, Lazy.any({ produce: () => derivedText(access, isolatedPods(target)) }));
}

const connected = new WeakMap<ApiObject, Set<Direction>>();

/**
 * Adds a policy for a workload that `connections` isolates in one direction, so that it can still resolve names, and its Ingress can still
 * reach it. A workload that is isolated in both directions does not need this policy.
 */
export function completeIsolation(workload: Construct, direction: Direction): void {
  const target = ApiObject.of(workload);
  const known = connected.get(target);
  if (known) {
    known.add(direction);
    return;
  }
  const directions = new Set([direction]);
  connected.set(target, directions);
  SynthSession.of(workload).beforeStart(() => {
    const produce = () => neededPolicy(directions, isolatedPods(target), platformOf(workload));
    if (!isolated.has(target) && hasAddress(target) && workload.node.tryFindChild(NEEDS) === undefined && produce() !== undefined) {
      const metadata = { namespace: target.metadata.namespace };
      const policy = new ApiObject(workload, NEEDS, { ...POLICY, metadata, spec: Lazy.any({ produce }) });
      policy.metadata.addAnnotation(NOTE, Lazy.any({
        produce: () => directions.has('Ingress') ? derivedText(ISOLATED, isolatedPods(target)) : undefined,
      }));
    }
  });
}

/** Isolates all pods of a namespace, including pods from outside the app. */
export function isolateNamespace(scope: Construct, id: string, namespace: string | undefined): ApiObject {
  return new ApiObject(scope, id, {
    ...POLICY,
    metadata: { name: 'default-deny', namespace },
    spec: Lazy.any({ produce: () => namespacePolicy(platformOf(scope)) }),
  });
}

/** Whether cdk8s-plus created the pods of an object, so that a policy can select exactly these pods. */
export function hasAddress(target: ApiObject): boolean {
  return addressOf(target) !== undefined;
}

function addressOf(target: ApiObject): string | undefined {
  const [pod] = podsOf(objectJson(target));
  return pod && asString(asObject(pod.metadata.labels)[ADDRESS_LABEL]);
}

function isolatedPods(target: ApiObject): IsolatedPods {
  const label = addressOf(target);
  if (label === undefined) {
    throw new OptionError(`the pods of "${target.node.path}" have lost the label ${ADDRESS_LABEL}, `
      + 'which their NetworkPolicy selects: keep the label');
  }
  const json = objectJson(target);
  const [pod] = podsOf(json);
  const place = placeOf(json, chartPath(target));
  const beside = objectsAt(target, place, EXPOSING);
  const pods = networkPods(pod, { kind: target.kind, name: target.name, place });
  return { labels: { [ADDRESS_LABEL]: label }, declaredPorts: declaredPorts(pods), exposures: exposuresOf(pods, beside) };
}

function platformOf(construct: IConstruct): Platform {
  return defaultsFor(construct).platform ?? Platform.KUBERNETES;
}

import { ApiServerCall } from './api-server-calls';
import { ClusterObjects } from './cluster-objects';
import { Network } from './evaluate/network';
import { NetworkPods } from './evaluate/network-pods';
import { PodIndex } from './evaluate/pod-index';
import { isAddedLabel } from './evaluate/pod-labels';
import { declaredPorts, exposuresOf } from './exposures';
import { distinctPorts, NetworkPort, Peer, portNumbers } from './peer';
import { derivedText, IsolatedPods, workloadPolicy } from './policy';
import { PolicyNames } from './policy-names';
import { isServiceOf, portsOfService } from './services';
import { groupBy } from '../../formats/manifest/group-by';
import { JsonObject } from '../../formats/manifest/json';
import { BoundAccountsByNamespace } from '../../formats/manifest/role-bindings';
import { PlatformName } from '../settings/target';

/** A policy for the pods of one workload, or the reason why there cannot be one. */
export interface Proposed {
  readonly pods: NetworkPods;
  readonly policy?: JsonObject;
  readonly problem?: string;
  /**
   * Whether the ServiceAccount of the pods has roles. The policy then lacks a connection: manifests do not contain the address of the API
   * server.
   */
  readonly usesApiServer?: boolean;
}

/** The annotation of a policy that no one has reviewed yet. */
const PROPOSAL = 'cdk8s-hardened/proposal';
const DERIVED = 'cdk8s-hardened/derived-access';

/** Labels that usually name a program; selectors prefer the first ones. */
const NAMING = [
  'app.kubernetes.io/instance',
  'app.kubernetes.io/name',
  'app',
  'k8s-app',
  'name',
  'component',
  'app.kubernetes.io/component',
];

/**
 * Policies for workloads that no policy selects, derived from ports, Services and routes in manifests. If another policy allows everything,
 * a proposal would have no effect.
 */
export function proposedPolicies(objects: ClusterObjects, platform: PlatformName): readonly Proposed[] {
  const { pods: all, policies, namespaceLabels, services, routes, apiServerCalls: calls } = objects;
  const network = new Network({ pods: all, policies, namespaceLabels });
  const index = new PodIndex(all, namespaceLabels);
  const placed = groupBy([...services, ...routes], ({ place }) => place);
  const names = new PolicyNames(policies);
  const accounts = new BoundAccountsByNamespace(objects.roleBindings);
  return all.filter((pods) => !network.isSelected(pods, 'Ingress') && !network.isSelected(pods, 'Egress')).map((pods) => {
    if (pods.isOnHost) {
      return { pods, problem: 'is in the network of its node: no policy applies to it' };
    }
    const labels = labelsOf(pods, index);
    if (labels === undefined) {
      return { pods, problem: 'has pods without labels of their own, so that no policy can select only them' };
    }
    const beside = (placed.get(pods.place) ?? []).map(({ object }) => object);
    const usesApiServer = accounts.at(pods.namespace).has(pods.account);
    return { pods, usesApiServer, policy: policyFor(pods, { name: names.nameFor(pods), labels, beside, calls, platform }) };
  });
}

/** A single label that only these pods have, or else all of their labels; undefined if other pods have all of these, too. */
function labelsOf(pods: NetworkPods, index: PodIndex): IsolatedPods['labels'] | undefined {
  const labels = Object.fromEntries(Object.entries(pods.labels.written).filter(([key]) => !isAddedLabel(key)));
  const isOwn = (some: JsonObject) => index.selectAt(pods.place, { matchLabels: some }, 'some').size === 1;
  const key = [...NAMING, ...Object.keys(labels)].find((each) => each in labels && isOwn({ [each]: labels[each] }));
  if (key !== undefined) {
    return { [key]: labels[key] };
  }
  return Object.keys(labels).length > 0 && isOwn(labels) ? labels : undefined;
}

interface PolicyFacts {
  readonly name: string;
  readonly labels: IsolatedPods['labels'];
  /** The Services and routes in the same place. */
  readonly beside: readonly JsonObject[];
  readonly calls: readonly ApiServerCall[];
  readonly platform: PlatformName;
}

function policyFor(pods: NetworkPods, { name, labels, beside, calls, platform }: PolicyFacts): JsonObject {
  const ports = distinctPorts([...declaredPorts(pods), ...beside.flatMap((object) => servedBy(object, pods))]);
  const neighbors: Peer = { name: 'pods of the namespace', entries: () => [{ podSelector: {} }] };
  const access = { allowFrom: ports.length > 0 ? [{ ...neighbors, ports }] : [], allowTo: [neighbors] };
  const isolated: IsolatedPods = { labels, declaredPorts: ports, exposures: exposuresOf(pods, beside, calls) };
  const derived = derivedText(access, isolated);
  const annotations = {
    [PROPOSAL]: ports.length > 0
      ? `pods of the namespace may connect on ${portNumbers(ports)}, and it to them; review both`
      : 'it has no ports; it may connect to pods of the namespace: review that',
    ...derived !== undefined && { [DERIVED]: derived },
  };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, ...pods.namespace !== undefined && { namespace: pods.namespace }, annotations },
    spec: workloadPolicy(access, isolated, platform),
  };
}

function servedBy(object: JsonObject, pods: NetworkPods): readonly NetworkPort[] {
  return isServiceOf(object, pods) ? portsOfService(object, pods).flatMap(({ targets }) => targets) : [];
}

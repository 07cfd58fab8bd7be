import { ClusterObjects, nameOf, Placed } from './cluster-objects';
import { Network } from './evaluate/network';
import { NetworkPods } from './evaluate/network-pods';
import { PodIndex } from './evaluate/pod-index';
import { declaredPorts, exposuresOf } from './exposures';
import { NetworkPort, Peer, portNumbers } from './peer';
import { derivedText, IsolatedPods, workloadPolicy } from './policy';
import { servicePorts, serviceSelector } from './services';
import { groupBy } from '../manifest/group-by';
import { asObject, JsonObject } from '../manifest/json';
import { hasLabels, isAddedLabel } from '../manifest/label-selector';
import { PlatformName } from '../settings/settings';

/** A policy for the pods of one workload, or why there can be none. */
export interface Proposed {
  readonly pods: NetworkPods;
  readonly policy?: JsonObject;
  readonly problem?: string;
}

/** Says on a policy that nobody has looked at it yet. */
const PROPOSAL = 'cdk8s-hardened/proposal';
const DERIVED = 'cdk8s-hardened/derived-access';

/** Labels by which people name a program, in the order in which a policy should select by them. */
const NAMING = ['app.kubernetes.io/instance', 'app.kubernetes.io/name', 'app', 'k8s-app', 'name', 'component', 'app.kubernetes.io/component'];

/** Policies for the workloads that no policy isolates, derived from what manifests say: ports, Services and Ingresses. */
export function proposedPolicies(objects: ClusterObjects, platform: PlatformName): readonly Proposed[] {
  const { pods: all, policies, namespaceLabels, services, ingresses } = objects;
  const network = new Network({ pods: all, policies, namespaceLabels });
  const index = new PodIndex(all, namespaceLabels);
  const beside = groupBy([...services, ...ingresses], ({ place }) => place);
  const names = new Set(policies.map(({ object }) => nameKey(asObject(object.metadata).namespace, nameOf(object))));
  return all.filter((pods) => !network.isIsolated(pods, 'Ingress') && !network.isIsolated(pods, 'Egress')).map((pods) => {
    if (pods.isOnHost) {
      return { pods, problem: 'is in the network of its node: no policy applies to it' };
    }
    const labels = labelsOf(pods, index);
    return labels === undefined
      ? { pods, problem: 'has pods without labels of their own, so that no policy can select only them' }
      : { pods, policy: policyFor(pods, labels, beside.get(pods.place) ?? [], platform, names) };
  });
}

/** One label that only these pods have, or all of their labels; undefined if others have these, too. */
function labelsOf(pods: NetworkPods, index: PodIndex): IsolatedPods['labels'] | undefined {
  const labels = Object.fromEntries(Object.entries(pods.labels).filter(([key]) => !isAddedLabel(key)));
  const isOwn = (some: JsonObject) => index.selectAt(pods.place, { matchLabels: some }).size === 1;
  const key = [...NAMING, ...Object.keys(labels)].find((each) => each in labels && isOwn({ [each]: labels[each] }));
  return key !== undefined ? { [key]: labels[key] } : Object.keys(labels).length > 0 && isOwn(labels) ? labels : undefined;
}

function policyFor(
  pods: NetworkPods, labels: IsolatedPods['labels'], beside: readonly Placed[], platform: PlatformName, names: Set<string>,
): JsonObject {
  const found = beside.map(({ object }) => object);
  const ports = distinct([...declaredPorts(pods), ...found.flatMap((object) => servedBy(object, pods))]);
  const neighbors: Peer = { name: 'pods of the namespace', entries: () => [{ podSelector: {} }] };
  const access = { allowFrom: ports.length > 0 ? [{ ...neighbors, ports }] : [], allowTo: [neighbors] };
  const isolated: IsolatedPods = { labels, declaredPorts: ports, exposures: exposuresOf(pods, found) };
  const derived = derivedText(access, isolated);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: freeName(pods, names),
      ...pods.namespace !== undefined && { namespace: pods.namespace },
      annotations: {
        [PROPOSAL]: ports.length > 0
          ? `pods of the namespace may connect on ${portNumbers(ports)}, and it to them; review both`
          : 'it has no ports; it may connect to pods of the namespace: review that',
        ...derived !== undefined && { [DERIVED]: derived },
      },
    },
    spec: workloadPolicy(access, isolated, platform),
  };
}

function servedBy(object: JsonObject, pods: NetworkPods): readonly NetworkPort[] {
  const selector = object.kind === 'Service' ? serviceSelector(object) : undefined;
  return selector && hasLabels(pods.labels, selector) ? servicePorts(object, pods).flatMap(({ targets }) => targets) : [];
}

function distinct(ports: readonly NetworkPort[]): readonly NetworkPort[] {
  return [...new Map(ports.map((each) => [`${each.port}/${each.protocol}`, each])).values()];
}

/** That of the workload; with its kind where another policy has the same, which `kubectl apply` would replace. */
function freeName({ kind, name, namespace }: NetworkPods, names: Set<string>): string {
  const base = name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '').slice(0, 200) || 'workload';
  const candidates = [base, `${base}-${kind.toLowerCase()}`, ...Array.from({ length: names.size + 1 }, (_, number) => `${base}-${number + 2}`)];
  const free = candidates.find((each) => !names.has(nameKey(namespace, each)))!;
  names.add(nameKey(namespace, free));
  return free;
}

/** What has no namespace may be applied to the same one. */
function nameKey(namespace: unknown, name: string): string {
  return JSON.stringify([namespace, name]);
}

import { ApiServerCall, apiServerCalls } from './api-server-calls';
import { LastApplied } from './evaluate/last-applied';
import { NetworkPods, networkPods } from './evaluate/network-pods';
import { PlacedPolicy } from './evaluate/policies';
import { isRoute } from './routes';
import { alternatives } from '../../formats/language/alternatives';
import { asArray, asObject, asString, JsonObject } from '../../formats/manifest/json';
import { groupKind, objectName, podsOf } from '../../formats/manifest/workload';

/** An object with its place. Objects at the same place are in the same namespace. */
export interface Placed {
  readonly object: JsonObject;
  readonly place: string;
}

/** Policies of network plugins, which are not NetworkPolicies of Kubernetes. */
const OTHER_POLICIES = alternatives([
  /^cilium\.io\/Cilium(?:Clusterwide)?NetworkPolicy$/, // cilium.io/CiliumNetworkPolicy
  /^(?:crd\.)?projectcalico\.org\/(?:Global)?NetworkPolicy$/, // projectcalico.org/GlobalNetworkPolicy
  // policy.networking.k8s.io/AdminNetworkPolicy
  /^policy\.networking\.k8s\.io\/(?:BaselineAdminNetworkPolicy|AdminNetworkPolicy|ClusterNetworkPolicy)$/,
]);

const ROLE_BINDING = /^rbac\.authorization\.k8s\.io\/(?:Cluster)?RoleBinding$/;

/** Collects the objects that determine which connections are possible, in any order. Objects of other kinds are not kept. */
export class ClusterObjects {
  public readonly services: Placed[] = [];
  /** Ingresses, Routes of OpenShift, and routes of the Gateway API. */
  public readonly routes: Placed[] = [];
  public readonly apiServerCalls: ApiServerCall[] = [];
  public readonly roleBindings: JsonObject[] = [];
  public readonly namespaceLabels = new Map<string, JsonObject>();
  /** Number of policies of network plugins, by kind. They are not read. */
  public readonly otherPolicies = new Map<string, number>();
  private readonly applied = new LastApplied<PlacedPolicy>();
  private readonly owned: { readonly owners: readonly string[]; readonly pods: NetworkPods }[] = [];
  private readonly known = new Set<string>();

  public add(object: JsonObject, place: string): void {
    const kind = groupKind(object);
    const metadata = asObject(object.metadata);
    if (kind === 'networking.k8s.io/NetworkPolicy') {
      this.applied.add(object, place, { object, place });
    } else if (kind === '/Service') {
      this.services.push({ object, place });
    } else if (isRoute(object)) {
      this.routes.push({ object, place });
    } else if (kind === '/Namespace') {
      this.namespaceLabels.set(objectName(object), asObject(metadata.labels));
    } else if (ROLE_BINDING.test(kind)) {
      this.roleBindings.push(object);
    } else if (OTHER_POLICIES.test(kind)) {
      this.otherPolicies.set(asString(object.kind)!, (this.otherPolicies.get(asString(object.kind)!) ?? 0) + 1);
    } else {
      this.apiServerCalls.push(...apiServerCalls(object));
      this.learnPods(object, place);
    }
  }

  public get policies(): readonly PlacedPolicy[] {
    return this.applied.all;
  }

  /** The pods of each workload, except workloads that another workload of the input created. */
  public get pods(): readonly NetworkPods[] {
    return this.owned.filter(({ owners }) => !owners.some((owner) => this.known.has(owner))).map(({ pods }) => pods);
  }

  private learnPods(object: JsonObject, place: string): void {
    const kind = asString(object.kind) ?? '';
    const { namespace, ownerReferences } = asObject(object.metadata);
    const views = podsOf(object);
    if (views.length === 0) {
      return;
    }
    const name = objectName(object);
    this.known.add(ownerKey(place, kind, name));
    const owners = asArray(ownerReferences).map(asObject).filter(({ controller }) => controller === true)
      .map((owner) => ownerKey(place, asString(owner.kind) ?? '', asString(owner.name) ?? ''));
    views.forEach((view, index) => this.owned.push({
      owners,
      pods: networkPods(view, { kind, name: views.length > 1 ? `${name} #${index + 1}` : name, namespace: asString(namespace), place }),
    }));
  }
}

function ownerKey(place: string, kind: string, name: string): string {
  return JSON.stringify([place, kind, name]);
}

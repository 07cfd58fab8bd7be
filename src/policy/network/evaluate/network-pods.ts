import { PodLabels, podLabels } from './pod-labels';
import { PortName } from './ports';
import { asObject, asString, JsonObject } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { NetworkPort } from '../peer';

/** A port that a container declares. */
export interface DeclaredPort extends NetworkPort {
  readonly name?: string;
  /** The port of the node that forwards to this port. */
  readonly hostPort?: number;
}

/** The pods of a workload. Policies do not distinguish between them. */
export interface NetworkPods {
  readonly kind: string;
  readonly name: string;
  /** Undefined if the manifest sets no namespace. */
  readonly namespace?: string;
  /** Pods at the same place are in the same namespace. */
  readonly place: string;
  readonly labels: PodLabels;
  readonly ports: readonly DeclaredPort[];
  /** The name of their ServiceAccount. */
  readonly account: string;
  /** Whether the pods use the network of their node. No policy applies to such pods, and no selector of a policy finds them. */
  readonly isOnHost: boolean;
}

export function networkPods(pod: PodView, identity: Pick<NetworkPods, 'kind' | 'name' | 'namespace' | 'place'>): NetworkPods {
  const ports = pod.containers.flatMap(({ ports: declared }) => declared.map(asObject).flatMap(portOf));
  const { serviceAccountName, serviceAccount, hostNetwork } = pod.json;
  const account = asString(serviceAccountName) || asString(serviceAccount) || 'default';
  return { ...identity, labels: podLabels(pod), ports, account, isOnHost: hostNetwork === true };
}

function portOf({ name, containerPort, protocol, hostPort }: JsonObject): readonly DeclaredPort[] {
  return typeof containerPort !== 'number' ? [] : [{
    name: asString(name), port: containerPort, protocol: asString(protocol) ?? 'TCP', ...typeof hostPort === 'number' && { hostPort },
  }];
}

/** A function for the port numbers of a named port. */
export function numbersIn({ ports }: Pick<NetworkPods, 'ports'>): (port: PortName) => readonly number[] {
  return ({ name, protocol }) => ports.filter((each) => each.name === name && each.protocol === protocol).map(({ port }) => port);
}

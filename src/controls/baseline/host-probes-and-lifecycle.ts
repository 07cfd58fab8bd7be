/*
 * A probe or lifecycle hook with a host makes the kubelet send requests to any address it can reach.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].
 *                    {livenessProbe,readinessProbe,startupProbe,lifecycle.postStart,lifecycle.preStop}.{httpGet,tcpSocket}.host
 * Allowed values:    "", undefined
 * Versions:          1.34+; under "hardened" 1.0+, as the kubelet of every version sends that request
 */
import { Path, read } from '../../manifest/json';
import { ContainerView } from '../../manifest/pod';
import { at, everyContainer, NONE, PodControl, Violations } from '../control';

const HANDLERS: readonly Path[] = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

const HOSTS: readonly Path[] = HANDLERS.flatMap((handler) => ['httpGet', 'tcpSocket'].map((action) => [...handler, action, 'host']));

export const hostProbesAndLifecycle: PodControl = {
  id: 'host-probes-and-lifecycle',
  title: 'No host in probes and lifecycle hooks',
  level: 'pss-baseline',
  severity: 'error',
  why: 'The kubelet sends the request from the node, so a pod can make it reach services that the pod itself may not.',
  remedy: 'remove `host`: the kubelet then asks the pod\'s own address',
  checks: [{ since: 0, level: 'hardened', check: everyContainer(hosts) }, { since: 34, check: everyContainer(hosts) }],
};

function hosts(container: ContainerView): Violations {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container.json;
  if (!livenessProbe && !readinessProbe && !startupProbe && !lifecycle) {
    return NONE;
  }
  const given = HOSTS.filter((path) => read(container.json, path));
  return given.length === 0 ? NONE : given.map((path) => at(container, path));
}

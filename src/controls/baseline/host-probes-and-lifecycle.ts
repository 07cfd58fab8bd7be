import { Path, read } from '../../manifest/json';
import { ContainerView, PROBES } from '../../manifest/pod';
import { Found } from '../check';
import { PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

const HANDLERS: readonly Path[] = [...PROBES.map((probe) => [probe]), ['lifecycle', 'postStart'], ['lifecycle', 'preStop']];

const HOSTS: readonly Path[] = HANDLERS.flatMap((handler) => ['httpGet', 'tcpSocket'].map((action) => [...handler, action, 'host']));

export const hostProbesAndLifecycle: PodControl = {
  id: 'host-probes-and-lifecycle',
  title: 'No host in probes and lifecycle hooks',
  level: 'pss-baseline',
  severity: 'error',
  why: 'The kubelet sends the request from the node, so a pod can reach services through it that the pod itself may not reach.',
  remedy: 'remove `host`, so that the kubelet calls the pod\'s own address',
  spec: {
    rules: [{
      fields: [ofContainers('{livenessProbe,readinessProbe,startupProbe,lifecycle.postStart,lifecycle.preStop}.{httpGet,tcpSocket}.host')],
      allowed: ['', undefined],
    }],
    notes: ['The kubelet of every version sends that request, so the profile hardened checks it in all versions.'],
  },
  checks: [{ since: 0, level: 'hardened', check: everyContainer(hosts) }, { since: 34, check: everyContainer(hosts) }],
};

function hosts(container: ContainerView): Found {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container.json;
  if (!livenessProbe && !readinessProbe && !startupProbe && !lifecycle) {
    return undefined;
  }
  return everyEntry(HOSTS, (path) => read(container.json, path) ? at(container, path) : undefined);
}

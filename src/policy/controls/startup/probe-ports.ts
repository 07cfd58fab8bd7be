import { asObject, isAbsent, JsonObject, Path } from '../../../formats/manifest/json';
import { ContainerView, PROBES } from '../../../formats/manifest/pod';
import { STARTUP } from '../admission';
import { Found, Violation } from '../check';
import { always, PodControl } from '../control';
import { isPortName } from '../port-names';
import { ofContainers } from '../specification';
import { at, both, everyContainer, everyEntry, pinned } from '../violations';

export const probePorts: PodControl = {
  id: 'probe-ports',
  title: 'A probe of a port that the container has',
  level: 'hardened',
  risk: 'broken',
  why: 'The kubelet looks up a port name in the ports of the same container. If it is missing, the probe fails, so the pod gets no '
    + 'requests, or the container is restarted again and again.',
  remedy: 'write the number or the name of a port in `ports` of the container, or declare the port there',
  remedyInCode: 'set `port` of the probe to a port of the container, or declare the port in `ports`',
  spec: {
    rules: [{
      fields: [
        ofContainers('{livenessProbe,readinessProbe,startupProbe}.{httpGet,tcpSocket}.port'),
        ofContainers('lifecycle.{postStart,preStop}.{httpGet,tcpSocket}.port'),
      ],
      allowed: 'the name of a port of the same container; any number',
    }],
    notes: ['Numbers are not checked, because a program can listen on a port that is not in `ports`, as many do for their probes.'],
    sources: ['https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/probe/util.go (ResolveContainerPort)'],
  },
  admission: STARTUP,
  reads: {
    needs: ['containers[*].livenessProbe', 'containers[*].readinessProbe', 'containers[*].startupProbe', 'containers[*].lifecycle'],
    fields: ['containers[*].ports'],
  },
  checks: always(everyContainer(unknownPorts)),
};

const HANDLERS = ['httpGet', 'tcpSocket'] as const;
const HOOKS = ['postStart', 'preStop'] as const;

function unknownPorts(container: ContainerView): Found {
  const { json } = container;
  const inProbes = everyEntry(PROBES, (probe) =>
    isAbsent(json[probe]) ? undefined : unknownPort(container, [probe], asObject(json[probe])));
  return isAbsent(json.lifecycle) ? inProbes : both(inProbes, everyEntry(HOOKS, (hook) =>
    unknownPort(container, ['lifecycle', hook], asObject(asObject(json.lifecycle)[hook]))));
}

function unknownPort(container: ContainerView, place: Path, handlers: JsonObject): Violation | undefined {
  const handler = HANDLERS.find((each) => !isAbsent(handlers[each]));
  const { port, host } = asObject(handler && handlers[handler]);
  if (handler === undefined || !isPortName(port) || (typeof host === 'string' && host !== '')) {
    return undefined;
  }
  const { ports } = container;
  return ports.some((each) => asObject(each).name === port) ? undefined : pinned(
    at(container, [...place, handler, 'port'], ports.length === 0
      ? 'the container declares no port'
      : `its ports are ${ports.map(textOf).join(', ')}`),
    String(place[place.length - 1]),
  );
}

function textOf(port: unknown): string {
  const { name, containerPort } = asObject(port);
  return typeof name === 'string' ? `${name} (${String(containerPort)})` : String(containerPort);
}

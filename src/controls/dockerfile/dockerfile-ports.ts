/*
 * A workload and its Dockerfile mean the same ports.
 *
 * Restricted fields: spec.{initContainers,containers}[*].ports[*].containerPort, where the container's Dockerfile is known
 * Allowed values:    at least one that the Dockerfile exposes, where both name any: EXPOSE is a note, and seldom names all
 */
import { asObject } from '../../manifest/json';
import { ContainerView } from '../../manifest/pod';
import { BuiltImage, PortRange } from '../../settings/images';
import { everyBuiltImage } from '../built-images';
import { always, at, NONE, PodControl, Violations } from '../control';

export const dockerfilePorts: PodControl = {
  id: 'dockerfile-ports',
  title: 'The ports that the Dockerfile exposes',
  level: 'hardened',
  severity: 'warning',
  why: 'A Service and probes that ask at a port where nobody listens get no answer, and the pod never becomes ready.',
  remedy: 'declare the port that the program listens on, in `portNumber` and in EXPOSE',
  knownAs: {},
  checks: always(everyBuiltImage(otherPorts)),
};

function otherPorts(container: ContainerView, { source, ports }: BuiltImage): Violations {
  const declared = container.ports.map((json) => Number(asObject(json).containerPort));
  const isExposed = declared.some((port) => ports.some(({ first, last }) => port >= first && port <= last));
  return ports.length === 0 || declared.length === 0 || isExposed ? NONE : [at(container, ['ports', 0, 'containerPort'], `${source} exposes ${ports.map(text).join(', ')}`)];
}

function text({ first, last }: PortRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

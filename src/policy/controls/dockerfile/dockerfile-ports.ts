import { asObject } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { BuiltImage, PortRange } from '../../settings/images';
import { OF_DOCKERFILE } from '../admission';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { at } from '../violations';
import { everyBuiltImage } from './built-images';

export const dockerfilePorts: PodControl = {
  id: 'dockerfile-ports',
  title: 'The ports that the Dockerfile exposes',
  level: 'hardened',
  risk: 'low',
  why: 'If no program listens on the port of a Service or a probe, it gets no answer, and the pod never becomes ready.',
  remedy: 'declare the port that the program listens on, in `ports` and in EXPOSE',
  remedyInCode: 'declare the port that the program listens on, in `portNumber` and in EXPOSE',
  spec: {
    rules: [{
      fields: [ofStartedContainers('ports[*].containerPort, if the container\'s Dockerfile is known')],
      allowed: 'at least one port of EXPOSE, if the Dockerfile has it (EXPOSE is documentation, and rarely complete)',
    }],
  },
  admission: OF_DOCKERFILE,
  reads: {},
  checks: always(everyBuiltImage(otherPorts)),
};

function otherPorts(container: ContainerView, { source, ports }: BuiltImage): Found {
  const declared = container.ports.map((json) => Number(asObject(json).containerPort));
  const isExposed = declared.some((port) => ports.some(({ first, last }) => port >= first && port <= last));
  return ports.length === 0 || declared.length === 0 || isExposed
    ? undefined
    : at(container, ['ports', 0, 'containerPort'], `${source} exposes ${ports.map(text).join(', ')}`);
}

function text({ first, last }: PortRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

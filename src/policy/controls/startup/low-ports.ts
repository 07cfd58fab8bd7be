import { asArray, asObject, childArray, childObject, JsonObject, textOf } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { isOwn } from '../../../knowledge/image-lock/all-known';
import { isHelper } from '../../../knowledge/writable-paths/container-paths';
import { Choices } from '../../settings/choices';
import { choosesIdentity } from '../../settings/identity';
import { ObjectNotes } from '../../settings/notes';
import { STARTUP } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { startsAsNonRoot } from '../effective';
import { knownImage, ofImage } from '../known-images';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry, says } from '../violations';

const SYSCTL = 'net.ipv4.ip_unprivileged_port_start';

/** The first port that every user may open on Linux, unless a sysctl changes it. */
export const FIRST_UNPRIVILEGED = 1024;

export const lowPorts: PodControl = {
  id: 'low-ports',
  title: 'No port below 1024 that the application is not allowed to open',
  level: 'hardened',
  risk: 'low',
  why: 'A non-root application gets "permission denied" for ports below 1024, unless the runtime lets every user open them, as containerd '
    + '2 does.',
  remedy: `listen on 1024 or above, or set the sysctl \`${SYSCTL}\` to the lowest port that is needed`,
  spec: {
    os: 'linux',
    rules: [{
      fields: [ofContainers('ports[*].containerPort'), 'EXPOSE of the image in a lock file, for a container without ports'],
      allowed: '1024 and above, or the value of the sysctl net.ipv4.ip_unprivileged_port_start and above; anything with hostNetwork, and '
        + 'for root without a `drop` of NET_BIND_SERVICE',
    }],
    notes: ['containerd 2 lets every user open all ports by default. containerd 1.7 and CRI-O do not.'],
  },
  admission: STARTUP,
  reads: {
    fields: [
      'containers[*].command', 'containers[*].image', 'containers[*].ports', 'containers[*].securityContext.capabilities',
      'containers[*].securityContext.privileged', 'containers[*].securityContext.runAsNonRoot', 'containers[*].securityContext.runAsUser',
      'spec.hostNetwork', 'spec.securityContext.runAsNonRoot', 'spec.securityContext.runAsUser', 'spec.securityContext.sysctls',
    ],
  },
  checks: always(everyContainer((container, context) => {
    const ports = closedPorts(container, firstOpenPort(container.pod));
    return context.choices.imageLock && container.ports.length === 0
      ? exposedLow(container, context.choices)
      : everyEntry(ports, ({ index }) => at(container, ['ports', index, 'containerPort']));
  })),
  after: ['user-id', 'capabilities-restricted', 'run-as-non-root'],
  isRequested: ({ choices }) => choosesIdentity(choices),
  fix: (pod, context) => {
    const closed = pod.containers.flatMap((container) => [
      ...closedPorts(container, FIRST_UNPRIVILEGED).map(({ port }) => port), ...closedPortsOfImage(container, context.notes),
    ]);
    if (closed.length === 0 || sysctlOf(pod)) {
      return;
    }
    // Only from the lowest declared port on, so that lower ports stay closed.
    const lowest = Math.min(...closed);
    const securityContext = childObject(pod.json, 'securityContext');
    (securityContext && childArray(securityContext, 'sysctls'))?.push({ name: SYSCTL, value: String(lowest) });
  },
};

interface DeclaredPort {
  readonly port: number;
  readonly index: number;
}

const NO_PORTS: readonly DeclaredPort[] = [];

/** Whether the user of a container is or may be root with the capability to open low ports. */
function mayOpenAll(container: ContainerView): boolean {
  const { capabilities, privileged } = container.securityContext;
  const names = (list: string) => asArray(asObject(capabilities)[list]).map((name) => textOf(name).toUpperCase());
  const isDropped = names('drop').some(isIncluding) && !names('add').some(isIncluding);
  return !startsAsNonRoot(container) && (privileged === true || !isDropped);
}

function isIncluding(capability: string): boolean {
  return capability === 'ALL' || capability === 'NET_BIND_SERVICE';
}

/** The ports that a container declares and its user may not open, given the first port that everyone may open. */
function closedPorts(container: ContainerView, firstOpen: number): readonly DeclaredPort[] {
  const { ports } = container;
  if (ports.length === 0 || mayOpenLow(container)) {
    return NO_PORTS;
  }
  return ports.flatMap((json, index) => {
    const port = asObject(json).containerPort;
    return typeof port === 'number' && port > 0 && port < firstOpen ? [{ port, index }] : [];
  });
}

/** A low port in EXPOSE of the image, if the container declares no port, and the program has no file capability for low ports. */
function exposedLow(container: ContainerView, choices: Choices): Violation | undefined {
  const known = container.isEphemeral || container.json.command !== undefined || isHelper(container) || mayOpenLow(container)
    ? undefined : knownImage(container, choices);
  if (!known?.own || !isOwn(known, 'ports') || known.facts.fileCapabilities?.includes('NET_BIND_SERVICE')) {
    return undefined;
  }
  const low = known.facts.ports!.filter((port) => port < firstOpenPort(container.pod));
  return low.length === 0
    ? undefined
    : { ...says(container, ['ports'], `${ofImage(known.own)} exposes ${low.join(', ')}`), allowKey: low.join(', ') };
}

/** The closed ports among the known ports of the image, if the container declares none. */
function closedPortsOfImage(container: ContainerView, { knownImages }: ObjectNotes): readonly number[] {
  const known = isHelper(container) ? undefined : knownImages?.[container.name];
  return known && container.ports.length === 0 && !mayOpenLow(container) ? known.ports.filter((port) => port < FIRST_UNPRIVILEGED) : [];
}

function mayOpenLow(container: ContainerView): boolean {
  return container.pod.json.hostNetwork === true || mayOpenAll(container);
}

function firstOpenPort(pod: PodView): number {
  const sysctl = sysctlOf(pod);
  return sysctl ? Number(sysctl.value) : FIRST_UNPRIVILEGED;
}

function sysctlOf(pod: PodView): JsonObject | undefined {
  return asArray(pod.securityContext.sysctls).map(asObject).find(({ name }) => name === SYSCTL);
}

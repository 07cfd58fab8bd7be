import { asArray, asObject } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { capabilityRisk, RISKS_OF_CAPABILITIES } from '../capability-risk';
import { celList } from '../cel';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

export const DEFAULT_CAPABILITIES: ReadonlySet<unknown> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** The capabilities that a container adds, in CEL. */
export const ADDED = 'c.?securityContext.?capabilities.?add.orValue([])';

export const capabilitiesBaseline: PodControl = {
  id: 'capabilities-baseline',
  title: 'No capabilities beyond the default set',
  level: 'pss-baseline',
  risk: RISKS_OF_CAPABILITIES,
  why: 'Each capability grants some privileges of root; SYS_ADMIN alone grants nearly all of them.',
  remedy: 'remove the capability; most applications need none',
  remedyInCode: 'remove it from `capabilities.add`; most applications need none',
  spec: {
    rules: [{
      fields: [ofContainers('securityContext.capabilities.add')],
      allowed: `${[...DEFAULT_CAPABILITIES].join(', ')}, exactly; undefined`,
    }],
  },
  admission: [{ each: 'container', in: ADDED, violates: `!(it in ${celList(DEFAULT_CAPABILITIES)})`, value: 'it' }],
  reads: { needs: ['containers[*].securityContext.capabilities'] },
  checks: always(everyContainer((container) => addedBeyond(container, DEFAULT_CAPABILITIES))),
};

/** The added capabilities of a container that are not among the allowed ones. */
export function addedBeyond(container: ContainerView, allowed: ReadonlySet<unknown>): Found {
  return everyEntry(asArray(asObject(container.securityContext.capabilities).add), (capability, index) =>
    allowed.has(capability)
      ? undefined
      : { ...at(container, ['securityContext', 'capabilities', 'add', index]), risk: capabilityRisk(capability) });
}

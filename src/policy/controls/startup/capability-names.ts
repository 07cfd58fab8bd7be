import { asArray, asObject } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { AdmissionCheck } from '../admission';
import { celList, celMatches } from '../cel';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, both, everyContainer, everyEntry } from '../violations';

export const CAPABILITIES: ReadonlySet<unknown> = new Set(`ALL
  CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST
  NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE
  SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM
  BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE`.split(/\s+/));

const IS_INEXACT = `!(it in ${celList(CAPABILITIES)})`;
const IS_UNDERSTOOD = celMatches('it', new RegExp(`^(?:${[...CAPABILITIES].join('|')})$`, 'i'));

function namesIn(list: string): string {
  return `c.?securityContext.?capabilities.?${list}.orValue([])`;
}

export const capabilityNames: PodControl = {
  id: 'capability-names',
  title: 'Capabilities by their exact names',
  level: 'hardened',
  risk: {
    broken: 'an unknown name, which the runtime ignores',
    medium: 'another spelling of a name, which the runtime accepts',
  },
  why: 'The runtime ignores an unknown name without an error, and accepts spellings that Pod Security and scanners do not recognize.',
  remedy: 'write the name in capitals and without `CAP_`, as in capabilities(7)',
  spec: {
    rules: [{
      fields: [ofContainers('securityContext.capabilities.{drop,add}')],
      allowed: 'ALL and the Linux capabilities, in capitals and without CAP_',
    }],
    sources: ['https://man7.org/linux/man-pages/man7/capabilities.7.html'],
  },
  admission: ['drop', 'add'].flatMap((list): readonly AdmissionCheck[] => [
    { each: 'container', in: namesIn(list), violates: `${IS_INEXACT} && !${IS_UNDERSTOOD}`, value: 'it' },
    { each: 'container', in: namesIn(list), violates: `${IS_INEXACT} && ${IS_UNDERSTOOD}`, value: 'it', risk: 'medium' },
  ]),
  reads: { needs: ['containers[*].securityContext.capabilities'] },
  checks: always(everyContainer((container) => {
    const { drop, add } = asObject(container.securityContext.capabilities);
    return both(misnamed(container, 'drop', asArray(drop)), misnamed(container, 'add', asArray(add)));
  })),
};

/** A name that is not a string counts as exact here: the control field-types reports it. */
function isExact(name: unknown): boolean {
  return typeof name !== 'string' || CAPABILITIES.has(name);
}

function misnamed(container: ContainerView, list: string, names: readonly unknown[]): Found {
  return everyEntry(names, (name, index) => {
    if (isExact(name)) {
      return undefined;
    }
    const capitals = String(name).toUpperCase();
    const exact = capitals.replace(/^CAP_/, '');
    const remedy = CAPABILITIES.has(exact) ? `write \`${exact}\`` : undefined;
    return {
      ...at(container, ['securityContext', 'capabilities', list, index], problem(capitals), remedy),
      risk: CAPABILITIES.has(capitals) ? 'medium' : 'broken',
    };
  });
}

function problem(capitals: string): string {
  if (capitals === 'ALL') {
    return 'takes effect, but Pod Security accepts only "ALL"';
  }
  if (CAPABILITIES.has(capitals)) {
    return `takes effect as ${capitals}, but Pod Security and scanners do not recognize it`;
  }
  return capitals.startsWith('CAP_') ? 'containerd ignores names with CAP_' : 'Linux has no such capability';
}

import { Risk } from './risk';

/** Capabilities with which a container can take over the node, or read all of its files. */
const TAKE_OVER: ReadonlySet<unknown> = new Set(['ALL', 'DAC_READ_SEARCH', 'SYS_ADMIN', 'SYS_MODULE', 'SYS_RAWIO']);

/**
 * Capabilities with which a container needs one more bug to do so: they change the kernel, its memory, other processes, or the network of
 * the node.
 */
const CLOSE: ReadonlySet<unknown> = new Set([
  'BPF',
  'CHECKPOINT_RESTORE',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'NET_ADMIN',
  'PERFMON',
  'SYS_BOOT',
  'SYS_PTRACE',
  'SYSLOG',
]);

export const RISKS_OF_CAPABILITIES = {
  medium: 'any other one',
  critical: [...TAKE_OVER].join(', '),
  high: [...CLOSE].join(', '),
} as const;

/** The risk of a capability that a container adds. */
export function capabilityRisk(name: unknown): Risk | undefined {
  if (TAKE_OVER.has(name)) {
    return 'critical';
  }
  return CLOSE.has(name) ? 'high' : undefined;
}

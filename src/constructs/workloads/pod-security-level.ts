/** A level of the Pod Security Standards that a namespace enforces. */
export enum PodSecurityLevel {
  /** Prevents known ways to take over a node. */
  BASELINE = 'baseline',
  /** The level that hardened kinds meet: no root, no capabilities, no privilege escalation. */
  RESTRICTED = 'restricted',
}

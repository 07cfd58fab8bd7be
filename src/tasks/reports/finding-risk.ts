/** The advantage of an attacker from a finding. The first two concern objects that do not work, even without an attacker. */
export enum FindingRisk {
  /** The cluster refuses the object. */
  REFUSED = 'refused',
  /** Its containers do not start, or do not work. */
  BROKEN = 'broken',
  /** Takes over the node or the cluster without another bug. */
  CRITICAL = 'critical',
  /** One bug or one stolen credential away from that. */
  HIGH = 'high',
  /** Widens what an attacker can do in the pod or in the namespace. */
  MEDIUM = 'medium',
  /** Hygiene, cost, availability. */
  LOW = 'low',
}

/** Whether a finding fails a synthesis or an audit that asks for errors. */
export enum FindingSeverity {
  /** It fails. */
  ERROR = 'error',
  /** It is only reported. */
  WARNING = 'warning',
}

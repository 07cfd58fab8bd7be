/** Whom a binding gives rights to. */
export interface Subject {
  /** ServiceAccount, User or Group. */
  readonly kind: string;
  readonly name: string;
  /** Of a ServiceAccount; undefined if the manifest does not say it. */
  readonly namespace?: string;
}

/** What a binding gives to its subjects, by names. */
export interface Grant {
  readonly subjects: readonly Subject[];
  /** From the binding to the role with the rules, as `ClusterRoleBinding web -> ClusterRole web`. */
  readonly path: string;
  /** Whether it counts in all namespaces, and for what has none. */
  readonly isClusterWide: boolean;
  /** The namespace in which it counts otherwise; undefined if the manifest does not say it. */
  readonly namespace?: string;
}

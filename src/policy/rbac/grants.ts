/** A subject that a binding gives rights to. */
export interface Subject {
  /** ServiceAccount, User or Group. */
  readonly kind: string;
  readonly name: string;
  /** The namespace of a ServiceAccount; undefined if the manifest does not set it. */
  readonly namespace?: string;
}

/** The role that a binding gives to its subjects, by name. */
export interface Grant {
  readonly subjects: readonly Subject[];
  /** From the binding to the role with the rules, such as `ClusterRoleBinding web -> ClusterRole web`. */
  readonly path: string;
  /** Whether it applies in all namespaces, and to objects without a namespace. */
  readonly isClusterWide: boolean;
  /** The namespace in which it applies otherwise; undefined if the manifest does not set it. */
  readonly namespace?: string;
}

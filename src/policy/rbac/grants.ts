/** A subject of a binding. */
export interface Subject {
  /** ServiceAccount, User or Group. */
  readonly kind: string;
  readonly name: string;
  /** The namespace of a ServiceAccount; undefined if the manifest does not set it. */
  readonly namespace?: string;
}

/** The role that a binding gives to its subjects. */
export interface Grant {
  readonly subjects: readonly Subject[];
  /** The path from the binding to the role with the rules, such as `ClusterRoleBinding web -> ClusterRole web`. */
  readonly path: string;
  /** Whether the rights apply in all namespaces, and to cluster-scoped objects. */
  readonly isClusterWide: boolean;
  /** The namespace with these rights, unless they are cluster-wide; undefined if the manifest does not set it. */
  readonly namespace?: string;
}

/** How pods are admitted: by the API server with CEL policies, by Kyverno, or by the API server with labels of namespaces. */
export const TARGETS = ['vap', 'kyverno', 'psa'] as const;
export type PolicyTarget = typeof TARGETS[number];

/** The action of a cluster for an object that violates a policy. */
export const ACTIONS = ['audit', 'warn', 'deny', 'off'] as const;
export type Action = typeof ACTIONS[number];

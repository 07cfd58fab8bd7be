/** What admits pods: the API server by policies in CEL, Kyverno, or the API server by the labels of namespaces. */
export const TARGETS = ['vap', 'kyverno', 'psa'] as const;
export type PolicyTarget = typeof TARGETS[number];

/** What a cluster does with an object that violates a policy. */
export const ACTIONS = ['audit', 'warn', 'deny', 'off'] as const;
export type Action = typeof ACTIONS[number];

import { Rollout } from '../rollout';

/** For programs. */
export function toNamespacesJson({ namespaces, ...rollout }: Rollout): string {
  const rows = namespaces.map(({ name, labels, ...row }) => ({
    name, labels: Object.fromEntries(Object.entries(labels).map(([mode, { text }]) => [mode, text])), ...row,
  }));
  return `${JSON.stringify({ schemaVersion: 1, ...rollout, namespaces: rows }, undefined, 2)}\n`;
}

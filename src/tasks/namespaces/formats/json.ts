import { Rollout } from '../rollout';

/** For programs. */
export function toNamespacesJson(rollout: Rollout): string {
  return `${JSON.stringify({ schemaVersion: 1, ...rollout }, undefined, 2)}\n`;
}

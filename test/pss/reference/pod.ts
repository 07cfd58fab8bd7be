/** Whether a pod breaks a rule. The pod is as the API server stores it: no nulls, defaults filled in. */
export type Forbids = (pod: any) => boolean;

/** A check under upstream's id. */
export interface Check {
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** By the first minor version that each variant counts at. */
  readonly variants: { readonly [since: number]: Forbids };
  /** The baseline check that this one replaces. */
  readonly overrides?: string;
}

export function containersOf({ spec }: any): any[] {
  return [...spec.initContainers ?? [], ...spec.containers ?? [], ...spec.ephemeralContainers ?? []];
}

export function containerContexts(pod: any): any[] {
  return containersOf(pod).map((container) => container?.securityContext ?? {});
}

export function allContexts(pod: any): any[] {
  return [pod.spec.securityContext ?? {}, ...containerContexts(pod)];
}

export function annotationsOf(pod: any): [string, string][] {
  return Object.entries(pod.metadata.annotations);
}

export function addedCapabilities(context: any): string[] {
  return context.capabilities?.add ?? [];
}

/** The profile types of seccomp and of AppArmor that confine. */
export const PROFILES = ['RuntimeDefault', 'Localhost'];

export function isWrongProfile(profile: any): boolean {
  return profile !== undefined && !PROFILES.includes(profile.type);
}

export function hasUnmaskedProc(pod: any): boolean {
  return containerContexts(pod).some(({ procMount }) => procMount !== undefined && procMount !== 'Default');
}

export function unlessWindows(forbids: Forbids): Forbids {
  return (pod) => pod.spec.os?.name !== 'windows' && forbids(pod);
}

export function unlessUserNamespace(forbids: Forbids): Forbids {
  return (pod) => pod.spec.hostUsers !== false && forbids(pod);
}

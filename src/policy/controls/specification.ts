import { PlatformName } from '../settings/target';

/** The requirements of a control, as data for its documentation and for `explain`. */
export interface Specification {
  readonly rules: readonly Rule[];
  /** Only pods and images for this operating system are checked. */
  readonly os?: 'linux';
  /** The platforms on which it is checked; all if absent. */
  readonly platforms?: readonly PlatformName[];
  /** Additional information for readers: sentences or paragraphs. */
  readonly notes?: readonly string[];
  /** Where the facts come from. */
  readonly sources?: readonly string[];
}

/** Fields, and the values that they may have. */
export interface Rule {
  /** The condition, such as `before Kubernetes 1.19`; always if absent. */
  readonly when?: string;
  readonly fields: readonly string[];
  /** The allowed values, or their description. */
  readonly allowed: string | readonly AllowedValue[];
}

/** A value of a field; undefined for a field that is missing. */
export type AllowedValue = string | number | boolean | undefined;

/** The allowed values in words. */
export function allowedText({ allowed }: Rule): string {
  return typeof allowed === 'string' ? allowed : allowed.map((value) => value === '' ? '""' : String(value)).join(', ');
}

/** The path of a field of every container. */
export function ofContainers(field: string): string {
  return `spec.{initContainers,containers,ephemeralContainers}[*].${field}`;
}

/** The path of a field that ephemeral containers do not have, or that is not checked there. */
export function ofStartedContainers(field: string): string {
  return `spec.{initContainers,containers}[*].${field}`;
}

/** The paths of a field of the security context of the pod and of every container. */
export function ofSecurityContexts(field: string): readonly string[] {
  return [`spec.securityContext.${field}`, ofContainers(`securityContext.${field}`)];
}

import { asObject, asString, JsonObject } from '../../formats/manifest/json';

/** The levels of the Pod Security Standards, least strict first. */
export const POD_SECURITY_LEVELS = ['privileged', 'baseline', 'restricted'] as const;
export type AdmissionLevel = typeof POD_SECURITY_LEVELS[number];

/** A level that a namespace can be brought to. */
export type Goal = Exclude<AdmissionLevel, 'privileged'>;

/** The modes of Pod Security admission. */
export const MODES = ['enforce', 'warn', 'audit'] as const;
export type PodSecurityMode = typeof MODES[number];

/** The label of a mode, as the API server reads it. */
export interface ModeLabel {
  /** Both values, such as `baseline:v1.30`. */
  readonly text: string;
  /** The level that the server applies: for an invalid one restricted to enforce, and privileged in other modes. */
  readonly level: AdmissionLevel;
}

export type ModeLabels = { readonly [mode in PodSecurityMode]?: ModeLabel };

const PREFIX = 'pod-security.kubernetes.io/';
const VERSION = /^(?:latest|v1\.(?:0|[1-9][0-9]*))$/;

/** The labels of a Namespace. */
export function labelsOf({ metadata }: JsonObject): ModeLabels {
  const labels = asObject(asObject(metadata).labels);
  return Object.fromEntries(MODES.flatMap((mode) => {
    const level = asString(labels[PREFIX + mode]);
    const version = asString(labels[`${PREFIX}${mode}-version`]);
    const known = POD_SECURITY_LEVELS.find((each) => each === level);
    const isValid = known !== undefined && (version === undefined || VERSION.test(version));
    return level === undefined ? [] : [[mode, {
      text: `${level}${version === undefined ? '' : `:${version}`}${isValid ? '' : ' (invalid)'}`,
      level: known ?? (mode === 'enforce' ? 'restricted' : 'privileged'),
    }]];
  }));
}

/** A Namespace whose labels set these modes to a level and a version. All other labels stay. */
export function labeled(namespace: JsonObject, modes: readonly PodSecurityMode[], level: AdmissionLevel, version: string): JsonObject {
  const metadata = asObject(namespace.metadata);
  const added = Object.fromEntries(modes.flatMap((mode) => [[PREFIX + mode, level], [`${PREFIX}${mode}-version`, version]]));
  return { ...namespace, metadata: { ...metadata, labels: { ...asObject(metadata.labels), ...added } } };
}

/** Whether a level is less strict than another one. */
export function isLooser(level: AdmissionLevel, other: AdmissionLevel): boolean {
  return POD_SECURITY_LEVELS.indexOf(level) < POD_SECURITY_LEVELS.indexOf(other);
}

/** The less strict one of two levels. */
export function lower(one: AdmissionLevel, other: AdmissionLevel): AdmissionLevel {
  return isLooser(one, other) ? one : other;
}

import { SPEC, celList } from './cel';
import { Risk } from './risk';
import { AllowedValue } from './specification';
import { MinorVersion } from '../../formats/manifest/version';
import { PlatformName } from '../settings/target';

/**
 * The violations of a control in the pods of a cluster, as CEL conditions for admission policies. They express the same rule as `checks`,
 * for pods in the API server, which have default values and no null.
 */
export interface AdmissionCheck {
  /** What the conditions apply to: the pod, each of its containers as `c`, or each of its volumes as `v`. */
  readonly each: 'pod' | 'container' | 'volume';
  /** A list or map in CEL. The conditions apply to each entry or key as `it`. */
  readonly in?: string;
  /** A CEL condition that is true for a violation. */
  readonly violates: string;
  /** A CEL expression for the text that a waiver must list; absent if the control has only one wrong value there. */
  readonly value?: string;
  /** A CEL condition that is true if the field is missing. Then the violation is not a choice of the author. */
  readonly missing?: string;
  /** The risk of this violation, if the control has several. */
  readonly risk?: Risk;
  /** The first Kubernetes version with this check. */
  readonly since?: MinorVersion;
  /** The first Kubernetes version without this check. */
  readonly before?: MinorVersion;
  /** The platforms with this check; all if absent. */
  readonly platforms?: readonly PlatformName[];
}

/** Why admission policies leave out a control, as a sentence without its period. */
export interface NotInPolicies {
  readonly because: string;
}

export type Admission = readonly AdmissionCheck[] | NotInPolicies;

export function isInPolicies(admission: Admission): admission is readonly AdmissionCheck[] {
  return Array.isArray(admission);
}

/**
 * The value that a mutating policy fills in for a control, as data. It equals the value that `fix` fills in without further knowledge about
 * the pod. `when` checks that the field is missing, and that no explicit choice contradicts the value.
 */
export interface AdmissionFilling {
  readonly each: 'pod' | 'container';
  /** A CEL condition on a container `c` or on the pod. */
  readonly when: string;
  /** The field to add, as JSON Pointer segments. The security context exists. */
  readonly path: string;
  /** A CEL expression. */
  readonly value: string;
}

/** The values that a policy fills in for a control, or the reason why it fills in nothing. */
export type Fillings = readonly AdmissionFilling[] | NotInPolicies;

export function isFilling(filling: Fillings): filling is readonly AdmissionFilling[] {
  return Array.isArray(filling);
}

/** A reason to fill in nothing, which several controls share. */
export const NEEDS_IMAGE_FACTS: NotInPolicies = { because: 'the object does not contain the user of the image' };
export const API_SERVER_FILLS_IN_FIRST: NotInPolicies = {
  because: 'the API server fills in a default first, so the policy '
  + 'cannot see that the field was missing',
};

/** A reason for no policy check, which several controls share. */
export const STARTUP: NotInPolicies = {
  because: 'it finds pods that would not start or work, which is not a matter of security',
};
export const DECLARED: NotInPolicies = { because: 'it checks the code of a hardened workload, which the object does not show' };
export const MOUNTED_PATHS: NotInPolicies = { because: 'it compares paths with all mounts of a container, which CEL cannot resolve' };
export const IMAGE_CATALOG: NotInPolicies = { because: 'it knows the users of hundreds of images, which are too many for an expression' };
export const OF_DOCKERFILE: NotInPolicies = { because: 'it compares the pod with a Dockerfile' };
export const OF_PLATFORM: NotInPolicies = { because: 'the admission of the platform itself refuses its violations' };

interface Options extends Pick<AdmissionCheck, 'since' | 'before'> {
  /** A CEL condition that allows any value. */
  readonly unless?: string;
  /** The field name that a waiver must list before the value: `type=spc_t`. */
  readonly names?: string;
}

/**
 * The checks that fields only have allowed values. A waiver lists another value by its text.
 *
 * @param fields as in a specification
 * @param values the allowed values; with undefined, the field may be missing
 */
export function onlyAllows(
  fields: readonly string[], values: readonly AllowedValue[], { unless, names, ...versions }: Options = {},
): readonly AdmissionCheck[] {
  const present = values.filter((value) => value !== undefined);
  const mayBeMissing = present.length < values.length;
  return fields.flatMap(alternatives).map(celFieldOf).map(({ each, optional, plain }) => {
    const isAllowed = present.length > 0 ? `${plain} in ${celList(present)}` : undefined;
    const isSet = `${optional}.hasValue()`;
    const isWrongIfSet = isAllowed ? `${isSet} && !(${isAllowed})` : isSet;
    const isWrong = mayBeMissing ? isWrongIfSet : `!(${isSet} && ${isAllowed})`;
    return {
      each,
      violates: unless === undefined ? isWrong : `!(${unless}) && (${isWrong})`,
      ...!mayBeMissing && { missing: `!${isSet}` },
      ...present.some((value) => typeof value === 'string')
        && { value: `${names === undefined ? '' : `'${names}=' + `}${optional}.orValue('')` },
      ...versions,
    };
  });
}

/** A field: its path, and two CEL expressions, with optional steps and with steps that are known to exist. */
interface CelField {
  readonly each: AdmissionCheck['each'];
  readonly optional: string;
  readonly plain: string;
}

const ROOTS: readonly (readonly [prefix: string, each: CelField['each'], root: string])[] = [
  ['spec.{initContainers,containers,ephemeralContainers}[*].', 'container', 'c'],
  ['spec.volumes[*].', 'volume', 'v'],
  ['spec.', 'pod', SPEC],
];

function celFieldOf(field: string): CelField {
  const [prefix, each, root] = ROOTS.find(([start]) => field.startsWith(start)) ?? [];
  const steps = prefix === undefined ? [] : field.slice(prefix.length).split('.');
  if (each === undefined || !steps.every((step) => /^\w+$/.test(step))) {
    throw new Error(`${field} is not a field that CEL can name: write the check in \`admission\``);
  }
  return { each, optional: `${root}${steps.map((step) => `.?${step}`).join('')}`, plain: `${root}.${steps.join('.')}` };
}

const CONTAINERS = '{initContainers,containers,ephemeralContainers}';

/** The fields of a path with alternatives: `a.{b,c}`. One check covers all lists of containers. */
function alternatives(field: string): readonly string[] {
  const start = field.startsWith(`spec.${CONTAINERS}`) ? `spec.${CONTAINERS}`.length : 0;
  const [whole, names] = /\{([^}]*)\}/.exec(field.slice(start)) ?? [undefined, undefined];
  return whole === undefined ? [field]
    : names.split(',').flatMap((name) => alternatives(field.slice(0, start) + field.slice(start).replace(whole, name)));
}

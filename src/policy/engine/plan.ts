import { ObjectPlan, fixStepsFor } from './assess';
import { knowingImages } from './known-images';
import { matchingContainers, WorkloadPattern } from './match';
import { clone, JsonObject } from '../../formats/manifest/json';
import { oncePer } from '../../formats/manifest/once-per';
import { PodView } from '../../formats/manifest/pod';
import { podsOf } from '../../formats/manifest/workload';
import { KnowledgeOptions } from '../../knowledge/images/knowledge-of';
import { DeclaredPath } from '../../knowledge/writable-paths/declared-path';
import { amended, EvaluationContext, ContextParts, thirdPartyContext } from '../context/context';
import { AnyObjectControl, Level, LEVELS } from '../controls/control';
import { Choices, ContainerAmounts, EnvironmentVariable, Severities } from '../settings/choices';
import { Identity, IdentitySource, identitySource, IdentitySources } from '../settings/identity';
import { KnownImageMode, UnknownUserMode } from '../settings/image-modes';
import { assignsIds, PlatformName } from '../settings/target';

/** The options of a user for hardening third-party workloads. Absent options were not set, or come from another source. */
export interface UserOptions {
  readonly profile?: Level;
  readonly overrideUnsafe?: boolean;
  readonly unknownUser?: UnknownUserMode;
  /** The ids of the controls that may change values. */
  readonly only?: readonly string[];
  /** The ids of controls that must not change values. */
  readonly keep?: readonly string[];
  readonly identity?: Identity;
  readonly containerIdentities?: { readonly [container: string]: Identity };
  /** The user of a preset. A stated user overrides it. */
  readonly presetIdentity?: Identity;
  readonly presetIdentities?: { readonly [container: string]: Identity };
  /** The group for the volumes of a pod whose identity has no group, taken from an image of the pod. */
  readonly fsGroup?: number;
  readonly writablePaths?: readonly DeclaredPath[];
  readonly environment?: readonly EnvironmentVariable[];
  readonly resources?: readonly ContainerAmounts[];
  /** Whether to pass values of Secrets as files instead of variables, if the image is known to read such files. */
  readonly secretsAsFiles?: boolean;
  /** How to use the known facts about images. */
  readonly imageFacts?: KnownImageMode;
}

/** Options for matching workloads. If the match names an image, options for single containers apply to the containers with that image. */
export interface WorkloadRule extends UserOptions {
  readonly match: WorkloadPattern;
}

/** All options for hardening the workloads of an input. */
export interface HardeningConfig extends UserOptions {
  /** Facts about images from the user, in addition to the built-in facts. */
  readonly ownImages?: KnowledgeOptions;
  /** The lock file that pins the tags of images to digests. */
  readonly imageLock?: Choices['imageLock'];
  /** The controls of the team: its ValidatingAdmissionPolicies. */
  readonly ownControls?: readonly AnyObjectControl[];
  /** The registries that images may come from; all if absent. */
  readonly allowedRegistries?: Choices['allowedRegistries'];
  readonly platform?: PlatformName;
  /** Minor version. */
  readonly kubernetesVersion?: number;
  /** The severities that replace severities of the catalog. */
  readonly severities?: Severities | undefined;
  /** The options for some workloads. A later entry overrides an earlier one, but lists add up. */
  readonly workloads?: readonly WorkloadRule[];
  /** The profile for the evaluation of objects without a chosen profile, if it is stricter than the profile for hardening. */
  readonly evaluatedBy?: Level;
}

export const HARDEN_DEFAULT: Level = 'pss-restricted';

/**
 * The plan for one object.
 *
 * @param known the facts and notes about the object
 * @param own the profile that a waiver allows instead of a stricter one: the object is hardened to this profile, and evaluated by the
 * stricter one
 * @param waive as in the plan: waived values are not replaced, so they determine users
 */
export function planOf(
  rules: HardeningConfig,
  object: JsonObject,
  known?: Pick<ContextParts, 'facts' | 'notes'>,
  pods: readonly PodView[] = podsOf(object),
  own?: Level,
  waive?: ObjectPlan['waive'],
): ObjectPlan {
  const choices = choicesFor(rules, object, pods);
  const { profile = HARDEN_DEFAULT } = choices;
  const evaluatedBy = choices.profile ?? rules.evaluatedBy ?? HARDEN_DEFAULT;
  const isLower = own !== undefined && LEVELS.indexOf(own) < LEVELS.indexOf(profile);
  const isGeneral = !isLower && choices === rules;
  const plan = withKnown(isGeneral ? generalPlan(rules) : newPlan(rules, isLower ? { ...choices, profile: own } : choices), known);
  const { level } = plan.filling;
  const context = knowingImages(plan.context, overriddenPods(plan, object, pods, waive), level);
  return context === plan.context && evaluatedBy === level ? plan : { ...plan, context, evaluatedBy };
}

/**
 * The pods after overrides replaced unsafe values, and before values are filled in. An image gets its user if an unsafe user was replaced.
 */
export function overriddenPods(
  plan: ObjectPlan,
  object: JsonObject,
  pods: readonly PodView[],
  waive: ObjectPlan['waive'],
): readonly PodView[] {
  if (!plan.filling.overridesUnsafe || pods.length === 0) {
    return pods;
  }
  const { context, steps } = fixStepsFor({ ...plan, waive }, { object, path: [], pods });
  const overridden = podsOf(clone(object));
  steps.filter(({ isOverride }) => isOverride).forEach(({ run }) => overridden.forEach((pod) => run(pod, context)));
  return overridden;
}

/** One plan for all objects that match no rule. */
const generalPlan = oncePer((rules: HardeningConfig) => newPlan(rules, rules));

function withKnown(plan: ObjectPlan, known?: ContextParts): ObjectPlan {
  return known ? { ...plan, context: amended(plan.context, known) } : plan;
}

function newPlan(rules: HardeningConfig, choices: UserOptions): ObjectPlan {
  const { profile: level = HARDEN_DEFAULT, overrideUnsafe: overridesUnsafe, only, keep, unknownUser } = choices;
  const defaults = thirdPartyContext(rules.platform ?? 'kubernetes');
  const version = rules.kubernetesVersion ?? defaults.target.kubernetesVersion;
  const base = level === 'hardened' ? defaults : amended(defaults, { choices: { identity: {}, writablePaths: [] } });
  const { secretsAsFiles, imageFacts = defaults.choices.imageFacts } = choices;
  const { ownImages, imageLock, allowedRegistries, severities, ownControls } = rules;
  const given = { imageFacts, secretsAsFiles, ownImages, imageLock, allowedRegistries, severities };
  const context = amended(base, { target: { kubernetesVersion: version }, choices: { ...given, ...chosen(choices, base) } });
  return {
    context,
    filling: { level, version, overridesUnsafe, only, keep },
    skipsUnknownUsers: unknownUser === 'skip',
    ownControls,
  };
}

/** The rules themselves, if none of them selects workloads. */
function choicesFor(rules: HardeningConfig, object: JsonObject, pods: readonly PodView[]): UserOptions {
  const { workloads = [], ...forAll } = rules;
  return workloads.length === 0 ? rules : workloads.reduce<UserOptions>((choices, { match, ...rule }) => {
    const containers = matchingContainers(match, object, pods);
    return containers ? merged(choices, match.image === undefined ? rule : ofContainers(rule, containers)) : choices;
  }, forAll);
}

/** Later options override earlier ones. Lists of paths and variables add up. */
function merged<T extends UserOptions>(outer: T, inner: UserOptions): T {
  const named = Object.fromEntries(Object.entries(inner).filter(([, value]) => value !== undefined));
  return {
    ...outer,
    ...named,
    containerIdentities: { ...outer.containerIdentities, ...inner.containerIdentities },
    presetIdentities: { ...outer.presetIdentities, ...inner.presetIdentities },
    writablePaths: [...outer.writablePaths ?? [], ...inner.writablePaths ?? []],
    environment: [...outer.environment ?? [], ...inner.environment ?? []],
    resources: [...outer.resources ?? [], ...inner.resources ?? []],
  };
}

/** Adds rules that override other rules, both for all workloads and for some. */
export function mergedRules(outer: HardeningConfig, inner: HardeningConfig): HardeningConfig {
  return {
    ...merged(outer, inner),
    severities: outer.severities || inner.severities ? { ...outer.severities, ...inner.severities } : undefined,
    workloads: [...outer.workloads ?? [], ...inner.workloads ?? []],
  };
}

/** The same options, limited to some containers. */
function ofContainers(choices: UserOptions, containers: readonly string[]): UserOptions {
  const { identity, presetIdentity, writablePaths = [], environment = [], resources = [], ...rule } = choices;
  const forEach = (user: Identity | undefined) => user && Object.fromEntries(containers.map((container) => [container, user]));
  return {
    ...rule,
    containerIdentities: forEach(identity),
    presetIdentities: forEach(presetIdentity),
    fsGroup: identity?.fsGroup,
    writablePaths: containers.flatMap((container) => writablePaths.map((path) => ({ ...path, container }))),
    environment: containers.flatMap((container) => environment.map((variable) => ({ ...variable, container }))),
    resources: containers.flatMap((container) => resources.map((amounts) => ({ ...amounts, container }))),
  };
}

function chosen(choices: UserOptions, base: EvaluationContext): Partial<Choices> {
  const { identity: stated, containerIdentities = {}, writablePaths = [], environment = [], resources } = choices;
  const isAssigned = assignsIds(base.target);
  const { presetIdentity, presetIdentities = {} }: UserOptions = isAssigned ? {} : choices;
  const { fsGroup = Object.values(presetIdentities).at(-1)?.fsGroup } = choices;
  const identity = stated ?? presetIdentity;
  const sources = (users: object, source: IdentitySource) => Object.fromEntries(Object.keys(users).map((container) => [container, source]));
  const identitySources: IdentitySources = {
    pod: identitySource(stated, presetIdentity),
    containers: { ...sources(presetIdentities, 'image'), ...sources(containerIdentities, 'author') },
  };
  return {
    identity: { ...fsGroup !== undefined && { fsGroup }, ...identity ?? (isAssigned ? {} : base.choices.identity) },
    containerIdentities: { ...presetIdentities, ...containerIdentities },
    identitySources,
    writablePaths: [...base.choices.writablePaths, ...writablePaths],
    environment,
    resources,
  };
}

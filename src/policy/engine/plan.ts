import { Plan, recipeFor } from './assess';
import { knowingImages } from './known-images';
import { matchingContainers, WorkloadMatch } from './match';
import { clone, JsonObject } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { podsOf } from '../../formats/manifest/workload';
import { KnowledgeOptions } from '../../knowledge/images/knowledge-of';
import { DeclaredPath } from '../../knowledge/writable-paths/declared-path';
import { amended, EvaluationContext, ContextParts, thirdPartyContext } from '../context/context';
import { Level, LEVELS } from '../controls/control';
import { Choices, ContainerAmounts, EnvironmentVariable, Severities } from '../settings/choices';
import { Identity, IdentitySource, identitySource, IdentitySources } from '../settings/identity';
import { ImageKnowledge, UnknownImage } from '../settings/image-modes';
import { assignsIds, PlatformName } from '../settings/target';

/** The options of a user for hardening workloads of other kinds. Absent options come from elsewhere, or were not set. */
export interface UserOptions {
  readonly profile?: Level;
  readonly overrideUnsafe?: boolean;
  readonly unknownImage?: UnknownImage;
  /** The ids of the controls that may change something. */
  readonly only?: readonly string[];
  /** The ids of controls that must not change anything. */
  readonly exclude?: readonly string[];
  readonly identity?: Identity;
  readonly containerIdentities?: { readonly [container: string]: Identity };
  /** The user of a preset. A stated user overrides it. */
  readonly presetIdentity?: Identity;
  readonly presetIdentities?: { readonly [container: string]: Identity };
  /** The group of the volumes of a pod whose identity has no group: the group of an image that it runs. */
  readonly fsGroup?: number;
  readonly writablePaths?: readonly DeclaredPath[];
  readonly environment?: readonly EnvironmentVariable[];
  readonly resources?: readonly ContainerAmounts[];
  /** Whether to pass values of Secrets as files instead of variables, if the image is known to read such files. */
  readonly secretsAsFiles?: boolean;
  /** How to use the known facts about images. */
  readonly imageKnowledge?: ImageKnowledge;
}

/** Options for the workloads that match. If an image matches, choices that can differ between containers apply to its containers. */
export interface WorkloadRule extends UserOptions {
  readonly match: WorkloadMatch;
}

/** All choices for hardening the workloads of an input. */
export interface Rules extends UserOptions {
  /** Facts about images from the user, in addition to the built-in facts. */
  readonly ownImages?: KnowledgeOptions;
  /** The lock file that pins the tags of images to digests. */
  readonly imageLock?: Choices['imageLock'];
  /** The registries that images may come from. */
  readonly allowedRegistries?: Choices['allowedRegistries'];
  readonly platform?: PlatformName;
  /** Minor version. */
  readonly kubernetesVersion?: number;
  /** The severities that replace severities of the catalog. */
  readonly severities?: Severities | undefined;
  /** A later rule overrides an earlier one, except for lists, which add up. */
  readonly workloads?: readonly WorkloadRule[];
  /**
   * The profile for the evaluation of objects for which no other profile is chosen, if it is stricter than the profile that is filled in.
   */
  readonly evaluatedBy?: Level;
}

export const DEFAULT_LEVEL: Level = 'pss-restricted';

/**
 * The plan for one object.
 *
 * @param known the facts and notes about the object
 * @param own the profile that a waiver allows instead of a stricter one: the object is hardened to this profile, and evaluated by the
 * stricter one
 * @param waive as in the plan: values that are waived are not replaced, so they decide about users
 */
export function planOf(
  rules: Rules, object: JsonObject, known?: Pick<ContextParts, 'facts' | 'notes'>, pods: readonly PodView[] = podsOf(object), own?: Level, waive?: Plan['waive'],
): Plan {
  const choices = choicesFor(rules, object, pods);
  const { profile = DEFAULT_LEVEL } = choices;
  const evaluatedBy = choices.profile ?? rules.evaluatedBy ?? DEFAULT_LEVEL;
  const isLower = own !== undefined && LEVELS.indexOf(own) < LEVELS.indexOf(profile);
  const isGeneral = !isLower && choices === rules;
  const plan = withKnown(isGeneral ? generalPlan(rules) : newPlan(rules, isLower ? { ...choices, profile: own } : choices), known);
  const { level } = plan.filling;
  const context = knowingImages(plan.context, overriddenPods(plan, object, pods, waive), level);
  return context === plan.context && evaluatedBy === level ? plan : { ...plan, context, evaluatedBy };
}

/** The pods as they are when values are filled in: an image gets its user where an unsafe one was replaced. */
export function overriddenPods(plan: Plan, object: JsonObject, pods: readonly PodView[], waive: Plan['waive']): readonly PodView[] {
  if (!plan.filling.overridesUnsafe || pods.length === 0) {
    return pods;
  }
  const { context, steps } = recipeFor({ ...plan, waive }, { object, path: [], pods });
  const overridden = podsOf(clone(object));
  steps.filter(({ isOverride }) => isOverride).forEach(({ run }) => overridden.forEach((pod) => run(pod, context)));
  return overridden;
}

/** One plan for all objects that no rule matches. */
function generalPlan(rules: Rules): Plan {
  const plan = general.get(rules) ?? newPlan(rules, rules);
  general.set(rules, plan);
  return plan;
}

const general = new WeakMap<Rules, Plan>();

function withKnown(plan: Plan, known?: ContextParts): Plan {
  return known ? { ...plan, context: amended(plan.context, known) } : plan;
}

function newPlan(rules: Rules, choices: UserOptions): Plan {
  const { profile: level = DEFAULT_LEVEL, overrideUnsafe: overridesUnsafe, only, exclude, unknownImage } = choices;
  const defaults = thirdPartyContext(rules.platform ?? 'kubernetes');
  const version = rules.kubernetesVersion ?? defaults.target.kubernetesVersion;
  const base = level === 'hardened' ? defaults : amended(defaults, { choices: { identity: {}, writablePaths: [] } });
  const { secretsAsFiles, imageKnowledge = defaults.choices.imageKnowledge } = choices;
  const { ownImages, imageLock, allowedRegistries, severities } = rules;
  const given = { imageKnowledge, secretsAsFiles, ownImages, imageLock, allowedRegistries, severities };
  const context = amended(base, { target: { kubernetesVersion: version }, choices: { ...given, ...chosen(choices, base) } });
  return {
    context,
    filling: { level, version, overridesUnsafe, only, exclude },
    skipsUnknownUsers: unknownImage === 'skip',
  };
}

/** The rules themselves if no rule applies to single workloads. */
function choicesFor(rules: Rules, object: JsonObject, pods: readonly PodView[]): UserOptions {
  const { workloads = [], ...forAll } = rules;
  return workloads.length === 0 ? rules : workloads.reduce<UserOptions>((choices, { match, ...rule }) => {
    const containers = matchingContainers(match, object, pods);
    return containers ? merged(choices, match.image === undefined ? rule : ofContainers(rule, containers)) : choices;
  }, forAll);
}

/** Later choices override earlier ones. Lists of paths and variables add up. */
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

/** Rules that override other rules, which may be general or for some workloads. */
export function mergedRules(outer: Rules, inner: Rules): Rules {
  return {
    ...merged(outer, inner),
    severities: outer.severities || inner.severities ? { ...outer.severities, ...inner.severities } : undefined,
    workloads: [...outer.workloads ?? [], ...inner.workloads ?? []],
  };
}

/** The same choices for some containers only. */
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

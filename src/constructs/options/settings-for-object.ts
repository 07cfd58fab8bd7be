import { HardeningOptions, WorkloadOverride } from './apply-options';
import { mergedByContainer, SettingsByContainer } from './placed';
import { JsonObject } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { matchingContainers } from '../../policy/engine/match';
import { HardeningProfile } from '../../policy/settings/hardening-profile';

/** The settings of one call of `apply`, or of one mixin. */
export interface AppliedSettings extends HardeningOptions {
  readonly workloads?: readonly WorkloadOverride[];
}

/** All settings for one object. */
export interface ObjectSettings extends HardeningOptions {
  readonly containerSettings: SettingsByContainer;
}

/** Settings that can differ between containers. */
const OF_CONTAINERS = ['runAs', 'writablePaths', 'presets'] as const;

/**
 * The settings of an object. The innermost call decides each setting, except that the strictest profile wins.
 *
 * @param calls from the outermost scope inwards
 */
export function settingsForObject(calls: readonly AppliedSettings[], object: JsonObject, pods: readonly PodView[]): ObjectSettings {
  return calls.map((call) => ofCall(call, object, pods)).reduce(nearest);
}

/** The settings of one call for an object. A later entry in `workloads` overrides an earlier one. */
function ofCall({ workloads = [], ...general }: AppliedSettings, object: JsonObject, pods: readonly PodView[]): ObjectSettings {
  return workloads.reduce<ObjectSettings>((settings, { match, ...own }) => {
    const containers = matchingContainers(match, object, pods);
    return containers ? specific(settings, own, match.image === undefined ? undefined : containers) : settings;
  }, { ...general, profile: general.profile ?? HardeningProfile.PSS_RESTRICTED, containerSettings: {} });
}

/** @param containers the containers that the inner settings apply to, if a setting can differ between containers; all if undefined */
function specific(outer: ObjectSettings, inner: HardeningOptions, containers: readonly string[] | undefined): ObjectSettings {
  const { runAs, writablePaths, presets, ...others } = inner;
  const own = { runAs, writablePaths, presets };
  if (!containers) {
    return { ...outer, ...named(others), ...named(added(outer, own)) };
  }
  const settings = Object.fromEntries(containers.map((container) => [container, added(outer.containerSettings[container] ?? {}, own)]));
  return { ...outer, ...named(others), containerSettings: mergedByContainer(outer.containerSettings, settings) };
}

type ContainerOptions = Pick<HardeningOptions, typeof OF_CONTAINERS[number]>;

/** Lists add up. */
function added(outer: ContainerOptions, { runAs, writablePaths, presets }: ContainerOptions): ContainerOptions {
  return {
    runAs,
    writablePaths: writablePaths && [...outer.writablePaths ?? [], ...writablePaths],
    presets: presets && [...outer.presets ?? [], ...presets],
  };
}

function nearest(outer: ObjectSettings, inner: ObjectSettings): ObjectSettings {
  return {
    ...outer,
    ...named(inner),
    profile: stricter(outer.profile, inner.profile),
    containerSettings: mergedByContainer(withoutOverridden(outer.containerSettings, inner), inner.containerSettings),
  };
}

/** An inner scope's settings for all containers override an outer scope's settings for single containers. */
function withoutOverridden(settings: SettingsByContainer, inner: HardeningOptions): SettingsByContainer {
  const overridden = OF_CONTAINERS.filter((option) => inner[option] !== undefined);
  const withoutThem = (own: object) => Object.fromEntries(Object.entries(own).filter(([option]) => !overridden.includes(option as never)));
  return Object.fromEntries(Object.entries(settings).map(([container, own]) => [container, withoutThem(own)]));
}

const PROFILES = Object.values(HardeningProfile);

function stricter(one: HardeningProfile | undefined, other: HardeningProfile | undefined): HardeningProfile | undefined {
  const rank = (profile: HardeningProfile | undefined) => profile === undefined ? -1 : PROFILES.indexOf(profile);
  return rank(other) > rank(one) ? other : one;
}

/** Python and Java pass undefined for omitted values. */
function named<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

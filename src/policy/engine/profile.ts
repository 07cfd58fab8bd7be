import { oncePer } from '../../formats/manifest/once-per';
import { LATEST_VERSION, MinorVersion } from '../../formats/manifest/version';
import { CATALOG, findControl } from '../controls/catalog';
import { Check } from '../controls/check';
import {
  checkAt,
  DeclarationControl,
  DockerfileControl,
  isDeclarationControl,
  isDockerfileControl,
  isObjectControl,
  isOwnControl,
  isPodControl,
  Level,
  levelAt,
  LEVELS,
  AnyObjectControl,
  AnyPodControl,
} from '../controls/control';

/** A pod control, with its check for a version. */
export interface VersionCheck {
  readonly control: AnyPodControl;
  readonly check: Check;
  /** The lowest level whose profile has this check. */
  readonly level: Level;
}

/** A check of a profile. */
export interface ActiveCheck extends VersionCheck {
  /** The controls that this control replaces, and the controls that replace it in a stricter profile, with their checks. */
  readonly counterparts: readonly VersionCheck[];
}

/** The controls of a level at a Kubernetes version. */
export interface Profile {
  readonly level: Level;
  readonly version: MinorVersion;
  readonly podChecks: readonly ActiveCheck[];
  readonly objectControls: readonly AnyObjectControl[];
  readonly dockerfileControls: readonly DockerfileControl[];
  readonly declarationControls: readonly DeclarationControl[];
  /** Ids of the controls that are active. */
  readonly ids: ReadonlySet<string>;
}

const profiles = new Map<string, Profile>();

/** For each control id, the controls that replace it in a stricter profile, and the controls that it replaces. */
export const COUNTERPARTS: ReadonlyMap<string, readonly AnyPodControl[]> = counterpartsIn(CATALOG.filter(isPodControl));

/** The profile of a level at a version. Cached. A version after the newest known version has the profile of the newest known version. */
export function profileOf(level: Level, version: MinorVersion = LATEST_VERSION): Profile {
  const known = Math.min(version, LATEST_VERSION);
  const key = `${level} ${known}`;
  let profile = profiles.get(key);
  if (!profile) {
    profile = select(level, known);
    profiles.set(key, profile);
  }
  return profile;
}

/** A profile with the controls of a team. Cached, because other caches are by profile. */
export function withOwnControls(profile: Profile, own: readonly AnyObjectControl[] = NO_CONTROLS): Profile {
  if (own.length === 0) {
    return profile;
  }
  const known = extended(own);
  const found = known.get(profile) ?? {
    ...profile,
    objectControls: [...profile.objectControls, ...own],
    ids: new Set([...profile.ids, ...own.map(({ id }) => id)]),
  };
  known.set(profile, found);
  return found;
}

const NO_CONTROLS: readonly AnyObjectControl[] = [];
const extended = oncePer((_: readonly AnyObjectControl[]) => new WeakMap<Profile, Profile>());

/** The profile with all controls, built-in or of a team, at the version of a profile. */
export function allControlsAt(profile: Profile): Profile {
  return withOwnControls(profileOf('hardened', profile.version), profile.objectControls.filter(isOwnControl));
}

/** Whether a waiver of a control counts as unused if nothing is found. No run can find what a policy reported that is gone. */
export function isChecked({ ids }: Profile, id: string): boolean {
  return ids.has(id) || (isOwnControl({ id }) && findControl(id) === undefined);
}

/** A profile with some of its controls, and all controls outside the profiles. */
export function limitedProfile(profile: Profile, keeps: (id: string) => boolean): Profile {
  const { podChecks, objectControls, dockerfileControls, ids } = profile;
  return {
    ...profile,
    podChecks: podChecks.filter(({ control }) => keeps(control.id)),
    objectControls: objectControls.filter(({ id }) => keeps(id)),
    dockerfileControls: dockerfileControls.filter(({ id }) => keeps(id)),
    ids: new Set([...ids].filter(keeps)),
  };
}

function select(level: Level, version: MinorVersion): Profile {
  // A control of a group, such as `declarations`, has no level and is in every profile.
  const controls = CATALOG.filter((control) => LEVELS.indexOf(control.level as Level) <= LEVELS.indexOf(level));
  const active = controls.filter(isPodControl).flatMap((control): ActiveCheck[] => {
    const counterparts = COUNTERPARTS.get(control.id) ?? [];
    return versionChecks(control, level, version)
      .map((own) => ({ ...own, counterparts: counterparts.flatMap((other) => versionChecks(other, 'hardened', version)) }));
  });
  const replaced = new Set(active.flatMap(({ control }) => control.replaces ?? []));
  const podChecks = active.filter(({ control }) => !replaced.has(control.id));
  const objectControls = controls.filter(isObjectControl);
  const dockerfileControls = controls.filter(isDockerfileControl);
  const declarationControls = controls.filter(isDeclarationControl);
  const ids = new Set([...podChecks.map(({ control }) => control), ...objectControls, ...dockerfileControls].map(({ id }) => id));
  return { level, version, podChecks, objectControls, dockerfileControls, declarationControls, ids };
}

function versionChecks(control: AnyPodControl, level: Level, version: MinorVersion): readonly VersionCheck[] {
  const check = checkAt(control, level, version);
  return check ? [{ control, check, level: levelAt(control, level, version) }] : [];
}

function counterpartsIn(controls: readonly AnyPodControl[]): ReadonlyMap<string, readonly AnyPodControl[]> {
  const doesReplace = (one: AnyPodControl, other: AnyPodControl) => one.replaces?.includes(other.id) === true;
  const counterparts = (control: AnyPodControl) => controls.filter((other) => doesReplace(control, other) || doesReplace(other, control));
  return new Map(controls.map((control) => [control.id, counterparts(control)]));
}

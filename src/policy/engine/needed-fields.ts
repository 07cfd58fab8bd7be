import { ActiveCheck, Profile } from './profile';
import { JsonObject } from '../../formats/manifest/json';
import { oncePer } from '../../formats/manifest/once-per';
import { PodView } from '../../formats/manifest/pod';
import { PodField } from '../controls/reads';
import { PlatformName } from '../settings/target';

/**
 * The checks of a profile that can find a violation in a pod. Checks that need certain fields are left out for pods without these fields,
 * and checks of a platform are left out for other platforms. Most pods have few of these fields, and the pods of one app have the same
 * fields.
 */
export function checksFor(pod: PodView, profile: Profile, platform: PlatformName): readonly ActiveCheck[] {
  // The fields of a part can have other names, so none of them shows that a check is not needed.
  return pod.part ? profile.podChecks.filter((check) => isOn(platform, check)) : selectionOf(profile).checksFor(pod, platform);
}

const selectionOf = oncePer(({ podChecks }: Profile) => new Selection(podChecks));

/** The indices of the needed fields of one kind of object, such as a container, by key. */
type Indices = Map<string, number>;

/** A set of needed fields that a pod has. */
interface Combination {
  readonly has: readonly boolean[];
  /** For each field, by its index, the combination that also has this field. */
  readonly with: Combination[];
  readonly checks: Map<PlatformName, readonly ActiveCheck[]>;
}

/** More combinations than the pods of a cluster have. Further combinations are not cached. */
const MOST_COMBINATIONS = 1000;

/** Selects checks for the needed fields that a pod has. */
class Selection {
  private readonly metadata: Indices = new Map();
  private readonly spec: Indices = new Map();
  private readonly securityContext: Indices = new Map();
  private readonly volume: Indices = new Map();
  private readonly container: Indices = new Map();
  private readonly containerSecurityContext: Indices = new Map();
  private readonly needs: readonly (readonly number[] | undefined)[];
  private readonly none: Combination;
  private readonly known = new Map<string, Combination>();

  constructor(private readonly checks: readonly ActiveCheck[]) {
    let count = 0;
    this.needs = checks.map(({ control }) => control.reads?.needs?.map((field) => {
      const [indices, key] = this.place(field);
      return indices.get(key) ?? (indices.set(key, count), count++);
    }));
    this.none = newCombination(new Array<boolean>(count).fill(false));
  }

  public checksFor(pod: PodView, platform: PlatformName): readonly ActiveCheck[] {
    const combination = this.read(pod);
    let checks = combination.checks.get(platform);
    if (!checks) {
      checks = this.checks.filter((check, index) => isOn(platform, check) && isNeeded(this.needs[index], combination));
      combination.checks.set(platform, checks);
    }
    return checks;
  }

  private place(field: PodField): readonly [Indices, key: string] {
    const key = field.slice(field.lastIndexOf('.') + 1);
    switch (field.slice(0, -key.length - 1)) {
      case 'metadata': return [this.metadata, key];
      case 'spec': return [this.spec, key];
      case 'spec.securityContext': return [this.securityContext, key];
      case 'spec.volumes[*]': return [this.volume, key];
      case 'containers[*]': return [this.container, key];
      default: return [this.containerSecurityContext, key];
    }
  }

  private read({ metadata, json, securityContext, volumes, containers }: PodView): Combination {
    let found = this.add(this.none, metadata, this.metadata);
    found = this.add(found, json, this.spec);
    found = this.add(found, securityContext, this.securityContext);
    for (const volume of volumes) {
      found = this.add(found, volume as JsonObject, this.volume);
    }
    for (const container of containers) {
      found = this.add(found, container.json, this.container);
      found = this.add(found, container.securityContext, this.containerSecurityContext);
    }
    return found;
  }

  private add(to: Combination, object: JsonObject, indices: Indices): Combination {
    let found = to;
    for (const key in object) {
      const index = indices.get(key);
      if (index !== undefined && !found.has[index]) {
        found = found.with[index] ?? this.extended(found, index);
      }
    }
    return found;
  }

  private extended(one: Combination, index: number): Combination {
    const has = one.has.map((isThere, field) => isThere || field === index);
    const key = has.map(Number).join('');
    const extended = this.known.get(key) ?? newCombination(has);
    if (this.known.size < MOST_COMBINATIONS) {
      this.known.set(key, extended);
      one.with[index] = extended;
    }
    return extended;
  }
}

function newCombination(has: readonly boolean[]): Combination {
  return { has, with: [], checks: new Map() };
}

function isOn(platform: PlatformName, { control: { spec: { platforms } } }: ActiveCheck): boolean {
  return platforms === undefined || platforms.includes(platform);
}

function isNeeded(fields: readonly number[] | undefined, { has }: Combination): boolean {
  return fields === undefined || fields.some((field) => has[field]);
}

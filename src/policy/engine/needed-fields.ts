import { ActiveCheck, Profile } from './profile';
import { JsonObject } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { PodField } from '../controls/reads';
import { PlatformName } from '../settings/settings';

/**
 * The checks of a profile that can find something in a pod: a control that needs certain fields has no violation in a pod without them, and
 * one of a platform has none on another. Most pods have few of these fields, and pods of one app have the same ones.
 */
export function checksFor(pod: PodView, profile: Profile, platform: PlatformName): readonly ActiveCheck[] {
  if (pod.part) {
    return profile.podChecks; // Its fields may stand elsewhere, under other names.
  }
  let selection = selections.get(profile);
  if (!selection) {
    selection = new Selection(profile.podChecks);
    selections.set(profile, selection);
  }
  return selection.checksFor(pod, platform);
}

const selections = new WeakMap<Profile, Selection>();

/** The needed fields of one kind of object, such as a container: the index of each, by its key. */
type Indices = Map<string, number>;

/** More combinations of fields than the pods of a cluster have. */
const MOST_COMBINATIONS = 1000;

/** Selects checks by the needed fields that a pod has. */
class Selection {
  private readonly metadata: Indices = new Map();
  private readonly spec: Indices = new Map();
  private readonly securityContext: Indices = new Map();
  private readonly volume: Indices = new Map();
  private readonly container: Indices = new Map();
  private readonly containerSecurityContext: Indices = new Map();
  private readonly needs: readonly (readonly number[] | undefined)[];
  /** Whether the pod that is read has each field: 1 or 0. */
  private readonly present: number[];
  private readonly byPresent = new Map<string, readonly ActiveCheck[]>();

  constructor(private readonly checks: readonly ActiveCheck[]) {
    let count = 0;
    this.needs = checks.map(({ control }) => control.reads?.needs?.map((field) => {
      const [indices, key] = this.place(field);
      return indices.get(key) ?? (indices.set(key, count), count++);
    }));
    this.present = new Array<number>(count).fill(0);
  }

  public checksFor(pod: PodView, platform: PlatformName): readonly ActiveCheck[] {
    this.read(pod);
    const key = `${platform} ${this.present.join('')}`;
    let checks = this.byPresent.get(key);
    if (!checks) {
      checks = this.checks.filter((check, index) => isOn(platform, check) && this.hasNeeded(index));
      if (this.byPresent.size < MOST_COMBINATIONS) {
        this.byPresent.set(key, checks);
      }
    }
    return checks;
  }

  private hasNeeded(index: number): boolean {
    return this.needs[index]?.some((field) => this.present[field] === 1) ?? true;
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

  private read({ metadata, json, securityContext, volumes, containers }: PodView): void {
    this.present.fill(0);
    this.mark(metadata, this.metadata);
    this.mark(json, this.spec);
    this.mark(securityContext, this.securityContext);
    for (const volume of volumes) {
      this.mark(volume as JsonObject, this.volume);
    }
    for (const container of containers) {
      this.mark(container.json, this.container);
      this.mark(container.securityContext, this.containerSecurityContext);
    }
  }

  private mark(object: JsonObject, indices: Indices): void {
    for (const key in object) {
      const index = indices.get(key);
      if (index !== undefined) {
        this.present[index] = 1;
      }
    }
  }
}

function isOn(platform: PlatformName, { control: { spec: { platforms } } }: ActiveCheck): boolean {
  return platforms === undefined || platforms.includes(platform);
}

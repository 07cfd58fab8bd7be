import { wantedContainers, effective, valueAt, Want, wantKey } from './wants';
import { isAbsent, isSameJson } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { AssessedWorkload } from '../chart/assessment';
import { INHERITED } from '../trace/fields';
import { Arrival, ValueMark } from '../trace/marks';
import { containerKey, ValuePlace, placeKey } from '../trace/places';

/** A field of a chart value, and its new value. */
export interface Setting {
  readonly mark: ValueMark;
  /** Undefined if it removes a value of the author. */
  readonly value: unknown;
  /** The places that the value sets. */
  readonly places: readonly ValuePlace[];
  /** The fields that it fixes. */
  readonly closes: readonly Want[];
}

interface Pods {
  readonly before: PodView;
  readonly after: PodView;
}

/**
 * The settings that fix as many fields as values can, without superfluous settings.
 *
 * @param isRefused whether the chart refuses a field of a value
 * @param blocked the places that settings must not change
 */
export function chooseSettings(
  wants: readonly Want[], arrivals: readonly Arrival[], workloads: readonly AssessedWorkload[], isRefused: (mark: ValueMark) => boolean,
  blocked: ReadonlySet<string>,
): readonly Setting[] {
  const possible = new Possible(wants, workloads, blocked).settingsFor(arrivals).filter(({ mark }) => !isRefused(mark));
  const open = new Set(wants.map(wantKey));
  const gain = ({ closes }: Setting) => closes.filter((want) => open.has(wantKey(want))).length;
  const chosen: Setting[] = [];
  for (let rest = [...possible].sort(byPreference); ; rest = rest.filter((setting) => !chosen.includes(setting))) {
    const most = rest.reduce((max, setting) => Math.max(max, gain(setting)), 0);
    const best = rest.find((setting) => gain(setting) === most);
    if (!best || most === 0) {
      return withoutSuperfluous(chosen);
    }
    chosen.push(best);
    best.closes.forEach((want) => open.delete(wantKey(want)));
  }
}

/** Drops settings whose fields other settings fix too, beginning with the last setting. */
function withoutSuperfluous(chosen: readonly Setting[]): readonly Setting[] {
  return chosen.reduceRight<readonly Setting[]>((kept, setting) => {
    const others = new Set(kept.filter((other) => other !== setting).flatMap(({ closes }) => closes.map(wantKey)));
    return setting.closes.every((want) => others.has(wantKey(want))) ? kept.filter((other) => other !== setting) : kept;
  }, chosen);
}

/** Values for a whole pod come first, since they also apply to containers that a later version of the chart adds. */
function byPreference(one: Setting, other: Setting): number {
  return rank(one) - rank(other) || one.mark.candidate.path.length - other.mark.candidate.path.length || one.mark.id - other.mark.id;
}

function rank({ mark: { candidate: { isDocumented } }, places }: Setting): number {
  return (places.some(({ container }) => container === undefined) ? 0 : 2) + (isDocumented ? 0 : 1);
}

/** Values that can be set without changing more than hardening would. */
class Possible {
  private readonly wants: ReadonlyMap<string, Want>;
  private readonly pods = new Map<string, Pods>();

  constructor(wants: readonly Want[], workloads: readonly AssessedWorkload[], private readonly blocked: ReadonlySet<string>) {
    this.wants = new Map(wants.filter((want) => !blocked.has(wantKey(want))).map((want) => [wantKey(want), want]));
    for (const { rendered, hardened } of workloads) {
      rendered.pods.forEach((before, pod) => this.pods.set(`${rendered.key}\n${pod}`, { before, after: hardened.pods[pod] }));
    }
  }

  public settingsFor(arrivals: readonly Arrival[]): readonly Setting[] {
    const places = new Map<ValueMark, ValuePlace[]>();
    arrivals.forEach(({ mark, place }) => places.set(mark, [...places.get(mark) ?? [], place]));
    return [...places].flatMap(([mark, at]) => this.settingOf(mark, at) ?? []);
  }

  /** The setting for the value of a mark, if hardening gives the same value to all its places, and at least one place changes. */
  private settingOf(mark: ValueMark, places: readonly ValuePlace[]): Setting | undefined {
    const { field, levels } = mark.field;
    const isLegal = places.every((place) => place.field === field && levels.includes(place.container === undefined ? 'pod' : 'container'));
    const wanted = isLegal ? places.flatMap((place) => this.wantedAt(place)) : [];
    const [first] = wanted;
    if (!first || !places.every((place) => this.allows(place, first.value))) {
      return undefined;
    }
    const closes = [...new Map(wanted.filter(({ value }) => isSameJson(value, first.value)).map((want) => [wantKey(want), want])).values()];
    return { mark, value: first.value, places, closes };
  }

  private wantedAt(place: ValuePlace): readonly Want[] {
    const { workload, pod, container, field } = place;
    const own = this.wants.get(placeKey(place));
    const heirs = container !== undefined || !INHERITED.has(field) ? [] : this.heirs(place);
    const keys = heirs.map(([before]) => placeKey({ workload, pod, container: containerKey(before), field }));
    const inherited = keys.flatMap((key) => this.wants.get(key) ?? []);
    return [...own ? [own] : [], ...inherited.filter(({ mustBeOwn }) => mustBeOwn !== true)];
  }

  private allows(place: ValuePlace, value: unknown): boolean {
    const { container, field } = place;
    const pods = this.podsAt(place);
    if (!pods || this.blocked.has(placeKey(place))) {
      return false;
    }
    const want = this.wants.get(placeKey(place));
    if (field === 'volumes' || field === 'volumeMounts') {
      return isSameJson(want?.value, value);
    }
    if (container !== undefined) {
      const same = wantedContainers(pods.before, pods.after).find(([before]) => containerKey(before) === container);
      return same !== undefined && isSame(effective(same[1], field), value);
    }
    const own = valueAt(pods.after, field);
    return INHERITED.has(field)
      ? (own === undefined || isSame(own, value)) && this.heirs(place).every(([, after]) => isSame(effective(after, field), value))
      : isSame(own, value);
  }

  /** The containers that inherit the value of the pod, each before and after hardening. */
  private heirs(place: ValuePlace): readonly (readonly [ContainerView, ContainerView])[] {
    const pods = this.podsAt(place);
    return pods ? wantedContainers(pods.before, pods.after).filter(([before]) => valueAt(before, place.field) === undefined) : [];
  }

  private podsAt({ workload, pod }: ValuePlace): Pods | undefined {
    return this.pods.get(`${workload}\n${pod}`);
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return (isAbsent(one) && isAbsent(other)) || isSameJson(one, other);
}

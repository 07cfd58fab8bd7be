import { resolve } from 'path';
import { WaiverProblem, waiverProblem } from './rules';
import { absenceText, ambiguity, DOCKERFILE, hasGroupOf, isTarget } from './target';
import { TargetedWaiver } from './waiver-file';
import { groupBy } from '../../formats/manifest/group-by';
import { JsonObject } from '../../formats/manifest/json';
import { refOf } from '../../formats/manifest/object-ref';
import { waiverTarget } from '../controls/waivers/waiver-target';
import { WaiverTarget } from '../settings/waiver';

/** An object with the kind and the name of a target. */
interface Met {
  readonly apiGroup: string;
  readonly namespace: string;
}

/**
 * Waivers that name their objects, and the objects that they met. They are indexed by their targets: many waivers and many objects must not
 * take the time of all pairs.
 */
export class TargetedWaivers {
  private readonly byObject: ReadonlyMap<string, readonly TargetedWaiver[]>;
  private readonly byFile: ReadonlyMap<string, readonly TargetedWaiver[]>;
  /** The objects with the kind and the name of some target. */
  private readonly met: ReadonlyMap<string, Map<string, Met>>;
  /** The API groups of the objects that the target of a waiver matched. */
  private readonly matched = new Map<TargetedWaiver, Set<string>>();
  private readonly namespaces = new Map<string, readonly string[]>();

  constructor(public readonly all: readonly TargetedWaiver[]) {
    this.byObject = groupBy(all, ({ target: { kind, name, namespace } }) => keyOf(kind, name, namespace));
    this.byFile = groupBy(all.filter(({ target }) => target.kind === DOCKERFILE), ({ target }) => resolve(target.name));
    this.met = new Map(all.filter(({ target }) => target.name !== '').map(({ target: { kind, name } }) => [keyOf(kind, name), new Map()]));
  }

  /** The waivers for an object, which they have met then. */
  public forObject(object: JsonObject): readonly TargetedWaiver[] {
    const { group: apiGroup, kind, name, namespace = '' } = refOf(object);
    const met = this.all.length === 0 ? undefined : this.met.get(keyOf(kind, name));
    if (!met) {
      return NONE;
    }
    met.set(keyOf(apiGroup, namespace), { apiGroup, namespace });
    const waivers = (this.byObject.get(keyOf(kind, name, namespace)) ?? NONE).filter(({ target }) => isTarget(target, object));
    waivers.forEach((waiver) => this.match(waiver, apiGroup));
    return waivers;
  }

  /** The waivers for a Dockerfile. Paths are relative to the working directory. */
  public forDockerfile(file: string): readonly TargetedWaiver[] {
    const waivers = this.byFile.get(resolve(file)) ?? NONE;
    waivers.forEach((waiver) => this.match(waiver, ''));
    return waivers;
  }

  /** Whether the target of a waiver matched an object. */
  public isMatched(waiver: TargetedWaiver): boolean {
    return this.matched.has(waiver);
  }

  /** The problems of the target of a waiver that matched an object. */
  public problemsOf(listed: TargetedWaiver): readonly WaiverProblem[] {
    const detail = ambiguity(listed.target, this.matched.get(listed) ?? []);
    return detail === undefined ? [] : [waiverProblem(waiverTarget, listed.waiver, detail)];
  }

  /**
   * The reason why the target of a waiver matched no object.
   *
   * @param where the place that its object should be in, such as "the input"
   */
  public absence({ target }: TargetedWaiver, where: string): string {
    return absenceText(target, this.namespacesOf(target), where);
  }

  private match(waiver: TargetedWaiver, apiGroup: string): void {
    const groups = this.matched.get(waiver);
    if (groups) {
      groups.add(apiGroup);
    } else {
      this.matched.set(waiver, new Set([apiGroup]));
    }
  }

  /** The namespaces of objects that differ from a target only there: the same for all targets with one kind, name and API group. */
  private namespacesOf(target: WaiverTarget): readonly string[] {
    const { kind, name, apiGroup } = target;
    const key = keyOf(kind, name, apiGroup);
    let known = this.namespaces.get(key);
    if (!known) {
      const met = [...this.met.get(keyOf(kind, name))?.values() ?? []].filter((each) => hasGroupOf(target, each.apiGroup));
      known = [...new Set(met.map(({ namespace }) => namespace))];
      this.namespaces.set(key, known);
    }
    return known;
  }
}

const NONE: readonly TargetedWaiver[] = [];

function keyOf(...parts: readonly (string | undefined)[]): string {
  return JSON.stringify(parts.map((part) => part ?? ''));
}

import { resolve } from 'path';
import { WaiverProblem, waiverProblem } from './rules';
import { absenceText, ambiguity, DOCKERFILE, hasGroupOf, isTarget } from './target';
import { TargetedWaiver } from './waiver-file';
import { groupBy } from '../../formats/manifest/group-by';
import { JsonObject } from '../../formats/manifest/json';
import { refOf } from '../../formats/manifest/object-ref';
import { waiverTarget } from '../controls/waivers/waiver-target';
import { WaiverTarget } from '../settings/waiver';

/** An object whose kind and name match a target. */
interface Namesake {
  readonly apiGroup: string;
  readonly namespace: string;
}

/** An index of waivers by their targets, with the objects that matched. Comparing all pairs of waivers and objects would take too long. */
export class TargetedWaivers {
  private readonly byObject: ReadonlyMap<string, readonly TargetedWaiver[]>;
  private readonly byFile: ReadonlyMap<string, readonly TargetedWaiver[]>;
  /** The objects whose kind and name match a target. */
  private readonly namesakes: ReadonlyMap<string, Map<string, Namesake>>;
  /** For each waiver, the API groups of the matching objects. */
  private readonly matched = new Map<TargetedWaiver, Set<string>>();
  private readonly namespaces = new Map<string, readonly string[]>();

  constructor(public readonly all: readonly TargetedWaiver[]) {
    this.byObject = groupBy(all, ({ target: { kind, name, namespace } }) => keyOf(kind, name, namespace));
    this.byFile = groupBy(all.filter(({ target }) => target.kind === DOCKERFILE), ({ target }) => resolve(target.name));
    const named = all.filter(({ target }) => target.name !== '');
    this.namesakes = new Map(named.map(({ target: { kind, name } }) => [keyOf(kind, name), new Map()]));
  }

  /** The waivers for an object. Records the object for them. */
  public forObject(object: JsonObject): readonly TargetedWaiver[] {
    const { group: apiGroup, kind, name, namespace = '' } = refOf(object);
    const namesakes = this.all.length === 0 ? undefined : this.namesakes.get(keyOf(kind, name));
    if (!namesakes) {
      return NONE;
    }
    namesakes.set(keyOf(apiGroup, namespace), { apiGroup, namespace });
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

  /** Whether an object matched the target of a waiver. */
  public isMatched(waiver: TargetedWaiver): boolean {
    return this.matched.has(waiver);
  }

  /** The problems of a target that an object matched. */
  public problemsOf(listed: TargetedWaiver): readonly WaiverProblem[] {
    const detail = ambiguity(listed.target, this.matched.get(listed) ?? []);
    return detail === undefined ? [] : [waiverProblem(waiverTarget, listed.waiver, detail)];
  }

  /**
   * Why no object matches the target of a waiver.
   *
   * @param where the place of the missing object, such as "the input"
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
      const namesakes = [...this.namesakes.get(keyOf(kind, name))?.values() ?? []].filter((each) => hasGroupOf(target, each.apiGroup));
      known = [...new Set(namesakes.map(({ namespace }) => namespace))];
      this.namespaces.set(key, known);
    }
    return known;
  }
}

const NONE: readonly TargetedWaiver[] = [];

function keyOf(...parts: readonly (string | undefined)[]): string {
  return JSON.stringify(parts.map((part) => part ?? ''));
}

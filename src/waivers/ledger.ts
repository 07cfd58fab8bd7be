import {
  concerns, controlsBeyond, controlsOf, covers, coversExactly, isAbout, namedOf, replacementsOf,
} from './coverage';
import { ruleProblems, WaiverProblem, waiverProblem, WaiverRules } from './rules';
import { listOf, suggestWaiver, waiverText } from './suggest';
import { absenceText, ambiguity, targetText } from './target';
import { TargetedWaiver } from './waiver-file';
import { waiverExpired } from '../controls/waivers/waiver-expired';
import { waiverTarget } from '../controls/waivers/waiver-target';
import { waiverUnused } from '../controls/waivers/waiver-unused';
import { EvaluatedFinding } from '../engine/finding';
import { firstOf } from '../manifest/first-of';
import { nearestOrAny } from '../manifest/nearest';
import { CONTAINER_LISTS, ContainerList } from '../manifest/pod';
import { ContainerNames } from '../manifest/workload';
import { Waiver } from '../settings/waiver';

/** The objects that a waiver is for. */
export interface WaivedObjects {
  /** Whether a control is required of them: a waiver that covers nothing is only then unused. */
  readonly isRequired: (control: string) => boolean;
  /** The names of their containers. */
  readonly containers: () => ContainerNames;
}

/**
 * The waivers of one run, from their declaration to what became of them: used, unused, expired, forbidden. The construct tree and the
 * audit of files keep one each.
 */
export class WaiverLedger {
  /** The findings that a waiver could cover, waived or not. */
  private readonly offered = new Map<Waiver, EvaluatedFinding[]>();
  /** The API groups of the objects that a target matched. */
  private readonly matched = new Map<TargetedWaiver, Set<string>>();
  /** The namespaces of objects that differ from a target only there. */
  private readonly missed = new Map<TargetedWaiver, Set<string>>();

  /** Records the findings of an object that a waiver is for, after waivers were applied to them. */
  public offer(waiver: Waiver, findings: readonly EvaluatedFinding[]): void {
    const known = this.offered.get(waiver) ?? [];
    this.offered.set(waiver, known);
    known.push(...findings.filter((finding) => concerns(waiver, finding)));
  }

  /** Records an object that the target of a waiver does not match, if only the namespace differs. */
  public miss(waiver: TargetedWaiver, namespace: string | undefined): void {
    if (namespace !== undefined) {
      this.missed.set(waiver, (this.missed.get(waiver) ?? new Set()).add(namespace));
    }
  }

  /**
   * Why the target of a waiver matched no object.
   *
   * @param where they should be, such as "the input"
   */
  public absence(waiver: TargetedWaiver, where: string): string {
    return absenceText(waiver.target, [...this.missed.get(waiver) ?? []], where);
  }

  /** Records that the target of a waiver matched an object. */
  public match(waiver: TargetedWaiver, apiGroup: string): void {
    this.matched.set(waiver, (this.matched.get(waiver) ?? new Set()).add(apiGroup));
  }

  /** Whether the target of a waiver matched an object. */
  public isMatched(waiver: TargetedWaiver): boolean {
    return this.matched.has(waiver);
  }

  /**
   * What is wrong with a waiver by what it was offered.
   *
   * @param rules those of each of its objects
   */
  public settle(waiver: Waiver, rules: readonly WaiverRules[], objects: WaivedObjects): readonly WaiverProblem[] {
    const offered = this.offered.get(waiver) ?? [];
    const idle = unused(waiver, offered, objects);
    const isIdle = idle.length > 0 && !offered.some((finding) => isUsed(waiver, finding));
    const broken = rules.flatMap((each) => ruleProblems(waiver, each));
    // One message for both: nobody renews a waiver that covers nothing.
    const expired = isIdle ? broken.find(({ control }) => control === waiverExpired) : undefined;
    return expired
      ? [...broken.filter(({ control }) => control !== waiverExpired), ...idle.map((problem) => waiverProblem(problem.control, waiver,
        `${expired.said!.text}, and ${problem.said!.text}`, problem.remedy))]
      : [...broken, ...idle];
  }

  /** What is wrong with the target of a waiver by the objects that it matched. */
  public settleTarget(listed: TargetedWaiver): readonly WaiverProblem[] {
    const { waiver, target } = listed;
    const groups = this.matched.get(listed);
    const detail = groups ? ambiguity(target, groups) : `is for ${targetText(target)}, which does not exist`;
    return detail === undefined ? [] : [waiverProblem(waiverTarget, waiver, detail)];
  }
}

/** What a waiver names and nothing needs, so that it would cover something later unseen. */
function unused(
  waiver: Waiver, findings: readonly EvaluatedFinding[], { isRequired, containers }: WaivedObjects,
): readonly WaiverProblem[] {
  if (waiver.profile !== undefined) {
    return controlsBeyond(waiver.profile).some(isRequired) && !findings.some((finding) => finding.waiver === waiver)
      ? [waiverProblem(waiverUnused, waiver, 'covers nothing', 'remove the waiver')] : [];
  }
  const named = controlsOf(waiver);
  const required = named.filter((id) => replacementsOf(id).some(isRequired));
  const used = findings.filter((finding) => isUsed(waiver, finding));
  const idle = required.filter((id) => !used.some((finding) => isAbout(finding, id)));
  if (idle.length === named.length) {
    const unknown = unknownContainers(waiver, namedContainers(waiver), containers());
    return unknown.length > 0 ? unknown : [coversNothing(waiver, findings)];
  }
  const problems = idle.map((id) => idleControl(waiver, id, findings.filter((finding) => isAbout(finding, id))));
  return required.length < named.length ? problems : [...problems, ...idleEntries(waiver, used, containers)];
}

/** A container that a waiver names. */
interface NamedContainer {
  readonly list: ContainerList;
  readonly name: string;
}

function namedContainers(waiver: Waiver): readonly NamedContainer[] {
  return CONTAINER_LISTS.flatMap((list) => (waiver[list] ?? []).map((name) => ({ list, name })));
}

/** Of containers that a waiver names, those that no pod of its objects has in that list. */
function unknownContainers(waiver: Waiver, named: readonly NamedContainer[], known: ContainerNames): readonly WaiverProblem[] {
  return named.filter(({ list, name }) => !known[list]?.has(name)).map(({ list, name }) => {
    const elsewhere = CONTAINER_LISTS.find((each) => known[each]?.has(name) && !waiver[each]?.includes(name));
    const free = [...known[list] ?? []].filter((each) => !waiver[list]!.includes(each));
    return waiverProblem(waiverUnused, waiver, `references unknown ${LABELS[list]} "${name}"`, elsewhere ? `write it in \`${elsewhere}\``
      : free.length > 0 ? nearestOrAny(name, free) : `remove the ${LABELS[list]} "${name}" from the waiver`);
  });
}

const LABELS: Readonly<Record<ContainerList, string>> = {
  containers: 'container', initContainers: 'init container', ephemeralContainers: 'ephemeral container',
};

/** A waiver that names the control of another profile is needed, too, beside one that names the control itself: both may be for both. */
function isUsed(waiver: Waiver, finding: EvaluatedFinding): boolean {
  return finding.waiver === waiver || (finding.waiver !== undefined && covers(waiver, finding) && !coversExactly(waiver, finding));
}

function coversNothing(waiver: Waiver, findings: readonly EvaluatedFinding[]): WaiverProblem {
  if (findings.some((finding) => covers(waiver, finding))) {
    return waiverProblem(waiverUnused, waiver, 'covers only what another waiver covers', 'remove one of them');
  }
  const near = suggestions(findings);
  return near === undefined
    ? waiverProblem(waiverUnused, waiver, 'covers nothing', 'remove the waiver')
    : waiverProblem(waiverUnused, waiver, 'covers nothing: it does not match what was found', `use ${near}`);
}

function idleControl(waiver: Waiver, id: string, findings: readonly EvaluatedFinding[]): WaiverProblem {
  const near = suggestions(findings);
  return near === undefined
    ? waiverProblem(waiverUnused, waiver, `names the control "${id}", which needs no waiver`, `remove the control "${id}" from the waiver`)
    : waiverProblem(waiverUnused, waiver, `covers nothing of the control "${id}": it does not match what was found`,
      `remove the control "${id}" from the waiver, and use ${near}`);
}

function idleEntries(waiver: Waiver, used: readonly EvaluatedFinding[], containers: WaivedObjects['containers']): readonly WaiverProblem[] {
  const covered = used.flatMap((finding) => namedOf(waiver, finding));
  const isCovered = ({ list, name }: NamedContainer) => covered.some((finding) => listOf(finding) === list && finding.container === name);
  const values = (waiver.allow ?? []).filter((value) => !covered.some(({ allowKey }) => allowKey === value));
  const idle = namedContainers(waiver).filter((named) => !isCovered(named));
  return [...values.map((value) => idleEntry(waiver, `value "${value}"`)), ...idle.length === 0 ? [] : idleContainers(waiver, idle, containers())];
}

function idleContainers(waiver: Waiver, idle: readonly NamedContainer[], known: ContainerNames): readonly WaiverProblem[] {
  return [
    ...idle.filter(({ list, name }) => known[list]?.has(name)).map(({ list, name }) => idleEntry(waiver, `${LABELS[list]} "${name}"`)),
    ...unknownContainers(waiver, idle, known),
  ];
}

function idleEntry(waiver: Waiver, entry: string): WaiverProblem {
  return waiverProblem(waiverUnused, waiver, `names the ${entry}, which needs no waiver`, `remove the ${entry} from the waiver`);
}

/** Every waiver of an object could come near each of its findings: all of them would fill the disk. */
const MAX_SUGGESTIONS = 5;

/** The waivers that would cover what was found. */
function suggestions(findings: readonly EvaluatedFinding[]): string | undefined {
  const texts = findings.map(suggestWaiver).flatMap((waiver) => waiver ? [waiverText(waiver)] : []);
  return texts.length === 0 ? undefined : firstOf(texts, MAX_SUGGESTIONS, ' and ');
}

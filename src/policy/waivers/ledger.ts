import { controlsBeyond, isAbout, replacementsOf } from './coverage';
import { MAX_SUGGESTIONS, OfferedFindings } from './offered';
import { ruleProblems, WaiverProblem, waiverProblem, WaiverRules } from './rules';
import { waiverList } from './suggest';
import { WaiverTerms } from './terms';
import { withMore } from '../../formats/manifest/first-of';
import { append } from '../../formats/manifest/group-by';
import { nearestOrAny } from '../../formats/manifest/nearest';
import { CONTAINER_LISTS, ContainerList } from '../../formats/manifest/pod';
import { ContainerNames } from '../../formats/manifest/workload';
import { waiverExpired } from '../controls/waivers/waiver-expired';
import { waiverUnused } from '../controls/waivers/waiver-unused';
import { EvaluatedFinding } from '../engine/finding';
import { Waiver } from '../settings/waiver';

/** The objects of a waiver. */
export interface WaivedObjects {
  /** Whether an object must meet a control. Otherwise, a waiver for the control does not count as unused. */
  readonly isRequired: (control: string) => boolean;
  /** The names of their containers. */
  readonly containers: () => ContainerNames;
}

/**
 * The waivers of one run, from their declaration to their final state: used, unused, expired or forbidden. The construct tree and the audit
 * of files have one ledger each.
 */
export class WaiverLedger {
  /** The findings that a waiver could cover, waived or not. */
  private readonly offered = new Map<Waiver, OfferedFindings[]>();

  /** Records the findings on an object that a waiver targets, after waivers were applied to them. */
  public offer(waiver: Waiver, findings: readonly EvaluatedFinding[]): void {
    append(this.offered, waiver, [OfferedFindings.of(findings)]);
  }

  /**
   * The problems of a waiver, given the findings that it was offered.
   *
   * @param rules the rules for each of its objects
   */
  public settle(waiver: Waiver, rules: readonly WaiverRules[], objects: WaivedObjects): readonly WaiverProblem[] {
    const offered = this.offered.get(waiver) ?? [];
    const terms = new WaiverTerms(waiver);
    const idle = unused(terms, offered, objects);
    const isIdle = idle.length > 0 && !offered.some((each) => each.isUsed(terms));
    const broken = rules.flatMap((each) => ruleProblems(waiver, each));
    // One message for both problems: a waiver that covers nothing need not be renewed.
    const expired = isIdle ? broken.find(({ control }) => control === waiverExpired) : undefined;
    return expired
      ? [...broken.filter(({ control }) => control !== waiverExpired), ...idle.map((problem) => waiverProblem(problem.control, waiver,
        `${expired.said!.text}, and ${problem.said!.text}`, problem.remedy))]
      : [...broken, ...idle];
  }
}

/** The parts of a waiver that cover nothing. They could cover a later finding that no one reviewed. */
function unused(
  terms: WaiverTerms, offered: readonly OfferedFindings[], { isRequired, containers }: WaivedObjects,
): readonly WaiverProblem[] {
  const { waiver, controls } = terms;
  if (waiver.profile !== undefined) {
    return controlsBeyond(waiver.profile).some(isRequired) && !offered.some((each) => each.coveredBy(waiver).length > 0)
      ? [waiverProblem(waiverUnused, waiver, 'covers nothing', 'remove the waiver')] : [];
  }
  const required = controls.filter((id) => replacementsOf(id).some(isRequired));
  const used = offered.flatMap((each) => each.usedBy(terms));
  const idle = required.filter((id) => !used.some((finding) => isAbout(finding, id)));
  if (idle.length === controls.length) {
    const unknown = unknownContainers(terms, namedContainers(waiver), containers());
    return unknown.length > 0 ? unknown : [coversNothing(terms, offered)];
  }
  const problems = idle.map((id) => idleControl(waiver, id, offered));
  return required.length < controls.length ? problems : [...problems, ...idleEntries(terms, used, containers)];
}

/** A container in the terms of a waiver. */
interface NamedContainer {
  readonly list: ContainerList;
  readonly name: string;
}

function namedContainers(waiver: Waiver): readonly NamedContainer[] {
  return CONTAINER_LISTS.flatMap((list) => (waiver[list] ?? []).map((name) => ({ list, name })));
}

/** Maximum number of names that are compared with a misspelled name. */
const MAX_COMPARED = 100;

/** The problems of containers in a waiver that are not in that list of any pod. */
function unknownContainers(terms: WaiverTerms, named: readonly NamedContainer[], known: ContainerNames): readonly WaiverProblem[] {
  return named.filter(({ list, name }) => !known[list]?.has(name)).map(({ list, name }) => {
    const elsewhere = CONTAINER_LISTS.find((each) => known[each]?.has(name) && !terms.in(each)?.has(name));
    const free = firstOf(known[list] ?? [], MAX_COMPARED).filter((each) => !terms.in(list)!.has(each));
    const otherName = free.length > 0 ? nearestOrAny(name, free) : `remove the ${LABELS[list]} "${name}" from the waiver`;
    const remedy = elsewhere ? `write it in \`${elsewhere}\`` : otherName;
    return waiverProblem(waiverUnused, terms.waiver, `references unknown ${LABELS[list]} "${name}"`, remedy);
  });
}

function firstOf<T>(items: Iterable<T>, most: number): readonly T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.push(item) === most) {
      break;
    }
  }
  return first;
}

const LABELS: Readonly<Record<ContainerList, string>> = {
  containers: 'container', initContainers: 'init container', ephemeralContainers: 'ephemeral container',
};

function coversNothing(terms: WaiverTerms, offered: readonly OfferedFindings[]): WaiverProblem {
  const { waiver, controls } = terms;
  if (offered.some((each) => each.isNamedBy(terms))) {
    return waiverProblem(waiverUnused, waiver, 'covers only findings that another waiver covers', 'remove one of them');
  }
  const near = suggestions(controls, offered);
  return near === undefined
    ? waiverProblem(waiverUnused, waiver, 'covers nothing', 'remove the waiver')
    : waiverProblem(waiverUnused, waiver, 'covers nothing: no finding matches it', `use ${near}`);
}

function idleControl(waiver: Waiver, id: string, offered: readonly OfferedFindings[]): WaiverProblem {
  const near = suggestions([id], offered);
  return near === undefined
    ? waiverProblem(waiverUnused, waiver, `names the control "${id}", which needs no waiver`, `remove the control "${id}" from the waiver`)
    : waiverProblem(waiverUnused, waiver, `covers nothing of the control "${id}": no finding matches it`,
      `remove the control "${id}" from the waiver, and use ${near}`);
}

function idleEntries(
  terms: WaiverTerms,
  used: readonly EvaluatedFinding[],
  containers: WaivedObjects['containers'],
): readonly WaiverProblem[] {
  const { waiver } = terms;
  const covered = used.flatMap((finding) => terms.namedOf(finding));
  const places = new Set(covered.map((finding) => `${waiverList(finding)}/${finding.container}`));
  const accepted = new Set(covered.map(({ allowKey }) => allowKey));
  const values = (waiver.allow ?? []).filter((value) => !accepted.has(value));
  const idle = namedContainers(waiver).filter(({ list, name }) => !places.has(`${list}/${name}`));
  return [
    ...values.map((value) => idleEntry(waiver, `value "${value}"`)),
    ...idle.length === 0 ? [] : idleContainers(terms, idle, containers()),
  ];
}

function idleContainers(terms: WaiverTerms, idle: readonly NamedContainer[], known: ContainerNames): readonly WaiverProblem[] {
  return [
    ...idle.filter(({ list, name }) => known[list]?.has(name))
      .map(({ list, name }) => idleEntry(terms.waiver, `${LABELS[list]} "${name}"`)),
    ...unknownContainers(terms, idle, known),
  ];
}

function idleEntry(waiver: Waiver, entry: string): WaiverProblem {
  return waiverProblem(waiverUnused, waiver, `names the ${entry}, which needs no waiver`, `remove the ${entry} from the waiver`);
}

/** The waivers that would cover the findings of controls. */
function suggestions(controls: readonly string[], offered: readonly OfferedFindings[]): string | undefined {
  const found = controls.flatMap((id) => offered.map((each) => each.suggestionsFor(id)));
  const texts = [...new Set(found.flatMap((each) => each.texts))];
  const shown = texts.slice(0, MAX_SUGGESTIONS);
  const count = found.reduce((sum, each) => sum + each.count - each.texts.length, texts.length);
  return texts.length === 0 ? undefined : withMore(shown, count - shown.length, ' and ');
}

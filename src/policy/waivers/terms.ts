import { controlsOfWaiver, isBeyond } from './coverage';
import { waiverList } from './suggest';
import { CONTAINER_LISTS, ContainerList } from '../../formats/manifest/pod';
import { isOnContainers } from '../controls/control';
import { Counterpart, EvaluatedFinding } from '../engine/finding';
import { Waiver } from '../settings/waiver';

/** The terms of a waiver as sets, because a waiver can contain thousands of values. */
export class WaiverTerms {
  public readonly controls: readonly string[];
  /** The values that the waiver accepts; undefined if it only accepts findings without a value. */
  public readonly values?: ReadonlySet<string>;
  private readonly lists: Partial<Record<ContainerList, ReadonlySet<string>>> = {};
  private readonly namesContainers: boolean;
  private readonly ids: ReadonlySet<string>;

  constructor(public readonly waiver: Waiver) {
    this.controls = controlsOfWaiver(waiver);
    this.ids = new Set(this.controls);
    this.values = waiver.allow && new Set(waiver.allow);
    for (const list of CONTAINER_LISTS) {
      this.lists[list] = waiver[list] && new Set(waiver[list]);
    }
    this.namesContainers = CONTAINER_LISTS.some((list) => waiver[list] !== undefined);
  }

  /** The names in a container list of the waiver. */
  public in(list: ContainerList): ReadonlySet<string> | undefined {
    return this.lists[list];
  }

  /**
   * Whether the waiver covers a finding. For a finding on a container, it must name the container in its list, and then it does not cover
   * the same field of the pod, which applies to all containers. In an object with several pod templates, it must name the template. It must
   * also name the value, if the control has several wrong values. So it never covers a later sidecar or capability by accident. A stricter
   * or looser control of another profile counts as the named control, for findings that both have.
   */
  public covers(finding: EvaluatedFinding): boolean {
    const { profile, template } = this.waiver;
    return profile === undefined ? template === finding.template && this.namedOf(finding).length > 0 : isBeyond(profile, finding);
  }

  /** Whether the waiver covers a finding by its own control, not by a counterpart. */
  public coversExactly(finding: EvaluatedFinding): boolean {
    return this.waiver.template === finding.template && this.reaches(finding) && this.names(finding);
  }

  /** The finding itself, or its counterparts in other profiles, depending on the control that the waiver names. */
  public namedOf(finding: EvaluatedFinding): readonly Counterpart[] {
    return this.reaches(finding) ? [finding, ...finding.counterparts ?? []].filter((each) => this.names(each)) : [];
  }

  /**
   * Whether the containers of the waiver match a finding. A waiver with containers covers neither other containers nor a field of the pod
   * that applies to all containers.
   */
  public reaches(finding: EvaluatedFinding): boolean {
    if (!this.namesContainers) return true;
    return finding.container === undefined ? !isOnContainers(finding.control) : this.hasContainerOf(finding);
  }

  /** Whether the waiver lists the container of a finding; true for a finding on the pod. */
  public hasContainerOf(found: Counterpart): boolean {
    return found.container === undefined || this.lists[waiverList(found)]?.has(found.container) === true;
  }

  /** Whether the waiver accepts the value of a finding. */
  public hasValueOf({ allowKey }: Counterpart): boolean {
    return allowKey === undefined ? this.values === undefined : this.values?.has(allowKey) === true;
  }

  private names(found: Counterpart): boolean {
    return this.ids.has(found.control.id) && this.hasContainerOf(found) && this.hasValueOf(found);
  }
}

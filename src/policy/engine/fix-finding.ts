import { assess, Assessment, evaluateByPlan, knowingRoots, ObjectPlan, PlanOf, fixStepsFor } from './assess';
import { byCause } from './by-cause';
import { EvaluatedFinding } from './finding';
import { Step } from './fixes';
import { hardenBy, FixSteps } from './harden';
import { OpenedObject, openManifest } from './open';
import { isSameJson, JsonObject } from '../../formats/manifest/json';
import { amended, EvaluationContext } from '../context/context';
import { findControl } from '../controls/catalog';
import { isPodControl, AnyPodControl } from '../controls/control';
import { Identity } from '../settings/identity';

/** A finding to fix. */
export interface FixTarget {
  /** The id of its control. */
  readonly control: string;
  /** The index of the object among the objects of the manifest. */
  readonly index: number;
  /** Undefined for a finding on the pod. */
  readonly container?: string;
}

/** The changes that a fix may make, besides filling in missing values. */
export interface FixChoices {
  /** Whether the fix replaces an unsafe value of the author. */
  readonly overridesUnsafe?: boolean;
  /** The user that the container gets. */
  readonly identity?: Identity;
}

/** Fixes single findings of a manifest with the steps that harden it. It does not change the manifest. */
export class FindingFixes {
  private readonly objects: readonly OpenedObject[];
  /** Proofs by the index of the object, because an object has many findings. Undefined for an object that stays unchanged. */
  private readonly proofs = new Map<number, Proof | undefined>();
  private hardened?: Assessment;

  constructor(private readonly manifest: JsonObject, private readonly planOf: PlanOf) {
    this.objects = openManifest(manifest).objects;
  }

  /**
   * The manifest with a fix for a finding: first a fix of its container alone, then a fix of all containers of its pod. Nothing if
   * hardening does not fix the finding. The result has new findings only if hardening the whole manifest also leaves them, or if they
   * follow from a chosen identity.
   */
  public* fixes(target: FixTarget, choices: FixChoices = {}): Generator<JsonObject> {
    const authored = this.objects[target.index];
    const control = findControl(target.control);
    const proof = this.proofFor(target.index);
    if (!control || !isPodControl(control) || !proof) {
      return;
    }
    for (const fixSteps of stepsToTry(narrowed(proof.plan, control, target, choices), authored, target)) {
      const { manifest, opened } = hardenBy(this.manifest, (_, index) => index === target.index ? fixSteps : undefined);
      if (!isSameJson(manifest, this.manifest) && proof.holds(opened.objects[target.index], target, choices)) {
        yield manifest;
      }
    }
  }

  private proofFor(index: number): Proof | undefined {
    if (!this.proofs.has(index)) {
      const authored = this.objects[index];
      const plan = authored.pods.length > 0 ? this.planOf(authored.object, authored.pods) : undefined;
      this.proofs.set(index, plan && new Proof(authored, plan, () => this.leftBy(authored)));
    }
    return this.proofs.get(index);
  }

  /** The findings on an object that remain after hardening the whole manifest. */
  private leftBy({ path }: OpenedObject): readonly EvaluatedFinding[] {
    this.hardened ??= assess(this.manifest, this.planOf);
    return byCause(this.hardened.objects.find(({ opened }) => isSameJson(opened.path, path))!.findings);
  }
}

/** The plan with only the steps of one control, and the steps that an application needs with it. */
function narrowed(
  plan: ObjectPlan, control: AnyPodControl, { container }: FixTarget, { overridesUnsafe = false, identity }: FixChoices,
): ObjectPlan {
  const { context, filling: { only, ...filling } } = plan;
  const own = [control.id, ...control.fixedWith ?? [], ...identity ? IDENTITY : []];
  const isKnown = container !== undefined && context.notes.knownImages?.[container] !== undefined;
  const ids = [...own, ...isKnown && own.includes('user-id') ? PATHS : []];
  return {
    ...plan,
    filling: { ...filling, overridesUnsafe, only: ids.filter((id) => only?.includes(id) ?? true) },
    context: identity && container !== undefined ? withIdentity(context, container, identity) : context,
  };
}

/** The container gets this identity, and not the identity of its image. */
function withIdentity(context: EvaluationContext, container: string, identity: Identity): EvaluationContext {
  return amended(context, { choices: { containerIdentities: { ...context.choices.containerIdentities, [container]: identity } } });
}

const IDENTITY = ['user-id', 'group-id'];
/** The user of a known image cannot write the paths that root could. */
const PATHS = ['writable-paths', 'runtime-environment', 'fs-group'];

/** Tries the container alone first, because the user may not want changes to other containers of the pod. */
function* stepsToTry(plan: ObjectPlan, authored: OpenedObject, { container }: FixTarget): Generator<FixSteps> {
  const { context, steps } = fixStepsFor(plan, authored);
  if (container !== undefined) {
    yield { context, steps: steps.map((step) => forContainer(step, container)) };
  }
  yield { context, steps };
}

function forContainer(step: Step, container: string): Step {
  return {
    ...step,
    run: (pod, context) => {
      const others = pod.containers.map(({ name }) => name).filter((name) => name !== container);
      step.run(pod.without(new Set(others)), context);
    },
  };
}

/** Proves that a changed object has fewer findings, and no new ones. */
class Proof {
  private readonly before: readonly EvaluatedFinding[];
  private readonly countsBefore: ReadonlyMap<string, number>;
  private readonly evaluated: ObjectPlan;

  constructor(
    authored: OpenedObject, public readonly plan: ObjectPlan, private readonly leftByHardening: () => readonly EvaluatedFinding[],
  ) {
    this.evaluated = { ...plan, context: knowingRoots(plan.context, authored) };
    this.before = this.findingsIn(authored);
    this.countsBefore = counted(this.before);
  }

  public holds(changed: OpenedObject, target: FixTarget, { identity }: FixChoices): boolean {
    const after = this.findingsIn(changed);
    // A chosen user may cause findings. Other containers must not get new findings, such as `runAsNonRoot` of the pod without a uid.
    const compared = identity === undefined ? after : after.filter(({ container }) => container !== target.container);
    return this.isFixed(after, target) && this.isNothingNew(compared);
  }

  private isFixed(after: readonly EvaluatedFinding[], { control, container }: FixTarget): boolean {
    const isTarget = (finding: EvaluatedFinding) => finding.control.id === control && finding.container === container;
    return after.filter(isTarget).length < this.before.filter(isTarget).length;
  }

  private isNothingNew(after: readonly EvaluatedFinding[]): boolean {
    const before = this.countsBefore;
    const grown = [...counted(after)].filter(([key, count]) => count > (before.get(key) ?? 0));
    const left = grown.length > 0 ? counted(this.leftByHardening()) : before;
    return grown.every(([key, count]) => count <= (left.get(key) ?? 0));
  }

  private findingsIn(opened: OpenedObject): readonly EvaluatedFinding[] {
    return byCause(evaluateByPlan(opened, this.evaluated).filter(({ waiver }) => !waiver));
  }
}

/** The number of findings of each control in each container. */
function counted(findings: readonly EvaluatedFinding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { control, container, list, template } of findings) {
    const key = JSON.stringify([control.id, container, list, template]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

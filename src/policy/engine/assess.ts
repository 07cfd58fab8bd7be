import { ControlChange } from './changes';
import { evaluateOpened } from './evaluate';
import { EvaluatedFinding } from './finding';
import { Filling, mayChange, stepsOf } from './fixes';
import { Hardened, hardenBy, FixSteps } from './harden';
import { keepingUsers } from './kept-users';
import { OpenedManifest, OpenedObject, openManifest } from './open';
import { ownerChangesWithoutUser } from './owner-changes';
import { Waive } from './pipeline';
import { limitedProfile, Profile, profileOf, withOwnControls } from './profile';
import { RefusedFillIn, refusedFillIns } from './refused-fill-ins';
import { unknownUsers, UnknownUser } from './unknown-users';
import { withoutWaived } from './waived';
import { isAbsent, JsonObject } from '../../formats/manifest/json';
import { oncePer } from '../../formats/manifest/once-per';
import { ContainerView, PodView } from '../../formats/manifest/pod';
import { amended, EvaluationContext, thirdPartyContext } from '../context/context';
import { AnyObjectControl, isOwnControl, Level } from '../controls/control';
import { keepsRoot } from '../controls/effective';
import { hasIdentity } from '../controls/hardened/fix-ids';
import { duplicateKeys } from '../controls/objects/duplicate-keys';
import { canChangeGroups } from '../controls/volume-groups';
import { KnownImage } from '../settings/images';

/** How to harden and evaluate a third-party object. */
export interface ObjectPlan {
  readonly context: EvaluationContext;
  readonly filling: Filling;
  /** The profile for the evaluation, if the object is hardened to a lower profile. */
  readonly evaluatedBy?: Level;
  /** The policies of the team, which the hardened object must also pass. */
  readonly ownControls?: readonly AnyObjectControl[];
  /** Whether a workload stays unchanged if the user of one of its images is unknown. */
  readonly skipsUnknownUsers?: boolean;
  /** Adds waivers to the findings that they cover; undefined if the object has no waivers. Waived values stay unchanged. */
  readonly waive?: Waive;
}

/** The profile for the evaluation of an object. */
export function evaluatingProfile(
  { filling: { level, version }, evaluatedBy = level, ownControls }: Pick<ObjectPlan, 'filling' | 'evaluatedBy' | 'ownControls'>,
): Profile {
  return withOwnControls(profileOf(evaluatedBy, version), ownControls);
}

/** The plan for an object with these pods. Undefined if the object is neither hardened nor evaluated. */
export type PlanOf = (object: JsonObject, pods: readonly PodView[]) => ObjectPlan | undefined;

/** An object after hardening. */
export interface AssessedObject {
  readonly opened: OpenedObject;
  readonly plan: ObjectPlan;
  /** The findings that remain, waived or not. */
  readonly findings: readonly EvaluatedFinding[];
  /** Values that hardening filled in and a policy of the team refuses. */
  readonly refusedFillIns: readonly RefusedFillIn[];
  /** The images whose user is unknown. The kubelet does not start such an image if its user is root or a name. */
  readonly unknownUsers: readonly UnknownUser[];
  /** The init containers that change owners of files, and so only work as root. Because of them, the object keeps its users. */
  readonly ownerChanges: readonly ContainerView[];
  /** Whether the object stayed unchanged, because the user of an image is unknown. */
  readonly isSkipped: boolean;
  /** The facts that its containers got for their images, by container name. */
  readonly knownImages: { readonly [container: string]: KnownImage };
  /** Whether the object kept users that its manifest does not state, because it cannot meet its profile. */
  readonly keepsUsers: boolean;
  /** Whether the object got a uid from the settings, but not the fsGroup for it, because of the volumes of the pod. */
  readonly lacksGroup: boolean;
}

/** A manifest after hardening, and its objects with the findings that remain. */
export interface Assessment {
  readonly manifest: JsonObject;
  readonly opened: OpenedManifest;
  readonly changes: readonly ControlChange[];
  /** The objects with a plan that create pods, and other objects with findings. */
  readonly objects: readonly AssessedObject[];
}

/** An object before hardening, with its plan. */
interface Subject {
  readonly authored: OpenedObject;
  readonly plan: ObjectPlan;
  /** The fixes for the object; undefined if it stays unchanged. */
  readonly fixSteps?: FixSteps;
}

interface Attempt {
  readonly hardened: Hardened;
  /** Objects by their index in the manifest. */
  readonly objects: Map<number, AssessedObject>;
}

/**
 * Hardens and evaluates the objects of a manifest, each by its plan. Pure.
 *
 * A workload that cannot meet the Pod Security level of its profile keeps the users of its containers: `runAsNonRoot: true` would stop
 * a container that runs as root, and the workload would not be admitted anyway. So does a workload whose init container changes owners.
 */
export function assess(manifest: JsonObject, planOf: PlanOf): Assessment {
  const subjects = openManifest(manifest).objects.map((authored): Subject | undefined => {
    const plan = planOf(authored.object, authored.pods);
    return plan && { authored, plan, fixSteps: fixStepsFor(plan, authored) };
  });
  const first = attempt(manifest, subjects);
  const revised = subjects.map((subject, index) => subject && { ...subject, fixSteps: revise(subject, first.objects.get(index)) });
  const isSame = revised.every((subject, index) => subject?.fixSteps === subjects[index]?.fixSteps);
  const { hardened, objects } = isSame ? first : attempt(manifest, revised);
  return {
    manifest: hardened.manifest,
    opened: hardened.opened,
    get changes() {
      return hardened.changes;
    },
    // Only the first attempt shows why a workload stayed unchanged or kept its users.
    objects: isSame ? [...objects.values()] : [...objects].map(([index, object]) => {
      const { unknownUsers: unknown = [], ownerChanges = [] } = first.objects.get(index) ?? {};
      return { ...object, ownerChanges, ...object.isSkipped && { unknownUsers: unknown } };
    }),
  };
}

function attempt(manifest: JsonObject, subjects: readonly (Subject | undefined)[]): Attempt {
  const hardened = hardenBy(manifest, (_, index) => subjects[index]?.fixSteps);
  const objects = new Map<number, AssessedObject>();
  hardened.opened.objects.forEach((opened, index) => {
    const subject = subjects[index];
    const assessed = subject && assessedObject(subject, opened);
    if (assessed && (opened.pods.length > 0 || assessed.findings.length > 0)) {
      objects.set(index, assessed);
    }
  });
  return { hardened, objects };
}

function assessedObject({ authored, plan: { context, ...others }, fixSteps }: Subject, opened: OpenedObject): AssessedObject {
  const plan = { ...others, context: fixSteps ? knowingRoots(context, authored) : context };
  const findings = evaluateByPlan(opened, plan);
  return {
    opened,
    plan,
    findings,
    refusedFillIns: fixSteps ? refusedFillIns(authored, fixSteps, findings, (each) => evaluateByPlan(each, plan, ownProfile)) : [],
    unknownUsers: fixSteps ? unknownUsers(authored.pods, opened.pods, context) : [],
    ownerChanges: fixSteps?.context.notes.isNotHardenedKind
      ? ownerChangesWithoutUser(authored.pods, opened.pods, fixSteps.context.choices)
      : [],
    isSkipped: fixSteps === undefined,
    knownImages: fixSteps?.context.notes.knownImages ?? {},
    keepsUsers: fixSteps !== undefined && opened.pods.some(({ containers }) => containers.some((container) =>
      keepsRoot(container, fixSteps.context))),
    lacksGroup: fixSteps !== undefined && opened.pods.some((pod) => lacksGroup(pod, fixSteps.context)),
  };
}

/** The settings for the evaluation of an object after hardening. */
export function knowingRoots(context: EvaluationContext, { pods }: OpenedObject): EvaluationContext {
  return amended(context, { notes: { writableRoots: writableRoots(pods) } });
}

function writableRoots(pods: readonly PodView[]): ReadonlySet<string> | undefined {
  let names: Set<string> | undefined;
  for (const { containers } of pods) {
    for (const { name, securityContext } of containers) {
      if (securityContext.readOnlyRootFilesystem !== true) {
        (names ??= new Set()).add(name);
      }
    }
  }
  return names;
}

function lacksGroup(pod: PodView, context: EvaluationContext): boolean {
  return context.notes.isNotHardenedKind === true && context.choices.identity.fsGroup !== undefined && isAbsent(pod.securityContext.fsGroup)
    && pod.containers.some((container) => hasIdentity(container, context.choices)) && !canChangeGroups(pod, context);
}

/**
 * The findings on an object according to its plan, waived or not.
 *
 * @param part of the profile to evaluate. Default: all of it
 */
export function evaluateByPlan(opened: OpenedObject, plan: ObjectPlan, part = (profile: Profile) => profile): readonly EvaluatedFinding[] {
  const { context, waive } = plan;
  const evaluating = context.notes.isNotHardenedKind ? evaluationContext(context) : context;
  const findings = evaluateOpened({ manifest: opened.object, objects: [opened] }, part(evaluatingProfile(plan)), evaluating);
  return findings.length > 0 && waive ? waive(findings) : findings;
}

/** The policies of the team in a profile. */
const ownProfile = oncePer((profile: Profile) => limitedProfile(profile, (id) => isOwnControl({ id })));

/** The settings for the evaluation of a third-party object. Its findings do not depend on how much of its profile hardening filled in. */
export function evaluationContext(context: EvaluationContext): EvaluationContext {
  const isChosen = Object.keys(context.choices.identity).length > 0;
  return isChosen ? context : amended(context, { choices: { identity: thirdPartyContext(context.target.platform).choices.identity } });
}

/** How to harden an object according to its plan. Waived values stay unchanged. */
export function fixStepsFor(plan: ObjectPlan, authored: OpenedObject): FixSteps {
  const fixSteps = { context: plan.context, steps: stepsOf(plan.filling) };
  const waived = plan.waive && authored.pods.length > 0 ? evaluateByPlan(authored, plan).filter(({ waiver }) => waiver) : [];
  return waived.length === 0 ? fixSteps : withoutWaived(fixSteps, waived);
}

/** The steps for the second attempt on an object, given the result of the first. Undefined if the object stays unchanged. */
function revise({ plan, fixSteps }: Subject, assessed: AssessedObject | undefined): FixSteps | undefined {
  if (!assessed || assessed.opened.pods.length === 0) {
    return fixSteps;
  }
  const { findings, unknownUsers: unknown, ownerChanges } = assessed;
  const { context, steps } = fixSteps!;
  if (ownerChanges.length > 0 || findings.some((finding) => !finding.waiver && isRefusal(finding) && !isLeftOut(finding, plan.filling))) {
    const { isNotHardenedKind, keepsUsers } = context.notes;
    return isNotHardenedKind && keepsUsers !== 'all' ? { context: keepingUsers(context, 'all'), steps } : fixSteps;
  }
  return plan.skipsUnknownUsers && unknown.length > 0 ? undefined : fixSteps;
}

/**
 * Whether Pod Security refuses the pod because of a finding. It never sees duplicate keys, which only the text
 * contains. A value of a wrong type does not count either: nothing runs until the author corrects it.
 */
function isRefusal({ control, severity }: EvaluatedFinding): boolean {
  return control !== duplicateKeys && control.level !== 'hardened' && control.refusedBy === undefined && severity === 'error';
}

/** Whether the user excluded the control that would fill in this value. Such a finding does not stop the workload from passing. */
function isLeftOut({ control, value }: EvaluatedFinding, filling: Filling): boolean {
  return isAbsent(value) && !mayChange(filling, control);
}

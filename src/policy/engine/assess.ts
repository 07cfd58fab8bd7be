import { ControlChange } from './changes';
import { evaluateOpened } from './evaluate';
import { EvaluatedFinding } from './finding';
import { Filling, mayChange, stepsOf } from './fixes';
import { Hardened, hardenBy, Recipe } from './harden';
import { keepingUsers } from './kept-users';
import { OpenedManifest, OpenedObject, openManifest } from './open';
import { ownerChangesWithoutUser } from './owner-changes';
import { Waive } from './pipeline';
import { Profile, profileOf } from './profile';
import { unknownUsers, UnknownUser } from './unknown-users';
import { withoutWaived } from './waived';
import { isAbsent, JsonObject } from '../../formats/manifest/json';
import { ContainerView, PodView } from '../../formats/manifest/pod';
import { amended, EvaluationContext, thirdPartyContext } from '../context/context';
import { Level } from '../controls/control';
import { keepsRoot } from '../controls/effective';
import { hasIdentity } from '../controls/hardened/fix-ids';
import { duplicateKeys } from '../controls/objects/duplicate-keys';
import { canChangeGroups } from '../controls/volume-groups';
import { KnownImage } from '../settings/images';

/** How to harden and evaluate a third-party object. */
export interface Plan {
  readonly context: EvaluationContext;
  readonly filling: Filling;
  /** The profile that it is evaluated by, if it is hardened to a lower profile. */
  readonly evaluatedBy?: Level;
  /** Whether a workload with an image whose user is unknown stays as it is. */
  readonly skipsUnknownUsers?: boolean;
  /** Adds to findings the waivers that cover them; undefined if there are none for the object. Waived values stay as they are. */
  readonly waive?: Waive;
}

/** The profile that an object is evaluated by. */
export function evaluatingProfile({ filling: { level, version }, evaluatedBy = level }: Pick<Plan, 'filling' | 'evaluatedBy'>): Profile {
  return profileOf(evaluatedBy, version);
}

/** The plan of an object with these pods; undefined leaves it as it is, and does not evaluate it. */
export type PlanOf = (object: JsonObject, pods: readonly PodView[]) => Plan | undefined;

/** An object after hardening. */
export interface AssessedObject {
  readonly opened: OpenedObject;
  readonly plan: Plan;
  /** Its remaining findings, waived or not. */
  readonly findings: readonly EvaluatedFinding[];
  /** Its images whose user is unknown. The kubelet does not start such an image if its user is root or a name. */
  readonly unknownUsers: readonly UnknownUser[];
  /** Its init containers that change owners, and so do not work as another user than root. It keeps its users because of them. */
  readonly ownerChanges: readonly ContainerView[];
  /** Whether it stayed as it is because of images whose user is unknown. */
  readonly isSkipped: boolean;
  /** The values that its containers got for their images, by container name. */
  readonly knownImages: { readonly [container: string]: KnownImage };
  /** Whether it kept users that its manifest does not state, because it cannot meet its profile. */
  readonly keepsUsers: boolean;
  /** Whether it got a uid of the settings without the fsGroup that belongs to it, because of the volumes of the pod. */
  readonly lacksGroup: boolean;
}

/** A manifest after hardening, and its objects with their remaining findings. */
export interface Assessment {
  readonly manifest: JsonObject;
  readonly opened: OpenedManifest;
  readonly changes: readonly ControlChange[];
  /** The objects that have a plan and create pods, and other objects with findings. */
  readonly objects: readonly AssessedObject[];
}

/** An object before hardening, with its plan and its recipe. */
interface Subject {
  readonly authored: OpenedObject;
  readonly plan: Plan;
  readonly recipe?: Recipe;
}

interface Attempt {
  readonly hardened: Hardened;
  /** By the positions of the objects in the manifest. */
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
    return plan && { authored, plan, recipe: recipeFor(plan, authored) };
  });
  const first = attempt(manifest, subjects);
  const revised = subjects.map((subject, index) => subject && { ...subject, recipe: revise(subject, first.objects.get(index)) });
  const isSame = revised.every((subject, index) => subject?.recipe === subjects[index]?.recipe);
  const { hardened, objects } = isSame ? first : attempt(manifest, revised);
  return {
    manifest: hardened.manifest,
    opened: hardened.opened,
    get changes() {
      return hardened.changes;
    },
    // What made a workload stay as it is, or keep its users, is found in the first attempt.
    objects: isSame ? [...objects.values()] : [...objects].map(([index, object]) => {
      const { unknownUsers: unknown = [], ownerChanges = [] } = first.objects.get(index) ?? {};
      return { ...object, ownerChanges, ...object.isSkipped && { unknownUsers: unknown } };
    }),
  };
}

function attempt(manifest: JsonObject, subjects: readonly (Subject | undefined)[]): Attempt {
  const hardened = hardenBy(manifest, (_, index) => subjects[index]?.recipe);
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

function assessedObject({ authored, plan: { context, ...others }, recipe }: Subject, opened: OpenedObject): AssessedObject {
  const plan = { ...others, context: recipe ? knowingRoots(context, authored) : context };
  return {
    opened,
    plan,
    findings: evaluateByPlan(opened, plan),
    unknownUsers: recipe ? unknownUsers(authored.pods, opened.pods, context) : [],
    ownerChanges: recipe?.context.notes.isNotHardenedKind
      ? ownerChangesWithoutUser(authored.pods, opened.pods, recipe.context.choices)
      : [],
    isSkipped: recipe === undefined,
    knownImages: recipe?.context.notes.knownImages ?? {},
    keepsUsers: recipe !== undefined && opened.pods.some(({ containers }) => containers.some((each) => keepsRoot(each, recipe.context))),
    lacksGroup: recipe !== undefined && opened.pods.some((pod) => lacksGroup(pod, recipe.context)),
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

/** The findings on an object by its plan, waived or not. */
export function evaluateByPlan(opened: OpenedObject, plan: Plan): readonly EvaluatedFinding[] {
  const { context, waive } = plan;
  const evaluating = context.notes.isNotHardenedKind ? evaluationContext(context) : context;
  const findings = evaluateOpened({ manifest: opened.object, objects: [opened] }, evaluatingProfile(plan), evaluating);
  return findings.length > 0 && waive ? waive(findings) : findings;
}

/**
 * The settings for the evaluation of a third-party object. It has the same findings even if hardening filled in less than its profile
 * requires.
 */
export function evaluationContext(context: EvaluationContext): EvaluationContext {
  const isChosen = Object.keys(context.choices.identity).length > 0;
  return isChosen ? context : amended(context, { choices: { identity: thirdPartyContext(context.target.platform).choices.identity } });
}

/** How to harden an object by its plan. Waived values stay as they are. */
export function recipeFor(plan: Plan, authored: OpenedObject): Recipe {
  const recipe = { context: plan.context, steps: stepsOf(plan.filling) };
  const waived = plan.waive && authored.pods.length > 0 ? evaluateByPlan(authored, plan).filter(({ waiver }) => waiver) : [];
  return waived.length === 0 ? recipe : withoutWaived(recipe, waived);
}

/** The recipe of an object, given the result of the first one. Undefined if the object stays as it is. */
function revise({ plan, recipe }: Subject, assessed: AssessedObject | undefined): Recipe | undefined {
  if (!assessed || assessed.opened.pods.length === 0) {
    return recipe;
  }
  const { findings, unknownUsers: unknown, ownerChanges } = assessed;
  const { context, steps } = recipe!;
  if (ownerChanges.length > 0 || findings.some((finding) => !finding.waiver && isRefusal(finding) && !isLeftOut(finding, plan.filling))) {
    const { isNotHardenedKind, keepsUsers } = context.notes;
    return isNotHardenedKind && keepsUsers !== 'all' ? { context: keepingUsers(context, 'all'), steps } : recipe;
  }
  return plan.skipsUnknownUsers && unknown.length > 0 ? undefined : recipe;
}

/**
 * Whether Pod Security refuses the pod because of a finding. It does not refuse duplicate keys, which only the text contains. A value of a
 * wrong type is not a choice: nothing runs until its author corrects it.
 */
function isRefusal({ control, severity }: EvaluatedFinding): boolean {
  return control !== duplicateKeys && control.level !== 'hardened' && control.refusedBy === undefined && severity === 'error';
}

/** Whether the user excluded the control that would fill in this value. Such a finding does not keep the workload from passing. */
function isLeftOut({ control, value }: EvaluatedFinding, filling: Filling): boolean {
  return isAbsent(value) && !mayChange(filling, control);
}

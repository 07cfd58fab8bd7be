import { ControlChange } from './changes';
import { evaluateOpened } from './evaluate';
import { EvaluatedFinding } from './finding';
import { Filling, stepsOf } from './fixes';
import { hardenBy, Recipe } from './harden';
import { OpenedManifest, OpenedObject, openManifest } from './open';
import { profileOf } from './profile';
import { unknownUsers, UnknownUser } from './unknown-users';
import { JsonObject } from '../manifest/json';
import { Settings } from '../settings/settings';

/** How an object that is not one of ours is hardened and evaluated. */
export interface Plan {
  readonly settings: Settings;
  readonly filling: Filling;
  /** Whether a workload with an image whose user nobody knows stays as it is. */
  readonly skipsUnknownUsers?: boolean;
}

/** An object after hardening. */
export interface AssessedObject {
  readonly opened: OpenedObject;
  readonly plan: Plan;
  /** What is still wrong with it, waived or not. */
  readonly findings: readonly EvaluatedFinding[];
  /** Its images whose user nobody knows; the kubelet does not start one whose user is root or a name. */
  readonly unknownUsers: readonly UnknownUser[];
  /** Whether it stayed as it is because of these. */
  readonly isSkipped: boolean;
}

/** A manifest after hardening, and what is left to do. */
export interface Assessment {
  readonly manifest: JsonObject;
  readonly opened: OpenedManifest;
  readonly changes: readonly ControlChange[];
  /** The objects that have a plan and create pods. */
  readonly objects: readonly AssessedObject[];
}

/** Adds to the findings on an object the waivers that cover them. */
export type Waive = (object: JsonObject, findings: readonly EvaluatedFinding[]) => readonly EvaluatedFinding[];

/**
 * Hardens and evaluates the objects of a manifest, each by its plan. Pure.
 *
 * A workload that cannot meet the Pod Security level of its profile keeps the users of its containers: `runAsNonRoot: true` would stop
 * a container that runs as root, and the workload would not be admitted anyway.
 */
export function assess(manifest: JsonObject, planOf: (object: JsonObject) => Plan | undefined, waive: Waive = (_, findings) => findings): Assessment {
  const authored = openManifest(manifest).objects;
  const plans = authored.map(({ object, pods }) => pods.length > 0 ? planOf(object) : undefined);
  const first = plans.map((plan) => plan && recipeFor(plan));
  const tried = attempt(manifest, authored, plans, first, waive);
  const recipes = first.map((recipe, index) => recipe && revised(recipe, tried.byIndex.get(index)!));
  const isRevised = recipes.some((recipe, index) => recipe !== first[index]);
  const { hardened, byIndex } = isRevised ? attempt(manifest, authored, plans, recipes, waive) : tried;
  // Users that are unknown are reported even if the workload was left alone because of them.
  const objects = [...byIndex].map(([index, object]) =>
    recipes[index] ? object : { ...object, unknownUsers: tried.byIndex.get(index)!.unknownUsers, isSkipped: true });
  return {
    manifest: hardened.manifest,
    opened: hardened.opened,
    get changes() {
      return hardened.changes;
    },
    objects,
  };
}

function attempt(
  manifest: JsonObject, authored: readonly OpenedObject[], plans: readonly (Plan | undefined)[], recipes: readonly (Recipe | undefined)[], waive: Waive,
) {
  const hardened = hardenBy(manifest, (_, index) => recipes[index]);
  const byIndex = new Map<number, AssessedObject>();
  hardened.opened.objects.forEach((opened, index) => {
    const plan = plans[index];
    if (plan) {
      const { settings, filling: { level, version } } = plan;
      const findings = evaluateOpened({ manifest: opened.object, objects: [opened] }, profileOf(level, version), settings);
      byIndex.set(index, {
        opened,
        plan,
        findings: findings.length > 0 ? waive(opened.object, findings) : findings,
        unknownUsers: recipes[index] ? unknownUsers(authored[index].pods, opened.pods, plan.settings) : [],
        isSkipped: false,
      });
    }
  });
  return { hardened, byIndex };
}

function recipeFor({ settings, filling }: Plan): Recipe {
  return { settings, steps: stepsOf(filling) };
}

/** The recipe of an object, given the result of the first one. Undefined if the object stays as it is. */
function revised(recipe: Recipe, { findings, unknownUsers: unknown, plan }: AssessedObject): Recipe | undefined {
  const cannotPass = findings.some(({ control, waiver }) => !waiver && control.level !== 'hardened');
  const keeping = cannotPass && recipe.settings.isThirdParty ? { ...recipe, settings: { ...recipe.settings, keepsUsers: true } } : recipe;
  return plan.skipsUnknownUsers && !cannotPass && unknown.length > 0 ? undefined : keeping;
}

import { ApiObject } from 'cdk8s';
import { ownerOf } from './api-objects';
import { AppFacts } from './app-facts';
import { isMadeFromProps } from './library-class';
import { appliedFor, Gate, ownGate, waiversFor } from './scopes';
import { asObject, JsonObject } from '../../formats/manifest/json';
import { podsOf } from '../../formats/manifest/workload';
import { EvaluationContext } from '../../policy/context/context';
import { LEVELS } from '../../policy/controls/control';
import { assess, evaluationContext, evaluatingProfile, ObjectPlan } from '../../policy/engine/assess';
import { ControlChange } from '../../policy/engine/changes';
import { harden } from '../../policy/engine/harden';
import { knowingImages } from '../../policy/engine/known-images';
import { OpenedManifest, OpenedObject, openManifest } from '../../policy/engine/open';
import { UnknownUser } from '../../policy/engine/unknown-users';
import { HardeningProfile } from '../../policy/settings/hardening-profile';
import { profileOfWaivers } from '../../policy/waivers/coverage';
import { resolvePlan } from '../options/resolve-plan';
import { AppliedSettings, settingsForObject } from '../options/settings-for-object';

/** An object before it leaves cdk8s. An ApiObject that is a list contains several. */
export interface RenderedObject {
  readonly opened: OpenedObject;
  /** The context of its hardening; undefined if it was not hardened. */
  readonly context?: EvaluationContext;
  /** The gate of a hardened object. */
  readonly gate?: Gate;
  /** The images whose user is unknown. */
  readonly unknownUsers: readonly UnknownUser[];
}

/** The JSON of an ApiObject after hardening. */
export interface Rendered {
  /** The JSON before hardening. */
  readonly authored: JsonObject;
  readonly opened: OpenedManifest;
  readonly objects: readonly RenderedObject[];
  /** The changes that hardening made. Computed on each call. */
  readonly changes: () => readonly ControlChange[];
}

/** Whether a scope around an object hardens objects of other kinds. */
export function isApplied(apiObject: ApiObject): boolean {
  return appliedFor(apiObject).length > 0;
}

/** Renders an object of a hardened kind. */
export function renderHardened(authored: JsonObject, chosen: EvaluationContext): Rendered {
  const context = knowingImages(chosen, podsOf(authored), 'hardened');
  const hardened = harden(authored, context);
  const gate = ownGate(context.target);
  return {
    authored,
    opened: hardened.opened,
    objects: hardened.opened.objects.map((opened) => ({ opened, context, gate, unknownUsers: [] })),
    changes: () => hardened.changes,
  };
}

/** Renders another object. It is hardened if a scope around it applies hardening. */
export function renderOther(apiObject: ApiObject, authored: JsonObject, waive: ObjectPlan['waive']): Rendered {
  const calls = appliedFor(apiObject);
  return calls.length > 0 ? renderApplied(apiObject, authored, calls, waive) : renderPlain(authored);
}

function renderPlain(authored: JsonObject): Rendered {
  const opened = openManifest(authored);
  return { authored, opened, objects: opened.objects.map((each) => ({ opened: each, unknownUsers: [] })), changes: () => [] };
}

function renderApplied(
  apiObject: ApiObject,
  authored: JsonObject,
  calls: readonly AppliedSettings[],
  waive: ObjectPlan['waive'],
): Rendered {
  const construct = ownerOf(apiObject);
  const isOfCdk8sPlus = isMadeFromProps(construct);
  const own = waive && profileOfWaivers(waiversFor(apiObject, authored).map(({ waiver }) => waiver));
  const assessment = assess(authored, (object, pods) => {
    const { path } = construct.node;
    const origin = {
      construct,
      isOfCdk8sPlus,
      facts: new AppFacts(apiObject, object),
      waive,
      path: object === authored ? path : `${path}/${itemText(object)}`,
    };
    const said = settingsForObject(calls, object, pods);
    const plan = resolvePlan(said, object, pods, origin);
    if (!plan.context.notes.isNotHardenedKind) {
      return plan; // Waivers have no effect on the values that hardening fills in, as in a hardened kind.
    }
    const { level } = plan.filling;
    // A waiver for a profile never covers items of a list.
    return own === undefined || object !== authored || LEVELS.indexOf(own) >= LEVELS.indexOf(level) ? { ...plan, waive }
      : { ...resolvePlan({ ...said, profile: own as HardeningProfile }, object, pods, origin), waive, evaluatedBy: level };
  });
  const assessed = new Map(assessment.objects.map((object) => [object.opened, object]));
  return {
    authored,
    opened: assessment.opened,
    objects: assessment.opened.objects.map((opened) => {
      const { plan, unknownUsers = [] } = assessed.get(opened) ?? {};
      const gate = plan && { profile: evaluatingProfile(plan), failOn: 'never' as const };
      return { opened, gate, unknownUsers, context: plan && evaluationContext(plan.context) };
    }),
    changes: () => assessment.changes,
  };
}

/** Identifies an item of a list by kind and name, independent of its index. */
function itemText({ kind, metadata }: JsonObject): string {
  const { namespace, name } = asObject(metadata);
  return JSON.stringify([kind, namespace, name]);
}

import { IConstruct } from 'constructs';
import { declarationsOf } from './declarations';
import { defaultsFor } from './defaults';
import { placedOptions } from './placed';
import { workloadOptions, resolveContext } from './resolve';
import { ObjectSettings } from './settings-for-object';
import { JsonObject } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { DEFAULT_WRITABLE_PATH } from '../../knowledge/writable-paths/declared-path';
import { amended, EvaluationContext } from '../../policy/context/context';
import { ObjectPlan } from '../../policy/engine/assess';
import { knowingImages } from '../../policy/engine/known-images';
import { HARDEN_DEFAULT, overriddenPods, planOf } from '../../policy/engine/plan';
import { Facts } from '../../policy/facts/facts';
import { HardeningProfile } from '../../policy/settings/hardening-profile';

/** The origin of an object. */
export interface ObjectOrigin {
  /** The construct of the object, or of the list that contains it. */
  readonly construct: IConstruct;
  /** The default seed of `RunAs.unique`. */
  readonly path: string;
  /** Whether a class of cdk8s-plus created it, so that its author wrote props and not fields. */
  readonly isOfCdk8sPlus: boolean;
  readonly facts: Facts;
  /** As in the plan. */
  readonly waive?: ObjectPlan['waive'];
}

/**
 * The plan for an object that is not of a hardened kind. With the profile `hardened`, an object of cdk8s-plus gets the same settings as a
 * hardened kind with the same options. Other objects keep settings that their applications may need.
 */
export function resolvePlan(said: ObjectSettings, object: JsonObject, pods: readonly PodView[], origin: ObjectOrigin): ObjectPlan {
  const isLikeHardened = origin.isOfCdk8sPlus && said.profile === HardeningProfile.HARDENED;
  const { platform, kubernetesVersion, imageMirrors, imageLock, allowedRegistries, ...others } = defaultsFor(origin.construct);
  const images = { imageMirrors, allowedRegistries, imageLock: said.imageLock ?? imageLock };
  const options = workloadOptions(said, { platform, kubernetesVersion, ...images, ...isLikeHardened ? others : {} });
  const paths = [...said.writablePaths ?? [], ...placedOptions(said.containerSettings).writablePaths];
  const resolved = resolveContext(origin.path, options, paths);
  const plan = planFor(said, object, pods, origin.facts, resolved);
  const chosen = isLikeHardened
    ? amended(resolved, { choices: { secretsAsFiles: said.secretsAsFiles } })
    : thirdParty(plan.context, resolved);
  const overridden = overriddenPods({ ...plan, context: chosen }, object, pods, chosen.notes.isNotHardenedKind ? origin.waive : undefined);
  const context = knowingImages(chosen, overridden, plan.filling.level);
  const declarations = declarationsOf({ path: origin.path, root: origin.construct.node.root }, options, paths, context.choices);
  return { ...plan, context: amended(context, { notes: { hasLibraryDefaults: origin.isOfCdk8sPlus, declarations } }) };
}

/** The plan without the known facts about images: presets override these, so `knowingImages` adds them last. */
function planFor(
  said: ObjectSettings, object: JsonObject, pods: readonly PodView[], facts: Facts, resolved: EvaluationContext,
): ObjectPlan {
  const { profile = HARDEN_DEFAULT, overrideUnsafe, only, keep, unknownUser, secretsAsFiles } = said;
  const { target: { platform, kubernetesVersion }, choices } = resolved;
  const { identity, identitySources, containerIdentities, writablePaths, environment } = choices;
  const choosesUser = identitySources.pod !== 'default' || profile === HardeningProfile.HARDENED;
  return planOf({
    platform,
    kubernetesVersion,
    profile,
    overrideUnsafe,
    only,
    keep,
    unknownUser,
    secretsAsFiles,
    imageFacts: 'off',
    identity: choosesUser ? identity : undefined,
    containerIdentities,
    writablePaths: writablePaths.filter((path) => path !== DEFAULT_WRITABLE_PATH),
    environment,
  }, object, { facts }, pods);
}

/** The settings of a third-party workload: its plan, and the options that a plan does not contain. */
function thirdParty(planned: EvaluationContext, said: EvaluationContext): EvaluationContext {
  const { choices: { identity, identitySources, supplementalGroups, imageFacts, ownImages, imageLock, allowedRegistries } } = said;
  return amended(planned, {
    choices: {
      identitySources, supplementalGroups, imageFacts, ownImages, imageLock, allowedRegistries, userNamespace: identity.isRoot ?? false,
    },
  });
}

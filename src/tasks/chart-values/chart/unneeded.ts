import { clone, isAbsent, JsonObject } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { podsOf } from '../../../formats/manifest/workload';
import { ObjectPlan } from '../../../policy/engine/assess';
import { Choices } from '../../../policy/settings/choices';

type Owner = PodView | ContainerView;

/** A field of security contexts that hardening fills in, although neither the profile nor the program needs it. */
interface Unneeded {
  readonly field: string;
  readonly isUnneeded: (value: unknown, owner: Owner, plan: ObjectPlan) => boolean;
}

const UNNEEDED: readonly Unneeded[] = [
  // Kubernetes has the same default.
  { field: 'privileged', isUnneeded: (value) => value === false },
  // Only the profile hardened requires a gid beside a uid that the image needs. A gid in the settings file is a choice of the user.
  {
    field: 'runAsGroup',
    isUnneeded: (_, owner, { filling: { level }, context }) => level !== 'hardened' && sourceOf(owner, context.choices) !== 'author',
  },
];

/**
 * A hardened object without fields that a values file need not set.
 *
 * @param before the pods before hardening
 */
export function withoutUnneeded(object: JsonObject, before: readonly PodView[], plan: ObjectPlan): JsonObject {
  const foundIn = (pods: readonly PodView[]) => pods.flatMap((pod, index) => unneededIn(pod, before[index], plan));
  if (foundIn(podsOf(object)).length === 0) {
    return object;
  }
  const copy = clone(object);
  for (const [{ json, securityContext }, old, field] of foundIn(podsOf(copy))) {
    delete securityContext[field];
    if (Object.keys(securityContext).length === 0 && isAbsent(old?.json.securityContext)) {
      delete json.securityContext;
    }
  }
  return copy;
}

/** The unneeded fields, each with its pod or container after and before hardening. */
function unneededIn(pod: PodView, before: PodView, plan: ObjectPlan): readonly (readonly [Owner, Owner | undefined, string])[] {
  const own = new Map(before.containers.map((container) => [`${container.list}/${container.name}`, container]));
  const containers = pod.containers.map((each): readonly [Owner, Owner?] => [each, own.get(`${each.list}/${each.name}`)]);
  const owners: readonly (readonly [Owner, Owner?])[] = [[pod, before], ...containers];
  return owners.flatMap(([owner, old]) => UNNEEDED.filter(({ field, isUnneeded }) => {
    const value = owner.securityContext[field];
    return !isAbsent(value) && isAbsent(old?.securityContext[field]) && isUnneeded(value, owner, plan);
  }).map(({ field }) => [owner, old, field] as const));
}

function sourceOf(owner: Owner, { identitySources: { pod, containers } }: Choices): string {
  return owner instanceof ContainerView ? containers[owner.name] ?? pod : pod;
}

import { doubtAbout } from './image-users';
import { asString, isAbsent } from '../../formats/manifest/json';
import { ContainerList, ContainerView, PodView } from '../../formats/manifest/pod';
import { EvaluationContext } from '../context/context';
import { knownImage, knownOfImage } from '../controls/known-images';
import { Choices } from '../settings/choices';
import { assignsIds } from '../settings/target';

/** A container that must not run as root, but whose user is the unknown user of its image. */
export interface UnknownUser {
  readonly list: ContainerList;
  readonly container: string;
  readonly image: string;
  /** The known facts about the image. In this workload, it may still start as another user. */
  readonly known?: {
    readonly name: string;
    readonly uid?: number;
    /** Why the image may start as another user in this workload, in addition to the hint. */
    readonly doubt?: string;
    readonly hint?: string;
  };
}

/**
 * The containers that hardening made non-root, and whose uid is in neither the manifest nor the settings. A container that was non-root
 * before has already started. But if the kubelet is known to refuse its image, an earlier hardening may have made it non-root.
 *
 * @param authored the pods before hardening
 */
export function unknownUsers(
  authored: readonly PodView[], hardened: readonly PodView[], context: EvaluationContext,
): readonly UnknownUser[] {
  if (!context.notes.isNotHardenedKind || assignsIds(context.target)) {
    return [];
  }
  return hardened.flatMap((pod, index) => {
    const before = new Map(authored[index].containers.map((container) => [keyOf(container), container]));
    return pod.containers.filter((container) => isUnknown(before.get(keyOf(container)), container, context))
      .map((container) => unknownUser(before.get(keyOf(container))!, context));
  });
}

function unknownUser(container: ContainerView, context: EvaluationContext): UnknownUser {
  const { list, name, json } = container;
  const image = asString(json.image) ?? '';
  const knowledge = knownOfImage(image, context.choices);
  const { uid, hint, needsRoot } = knowledge?.facts ?? {};
  const doubt = !knowledge || uid === undefined ? undefined : doubtAbout(knowledge.facts, container, context);
  return {
    list,
    container: name,
    image,
    ...knowledge && { known: { name: knowledge.name, uid, doubt, hint: joined(needsRoot && `it works only as root: ${needsRoot}`, hint) } },
  };
}

function joined(...texts: readonly (string | undefined)[]): string | undefined {
  const known = texts.filter((text) => text !== undefined);
  return known.length === 0 ? undefined : known.join('. ');
}

function isUnknown(before: ContainerView | undefined, after: ContainerView, context: EvaluationContext): boolean {
  const { choices: { identity, identitySources }, notes: { knownImages = {} } } = context;
  const given = before?.effective('runAsUser');
  if (!before || !before.json.image || knownImages[after.name]?.isNonRoot || (!isAbsent(given) && given !== 0)) {
    return false;
  }
  const uid = after.effective('runAsUser');
  const source = identitySources.containers[after.name] ?? identitySources.pod;
  const isOpen = after.effective('runAsNonRoot') === true && (isAbsent(uid) || (source === 'default' && uid === identity.user));
  return isOpen && (before.effective('runAsNonRoot') !== true || isRefused(after, context.choices));
}

/** Whether the kubelet is known to refuse the image if `runAsNonRoot` is set without a uid. */
function isRefused(container: ContainerView, choices: Choices): boolean {
  const user = knownImage(container, choices)?.facts.imageUser;
  return user === 'root' || user === 'name';
}

function keyOf({ list, name }: ContainerView): string {
  return `${list} ${name}`;
}

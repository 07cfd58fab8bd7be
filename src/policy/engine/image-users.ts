import { asArray, asObject, asString, isAbsent, JsonObject } from '../../formats/manifest/json';
import { emptyDirOf, Mount, mountsOf } from '../../formats/manifest/mounts';
import { isIn } from '../../formats/manifest/paths';
import { ContainerView } from '../../formats/manifest/pod';
import { AllKnown, isVersionKnown } from '../../knowledge/image-lock/all-known';
import { ImageFacts } from '../../knowledge/images/known-image';
import { EvaluationContext } from '../context/context';
import { Level } from '../controls/control';
import { startsProgram, waitsOnly } from '../controls/own-commands';
import { canChangeGroups } from '../controls/volume-groups';
import { Identity, NON_ROOT_ID } from '../settings/identity';
import { ObjectNotes } from '../settings/notes';
import { assignsIds } from '../settings/target';

/** The values that a container gets for its image, in addition to the user. */
export interface ImageFilling {
  /** Whether the known paths of the image become writable. */
  readonly fillsPaths: boolean;
  /** Whether the pod gets all values of the profile `hardened`. */
  readonly isHardened: boolean;
}

/**
 * The values that a container gets for its image. Below `hardened`, an image that starts as root and does not switch the user also gets its
 * paths: "restricted" does not let it start as root, and another user could not write them. Images of programming languages are left out,
 * because they listen on no port and their programs are unknown.
 */
export function imageFilling(facts: ImageFacts, container: ContainerView, level: Level): ImageFilling {
  const { imageUser: declared, stepsDownWith, writablePaths, writableRoot, ports = [] } = facts;
  const needsPaths = declared === 'root' && stepsDownWith === undefined && writablePaths !== undefined && writableRoot === undefined;
  const isHardened = level === 'hardened';
  return { isHardened, fillsPaths: isHardened || (needsPaths && ports.length > 0 && startsProgram(container)) };
}

/**
 * The user that the image of a container is made for. Empty if the author states a uid, or if the platform assigns ids. In a third-party
 * workload, also empty if it is uncertain whether the same program starts as that user.
 */
export function userOfImage(known: AllKnown, container: ContainerView, context: EvaluationContext, filling: ImageFilling): Identity {
  const { facts } = known;
  const { imageUser: declared } = facts;
  const { fillsPaths, isHardened } = filling;
  const uid = uidOf(facts, container, context.notes, filling);
  const { gid = uid } = facts;
  if (uid === undefined || isDecided(uid, container, context.notes, isHardened) || assignsIds(context.target)) {
    return {};
  }
  // The user owns its files, so it does not need gid 0, which would be a finding.
  const user = { user: uid, group: fillsPaths && gid === 0 ? uid : gid };
  if (!context.notes.isNotHardenedKind) {
    return { ...user, fsGroup: user.group };
  }
  if (declared === 'root' && isWaiting(facts, container)) {
    return user;
  }
  if (declared !== 'root') {
    // In an unknown version, USER may be different.
    const isRefused = declared === 'name' || (declared === 'numeric' && !isUserCertain(known));
    if (isHardened) {
      return { ...user, fsGroup: user.group };
    }
    return isRefused ? { user: uid } : {};
  }
  const ofVolumes = leavesRoot(facts, container, filling) ? userOnVolumes(user, container, context) : {};
  return isHardened && ofVolumes.user !== undefined ? { ...ofVolumes, fsGroup: user.group } : ofVolumes;
}

/**
 * Whether the author states a uid, so that nothing is filled in. For third-party workloads, the profile `hardened` ignores a uid that
 * equals the uid of the image: an earlier hardening to a lower profile may have written it, without its groups.
 */
function isDecided(uid: number, container: ContainerView, { isNotHardenedKind }: ObjectNotes, isHardened: boolean): boolean {
  const stated = container.effective('runAsUser');
  return !isAbsent(stated) && !(isNotHardenedKind && isHardened && stated === uid);
}

/**
 * The uid for a container. In a third-party workload, a server that works as any user also gets a uid, and so does a container that only
 * waits. Hardened kinds have a uid by default.
 */
function uidOf(
  facts: ImageFacts, container: ContainerView, { isNotHardenedKind }: ObjectNotes, { fillsPaths }: ImageFilling,
): number | undefined {
  const { uid, anyUser, ports = [] } = facts;
  const hasAny = isNotHardenedKind && anyUser === true && ((ports.length > 0 && fillsPaths) || isWaiting(facts, container));
  return uid ?? (hasAny ? NON_ROOT_ID : undefined);
}

/** Whether a container only waits, and its image works as any user. Its volumes do not matter then. */
function isWaiting({ anyUser }: ImageFacts, container: ContainerView): boolean {
  return anyUser === true && waitsOnly(container);
}

/** Whether the known USER is the USER of this image. */
export function isUserCertain(known: AllKnown): boolean {
  return isVersionKnown(known, 'imageUser');
}

/** A program with file capabilities does not start if the pod drops them. "Restricted" allows only NET_BIND_SERVICE. */
export function capabilitiesOfImage({ fileCapabilities = [] }: ImageFacts): Pick<Identity, 'capabilities'> {
  return fileCapabilities.length > 0 && fileCapabilities.every((name) => name === 'NET_BIND_SERVICE')
    ? { capabilities: fileCapabilities }
    : {};
}

/** Whether a container whose image starts as root works as the image's user. Another command may need root. */
function leavesRoot(facts: ImageFacts, container: ContainerView, { fillsPaths }: ImageFilling): boolean {
  const { stepsDownWith, writablePaths, needsCapabilities, rootMounts = [] } = facts;
  const canStart = stepsDownWith !== undefined || (fillsPaths && writablePaths !== undefined);
  const needsRoot = needsCapabilities !== undefined || mountsOf(container).some(({ path }) => rootMounts.some((root) => isIn(path, root)));
  return canStart && startsProgram(container) && !hasOtherArgs(facts, container) && !hasOtherVariables(facts, container) && !needsRoot;
}

/** Whether arguments of the container may lead the start script to another user. */
function hasOtherArgs({ isForOwnArgs }: ImageFacts, { json: { args } }: ContainerView): boolean {
  return isForOwnArgs === true && !isAbsent(args);
}

/** Whether variables of the container may lead the start script to another user. */
function hasOtherVariables({ switchVariables = [] }: ImageFacts, { env, envFrom }: ContainerView): boolean {
  const isSet = (name: string) => envFrom.length > 0 || env.some((each) => asObject(each).name === name);
  return switchVariables.some(isSet);
}

/**
 * Why a container does not get the user that its image is made for, apart from facts about the image. Undefined if there is no such reason.
 */
export function doubtAbout(facts: ImageFacts, container: ContainerView, context: EvaluationContext): string | undefined {
  const mounts = mountsOf(container);
  if (!isAbsent(container.json.command)) {
    return 'a `command` may be made for root';
  }
  if (hasOtherArgs(facts, container)) {
    return 'with other `args` the start script may start something else as root';
  }
  if (hasOtherVariables(facts, container)) {
    return 'with other variables the start script may change to another user';
  }
  if (!mounts.every(({ volume }) => isReadableByAll(volume))) {
    return 'only root may read the files of a Secret or ConfigMap that it mounts';
  }
  return isAbsent(container.pod.securityContext.fsGroup) && !keptOf(mounts).every(({ volume }) => isOwn(volume, context))
    ? 'it mounts files that others may own: a PersistentVolumeClaim that this input does not create, or a directory of the node'
    : undefined;
}

/** The user, with an fsGroup if it needs one to write its volumes. Empty if it could not write them even then. */
function userOnVolumes(user: Identity, container: ContainerView, context: EvaluationContext): Identity {
  const { pod } = container;
  const mounts = mountsOf(container);
  if (!mounts.every(({ volume }) => isReadableByAll(volume))) {
    return {};
  }
  const kept = keptOf(mounts);
  if (kept.length === 0 || !isAbsent(pod.securityContext.fsGroup)) {
    return user;
  }
  const canOwn = kept.every(({ volume }) => isOwn(volume, context)) && canChangeGroups(pod, context);
  return canOwn ? { ...user, fsGroup: user.group } : {};
}

/** The mounts whose files are kept after the pod ends. */
function keptOf(mounts: readonly Mount[]): readonly Mount[] {
  return mounts.filter(({ volume, writable }) => writable && !(volume && emptyDirOf(volume)));
}

/** Whether the volume is new, so that an fsGroup does not change the files of another workload. */
function isOwn(volume: JsonObject | undefined, { facts: { claims } }: EvaluationContext): boolean {
  // An undeclared volume belongs to a claim template.
  return !volume || !isAbsent(volume.ephemeral)
    || claims?.isCreated(asString(asObject(volume.persistentVolumeClaim).claimName) ?? '') === true;
}

/** Whether every user may read the files of a Secret or ConfigMap, which belong to root. */
function isReadableByAll(volume: JsonObject | undefined): boolean {
  const sources = ['secret', 'configMap', 'projected'].map((source) => asObject(asObject(volume)[source]));
  const modes = sources.flatMap(({ defaultMode, items }) => [defaultMode, ...asArray(items).map((item) => asObject(item).mode)]);
  return modes.every((mode) => typeof mode !== 'number' || mode % OTHERS >= READ);
}

/** The last octal digit of a mode contains the rights of all other users. */
const OTHERS = 8;
const READ = 4;

import { Knowledge, knowledgeOf, KnowledgeOptions } from '../images/knowledge-of';
import { ImageFacts } from '../images/known-image';
import { asArray, asObject, asString, isAbsent, JsonObject } from '../manifest/json';
import { emptyDirOf, Mount, mountsOf } from '../manifest/mounts';
import { normalisePath } from '../manifest/paths';
import { ContainerView, PodView } from '../manifest/pod';
import { Identity, IdentitySource } from '../settings/identity';
import { Settings } from '../settings/settings';

/** What the images of a workload say about the users of its containers. */
export interface ImageUsers {
  /** By the names of the containers. */
  readonly identities: { readonly [container: string]: Identity };
  /** The containers whose images start as a non-root user by themselves. */
  readonly nonRoot: ReadonlySet<string>;
}

/** Of images that nobody knows. */
export const NO_USERS: ImageUsers = { identities: {}, nonRoot: new Set() };

/**
 * The users that the images of some pods are made for, as far as the same program starts as that user for certain. A container whose
 * author states a uid keeps it.
 *
 * @param ownClaims the PersistentVolumeClaims that the same input creates
 * @param own what the user knows of images
 */
export function imageUsers(pods: readonly PodView[], ownClaims: ReadonlySet<string> = new Set(), own?: KnowledgeOptions): ImageUsers {
  const identities: Record<string, Identity> = {};
  const nonRoot = new Set<string>();
  for (const pod of pods) {
    for (const container of pod.containers) {
      const knowledge = knowledgeOf(asString(container.json.image) ?? '', own);
      if (!knowledge) {
        continue;
      }
      const identity = { ...capabilitiesOf(knowledge), ...userOf(knowledge, container, ownClaims) };
      if (Object.keys(identity).length > 0) {
        identities[container.name] = identity;
      }
      if (knowledge.facts.imageUser === 'numeric') {
        nonRoot.add(container.name);
      }
    }
  }
  return Object.keys(identities).length + nonRoot.size > 0 ? { identities, nonRoot } : NO_USERS;
}

/** Settings with the users of images, unless somebody chooses another one for the container or for all. */
export function withImages(settings: Settings, { identities, nonRoot }: ImageUsers): Settings {
  const { identity, containerIdentities, identitySources } = settings;
  const ofPod = identitySources.pod === 'author' ? identity : undefined;
  const own: Record<string, Identity> = {};
  const sources: Record<string, IdentitySource> = {};
  let { fsGroup } = identity;
  for (const [container, { capabilities, ...user }] of Object.entries(identities)) {
    const chosen = containerIdentities[container] ?? ofPod;
    const isOfImage = !chosen && user.user !== undefined;
    own[container] = { ...chosen ?? (isOfImage ? user : identity), ...capabilities && { capabilities } };
    if (isOfImage) {
      sources[container] = 'image';
      fsGroup = ofPod ? fsGroup : user.fsGroup ?? fsGroup;
    }
  }
  return {
    ...settings,
    nonRootImages: nonRoot,
    identity: fsGroup === identity.fsGroup ? identity : { ...identity, fsGroup },
    containerIdentities: { ...containerIdentities, ...own },
    identitySources: { ...identitySources, containers: { ...identitySources.containers, ...sources } },
  };
}

/** The same settings, where containers keep users that the manifest does not state: they get none of their images, and no default. */
export function keepingUsers(settings: Settings, keepsUsers: Settings['keepsUsers']): Settings {
  const { containerIdentities, identitySources: { pod, containers: sources } } = settings;
  const identity = pod === 'author' ? settings.identity : {};
  const isKept = (container: string) => keepsUsers === 'all' || keepsUsers?.has(container);
  const own = Object.entries(containerIdentities).map(([container, user]) =>
    [container, sources[container] === 'image' && isKept(container) ? { ...identity, capabilities: user.capabilities } : user] as const);
  return { ...settings, keepsUsers, identity: keepsUsers === 'all' ? identity : settings.identity, containerIdentities: Object.fromEntries(own) };
}

/** A program with capabilities in its file does not start where the pod drops them. "Restricted" allows only this one. */
function capabilitiesOf({ facts: { fileCapabilities = [] } }: Knowledge): Identity {
  return fileCapabilities.length > 0 && fileCapabilities.every((name) => name === 'NET_BIND_SERVICE') ? { capabilities: fileCapabilities } : {};
}

function userOf({ facts }: Knowledge, container: ContainerView, ownClaims: ReadonlySet<string>): Identity {
  const { uid, gid = uid, imageUser, stepsDownWith } = facts;
  if (uid === undefined || !isAbsent(container.effective('runAsUser'))) {
    return {};
  }
  // The kubelet only needs the number of the user that it is already.
  if (imageUser === 'name') {
    return { user: uid };
  }
  // The start script becomes that user. Another command may be made for root.
  if (imageUser !== 'root' || !stepsDownWith || !isAbsent(container.json.command)) {
    return {};
  }
  return userOnVolumes({ user: uid, group: gid }, facts, container, ownClaims);
}

/** The user, with an fsGroup if it could not write its volumes without one. Nothing if it could not even then. */
function userOnVolumes(user: Identity, facts: ImageFacts, container: ContainerView, ownClaims: ReadonlySet<string>): Identity {
  const { pod } = container;
  const mounts = mountsOf(container);
  if (!mounts.every(({ volume }) => isReadableByAll(volume))) {
    return {};
  }
  const kept = mounts.filter(({ volume, writable }) => writable && !(volume && emptyDirOf(volume)));
  if (kept.length === 0 || !isAbsent(pod.securityContext.fsGroup)) {
    return user;
  }
  const canOwn = kept.every(({ volume }) => isOwn(volume, ownClaims)) && !refusesGroup(facts, container, kept);
  return canOwn ? { ...user, fsGroup: user.group } : {};
}

/** Whether a new volume takes the place of it: an fsGroup then changes no files of somebody else. */
function isOwn(volume: JsonObject | undefined, ownClaims: ReadonlySet<string>): boolean {
  // A volume that is not declared is a claim template's.
  return !volume || !isAbsent(volume.ephemeral) || ownClaims.has(asString(asObject(volume.persistentVolumeClaim).claimName) ?? '');
}

/** Whether the program does not start if a group may write its data directory, which is the root of a mount. */
function refusesGroup(facts: ImageFacts, { env }: ContainerView, mounts: readonly Mount[]): boolean {
  const { noFsGroup, writablePaths = [], environment = {} } = facts;
  const variables = env.map(asObject).filter(({ name }) => typeof name === 'string' && Object.hasOwn(environment, name));
  const chosen = variables.flatMap(({ value }) => asString(value) ?? []);
  const directories = chosen.length > 0 ? chosen.map(normalisePath) : writablePaths.filter(({ isData }) => isData).map(({ path }) => path);
  return noFsGroup === true && mounts.some(({ path }) => directories.includes(path));
}

/** Whether every user may read the files of a Secret or ConfigMap, which belong to root. */
function isReadableByAll(volume: JsonObject | undefined): boolean {
  const sources = ['secret', 'configMap', 'projected'].map((source) => asObject(asObject(volume)[source]));
  const modes = sources.flatMap(({ defaultMode, items }) => [defaultMode, ...asArray(items).map((item) => asObject(item).mode)]);
  return modes.every((mode) => typeof mode !== 'number' || mode % OTHERS >= READ);
}

/** The last octal digit of a mode is what everybody else may do. */
const OTHERS = 8;
const READ = 4;

import { pathsOfImage, imageSwitches, imageVariables } from './image-needs';
import { capabilitiesOfImage, imageFilling, ImageFilling, userOfImage, isUserCertain } from './image-users';
import { isAbsent } from '../../formats/manifest/json';
import { mountsOf } from '../../formats/manifest/mounts';
import { ContainerView, PodView } from '../../formats/manifest/pod';
import { AllKnown, isObserved, isOwn } from '../../knowledge/image-lock/all-known';
import { KnownPath } from '../../knowledge/images/known-image';
import { variableOf } from '../../knowledge/images/written-paths';
import { isHelper } from '../../knowledge/writable-paths/container-paths';
import { DEFAULT_WRITABLE_PATH } from '../../knowledge/writable-paths/declared-path';
import { amended, EvaluationContext } from '../context/context';
import { Level } from '../controls/control';
import { knownImage } from '../controls/known-images';
import { Choices } from '../settings/choices';
import { Identity, IdentitySource } from '../settings/identity';
import { FromLock, KnownImage } from '../settings/images';

/** A context with the image values of another context, such as the context of the same workload before someone wrote its uids. */
export function withImagesOf(context: EvaluationContext, others: EvaluationContext): EvaluationContext {
  const { choices: { identity, containerIdentities, identitySources, writablePaths, environment }, notes: { knownImages } } = others;
  return amended(context, {
    choices: { identity, containerIdentities, identitySources, writablePaths, environment },
    notes: { knownImages },
  });
}

/** The known images of containers, by container name. */
type KnownContainers = ReadonlyMap<string, KnownContainer>;

interface KnownContainer {
  readonly container: ContainerView;
  readonly knowledge: AllKnown;
  readonly filling: ImageFilling;
}

/** The source of facts in the settings file. */
const OWN_SOURCE = 'the settings file';

const NONE_KNOWN: KnownContainers = new Map();

/**
 * A context with the known facts about the images of some pods. The same context if nothing is filled in, for example for a profile that
 * accepts every image unchanged.
 */
export function knowingImages(context: EvaluationContext, pods: readonly PodView[], level: Level): EvaluationContext {
  const isFilled = context.choices.imageFacts === 'fill' && level !== 'pss-baseline';
  const known = isFilled ? knownContainers(pods, level, context.choices) : NONE_KNOWN;
  return known === NONE_KNOWN ? context : withKnownImages(context, known);
}

/** The containers with known images. A name with two images, in two pods of one object, is left out. */
function knownContainers(pods: readonly PodView[], level: Level, choices: Choices): KnownContainers {
  if (!pods.some((pod) => pod.containers.some((container) => knownImage(container, choices)))) {
    return NONE_KNOWN; // Most applications run their own images.
  }
  const known = new Map<string, KnownContainer>();
  const images = new Map<string, unknown>();
  for (const container of pods.flatMap((pod) => pod.containers)) {
    const { name, json: { image } } = container;
    const knowledge = knownImage(container, choices);
    if (images.has(name) && images.get(name) !== image) {
      known.delete(name);
    } else if (knowledge) {
      known.set(name, { container, knowledge, filling: imageFilling(knowledge.facts, container, level) });
    }
    images.set(name, image);
  }
  return known.size > 0 ? known : NONE_KNOWN;
}

/** Adds the known facts about images to a context, unless other settings override them. */
function withKnownImages(context: EvaluationContext, known: KnownContainers): EvaluationContext {
  const users = usersFrom(context, known);
  const images = [...known].map(([name, { container, knowledge, filling }]) => {
    const { facts } = knowledge;
    const isUserFilled = facts.imageUser === 'root' && hasUser(name, users, context.choices);
    const isFilled = filling.isHardened || (filling.fillsPaths && isUserFilled);
    // Below `hardened`, the disk usage of an application is not limited.
    const sizeLimit = filling.isHardened ? DEFAULT_WRITABLE_PATH.sizeLimit : undefined;
    const paths = isFilled ? pathsOfImage(facts, container, context.choices, sizeLimit) : [];
    const variablesOf = isFilled ? imageVariables : imageSwitches;
    const variables = isFilled || isUserFilled ? variablesOf(facts, container, context) : [];
    const given = newIn(container, { user: users.get(name), paths, variables });
    return { name, paths, variables, image: toKnownImage(knowledge, container, given) };
  });
  const { writablePaths, environment } = context.choices;
  return amended(withUsers(context, users, known), {
    choices: {
      // The paths of users come later, so they override these paths.
      writablePaths: [...images.flatMap(({ paths }) => paths), ...writablePaths],
      environment: [...images.flatMap(({ variables }) => variables), ...environment],
    },
    notes: { knownImages: Object.fromEntries(images.map(({ name, image }) => [name, image])) },
  });
}

/** Whether a container gets a uid from its image or from the settings. */
function hasUser(container: string, users: ReadonlyMap<string, Identity>, choices: Choices): boolean {
  const { containerIdentities, identity, identitySources: { pod } } = choices;
  const chosen = containerIdentities[container] ?? (pod === 'default' ? {} : identity);
  return users.has(container) || chosen.user !== undefined;
}

/** The values that a container gets for its image. */
interface Given {
  readonly user?: Identity;
  readonly paths: readonly { readonly path: string }[];
  readonly variables: readonly { readonly name: string }[];
}

/** The values that the container does not have yet. Hardening to a lower profile may have filled in the others. */
function newIn(container: ContainerView, { user, paths, variables }: Given): Given {
  const mounts = mountsOf(container);
  const isStated = ['runAsUser', 'runAsGroup'].every((field) => !isAbsent(container.effective(field)));
  return {
    user: isStated ? undefined : user,
    paths: paths.filter(({ path }) => !mounts.some((mount) => mount.path === path)),
    variables: variables.filter(({ name }) => variableOf(container, name) === undefined),
  };
}

function toKnownImage(known: AllKnown, container: ContainerView, { user, paths, variables }: Given): KnownImage {
  const { name, note, facts } = known;
  // A container that fills a volume runs a shell of the image instead of its program.
  const capabilities = isHelper(container) ? undefined : capabilitiesOfImage(facts).capabilities;
  const given = { user, capabilities, paths: paths.map(({ path }) => path), ports: facts.ports ?? [] };
  return {
    name: note === undefined ? name : `${name} (${note})`,
    source: facts.evidence?.[0]?.source ?? OWN_SOURCE,
    isNonRoot: facts.imageUser === 'numeric' && isUserCertain(known),
    ...given,
    variables: variables.map((variable) => variable.name),
    fileVariables: facts.fileVariables,
    writableRoot: facts.writableRoot,
    ofLock: ofLock(known, given),
  };
}

/** The facts that the image itself contains. */
function ofLock(known: AllKnown, { user, capabilities, paths, ports }: FromLock): KnownImage['ofLock'] {
  const { own, observed, facts: { writablePaths = [] } } = known;
  const isOfLock = (path: string) => writablePaths.some((each: KnownPath) => each.path === path && each.isDeclared)
    || observed?.facts.writablePaths?.some((each) => each.path === path) === true;
  const name = own?.name ?? observed?.name;
  return name === undefined ? undefined : {
    name,
    source: [own?.source, observed?.source].filter((each) => each !== undefined).join('; '),
    user: isOwn(known, 'uid') || isObserved(known, 'uid') ? user : undefined,
    capabilities: isOwn(known, 'fileCapabilities') ? capabilities : undefined,
    paths: paths.filter(isOfLock),
    ports: isOwn(known, 'ports') ? ports : [],
  };
}

/** The users of images, by container, for containers without a chosen user. */
function usersFrom(context: EvaluationContext, known: KnownContainers): ReadonlyMap<string, Identity> {
  const { choices: { containerIdentities, identitySources } } = context;
  const users = identitySources.pod === 'default' ? [...known] : [];
  return new Map(users.flatMap(([name, { container, knowledge, filling }]): [string, Identity][] => {
    const user = containerIdentities[name] ? {} : userOfImage(knowledge, container, context, filling);
    return user.user === undefined ? [] : [[name, user]];
  }));
}

function withUsers(context: EvaluationContext, users: ReadonlyMap<string, Identity>, known: KnownContainers): EvaluationContext {
  const { choices: { identity, containerIdentities, identitySources } } = context;
  if (users.size === 0) {
    return context;
  }
  const common = context.notes.isNotHardenedKind ? undefined : commonUser(users, known);
  if (common) {
    return amended(context, {
      choices: {
        identity: { ...common, fsGroup: identity.fsGroup === undefined ? undefined : common.fsGroup },
        identitySources: { ...identitySources, pod: 'image' },
      },
    });
  }
  const fsGroup = context.notes.isNotHardenedKind ? [...users.values()].flatMap((user) => user.fsGroup ?? []).at(-1) : undefined;
  const sources = [...users.keys()].map((name): [string, IdentitySource] => [name, 'image']);
  return amended(context, {
    choices: {
      identity: fsGroup === undefined ? identity : { ...identity, fsGroup },
      containerIdentities: { ...containerIdentities, ...Object.fromEntries(users) },
      identitySources: { ...identitySources, containers: { ...identitySources.containers, ...Object.fromEntries(sources) } },
    },
  });
}

/** The user that all containers of a pod share, so that the pod can have it. */
function commonUser(users: ReadonlyMap<string, Identity>, known: KnownContainers): Identity | undefined {
  const [first] = users.values();
  const [{ container: { pod } }] = known.values();
  const isFirst = (user: Identity = {}) => user.user === first.user && user.group === first.group;
  return pod.containers.every(({ name }) => isFirst(users.get(name))) ? first : undefined;
}

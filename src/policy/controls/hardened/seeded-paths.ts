import { asArray, isAbsent, isObject, JsonObject } from '../../../formats/manifest/json';
import { Mount, mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { pathsOf, seedName } from '../../../knowledge/writable-paths/container-paths';
import { copyArguments, seedContainer, SeededMount, seededMount, seedImageOf } from '../../../knowledge/writable-paths/seed-container';
import { Context } from '../../context/context';
import { Choices } from '../../settings/choices';
import { assignsIds, Target } from '../../settings/target';
import { DECLARED } from '../admission';
import { Violation, Found } from '../check';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { at, both, everyContainer, everyEntry } from '../violations';

export const seededPaths: PodControl = {
  id: 'seeded-paths',
  title: 'Seeded paths contain the files of the image',
  level: 'hardened',
  risk: 'broken',
  why: 'An empty volume hides the image\'s files at its path, so an application that needs them does not start.',
  remedy: 'remove the mount at that path and the init container, so that both are added again',
  remedyInCode: {
    hardened: 'remove the mount at that path and the init container, so that both are added '
    + 'automatically; or declare the path with `WritablePath.fromEmptyDir`',
  },
  spec: {
    rules: [{
      fields: ['spec.initContainers[*]', ofStartedContainers('volumeMounts[*] at seeded paths')],
      allowed: 'a mount of one directory of a volume (`subPath`), and an init container writable-seed-<container> that copies the path to '
        + 'it, with the same image or an image volume of it, and as the same user',
    }],
    notes: ['The root of a volume cannot be seeded, because the copy needs a place beside it that the application does not see.'],
  },
  admission: DECLARED,
  reads: {},
  checks: always(everyContainer((container, context) => hasSeeds(context.choices) ? unseeded(container, context) : undefined)),
  after: ['user-id', 'group-id', 'writable-paths', 'image-digest'],
  isRequested: true,
  fix: (pod, context) => {
    if (hasSeeds(context.choices)) {
      const missing = pod.containers.filter((container) => !seedOf(container));
      pod.prepend(missing.map((container) => newSeed(container, context.choices)).filter(isObject));
    }
  },
};

function hasSeeds({ writablePaths }: Choices): boolean {
  return writablePaths.some(({ seed }) => seed);
}

/** The mount at a seeded path of a container. `seeded` is absent if nothing can be copied there. */
interface MountedSeed {
  readonly mount: Mount;
  readonly seeded?: SeededMount;
}

/** The mounts at seeded paths. For a seeded path without a mount, the control writable-paths has a finding. */
function mountedSeeds(container: ContainerView, choices: Choices): readonly MountedSeed[] {
  const mounts = mountsOf(container);
  return pathsOf(choices, container).flatMap(({ path, seed }) => {
    const mount = mounts.find((each) => each.path === path);
    return seed && mount ? [{ mount, seeded: seededMount(mount, seed) }] : [];
  });
}

function newSeed(container: ContainerView, choices: Choices): JsonObject | undefined {
  const mounts = mountedSeeds(container, choices).flatMap(({ seeded }) => seeded ?? []);
  return mounts.length > 0 && typeof container.json.image === 'string' && container.hasName
    ? seedContainer(container, mounts)
    : undefined;
}

function seedOf({ name, pod }: ContainerView): ContainerView | undefined {
  return pod.containers.find((other) => other.list === 'initContainers' && other.name === seedName(name));
}

function unseeded(container: ContainerView, context: Context): Found {
  const all = mountedSeeds(container, context.choices);
  const seedImage = seedImageOf(all.flatMap(({ seeded }) => seeded ?? []));
  return both(
    everyEntry(all, ({ mount, seeded }) => seeded ? missingCopy(container, seeded, seedImage) : notADirectory(container, mount)),
    seedImage === undefined ? undefined : unknownUser(container, context.target),
  );
}

function notADirectory(container: ContainerView, mount: Mount): Violation {
  const violation = at(container, ['volumeMounts', mount.index, 'mountPath'],
    'this path is declared as seeded, but its mount is not a single writable directory of a volume',
    'mount it with a `subPath` that has no slash, or remove the mount');
  return { ...violation, allowKey: mount.path };
}

function missingCopy(container: ContainerView, seeded: SeededMount, seedImage: string | undefined): Found {
  const copier = seedOf(container);
  const wanted = JSON.stringify(copyArguments(seeded, seedImage)).slice(1, -1);
  if (JSON.stringify(asArray(copier?.json.args)).includes(wanted)) {
    return undefined;
  }
  const place = copier ? at(copier, ['args']) : at(container.pod, ['initContainers']);
  return {
    ...place,
    container: container.name,
    detail: `the init container "${seedName(container.name)}" does not copy "${seeded.path}" to the volume "${seeded.volume}"`,
    allowKey: seeded.path,
  };
}

function unknownUser(container: ContainerView, target: Target): Found {
  return assignsIds(target) || !isAbsent(container.effective('runAsUser')) ? undefined : {
    ...at(container, ['securityContext', 'runAsUser'], 'the seed image may run as another user, and the application cannot write to the '
      + 'files of that user'),
    remedy: 'write `runAsUser`',
    remedyInCode: { hardened: 'set `runAs: RunAs.user(...)`', plain: 'set `user`' },
  };
}

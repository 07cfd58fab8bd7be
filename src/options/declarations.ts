import { IConstruct } from 'constructs';
import { composePresets } from './compose-presets';
import { HardeningProps } from './hardening-props';
import { presetsFor, userOfPresetsCounts, usersOfImages } from './resolve';
import { idCollisions, uniqueUsers } from './unique-ids';
import { WritablePath } from './writable-path';
import { Declarations, FsGroupConflict, NamedContainer, NO_DECLARATIONS, PartialDeclarations, PresetConflict } from '../settings/declarations';
import { Settings } from '../settings/settings';
import { isForOneContainer } from '../writable-paths/container-paths';

/**
 * What the options of a workload say, for the controls that compare it with the final JSON.
 *
 * @param settings what the options resolve to
 * @param more what the options of this kind of workload say besides
 */
export function declarationsOf(
  workload: IConstruct, props: HardeningProps, paths: readonly WritablePath[], settings: Settings, more: PartialDeclarations,
): Declarations {
  const unique = uniqueUsers(workload, props);
  return {
    ...NO_DECLARATIONS,
    paths: paths.map((path) => path._toSettings()),
    presetConflicts: presetConflicts(workload, props),
    chosenUsers: Object.entries(settings.containerIdentities).flatMap(([container, { user, group, isPreset }]) =>
      isPreset ? [] : [{ container, user, group }]),
    idCollisions: unique.flatMap(([source, runAs]) => idCollisions(workload.node.root, source, runAs)),
    hasIdWithoutSeed: unique.some(([, runAs]) => runAs._unique?.seed === undefined),
    fsGroupConflict: fsGroupConflict(paths),
    ...more,
    // Only the workload's own: a path or a preset that a scope wants in a container of some name is for those workloads that have it.
    namedContainers: [...namedContainers(props, paths, settings), ...more.namedContainers ?? []],
    unnamedContainers: [...unnamedContainers(settings), ...more.unnamedContainers ?? []],
  };
}

function namedContainers({ presets = [] }: HardeningProps, paths: readonly WritablePath[], settings: Settings): readonly NamedContainer[] {
  const { containerIdentities, token, images } = settings;
  const named: readonly { readonly container?: string; readonly option: string }[] = [
    ...paths.map(({ container, path }) => ({ container, option: `writable path "${path}"` })),
    ...Object.entries(containerIdentities).flatMap(([container, { isPreset }]) => isPreset ? [] : { container, option: 'containerRunAs' }),
    ...(token?.containers ?? []).map((container) => ({ container, option: 'serviceAccountToken' })),
    ...images.map(({ container, source }) => ({ container, option: `Dockerfile ${source}` })),
    ...presets.map(({ name, container }) => ({ container, option: `preset ${name}` })),
  ];
  return named.flatMap(({ container, option }) => container === undefined ? [] : [{ container, option }]);
}

function unnamedContainers({ writablePaths, images }: Settings): readonly string[] {
  return [
    ...writablePaths.filter((path) => path.container === undefined && isForOneContainer(path))
      .map(({ path, claim }) => claim ? `writable path "${path}" in PVC "${claim.name}"` : `writable path "${path}" from the image`),
    ...images.flatMap(({ container, source }) => container === undefined ? [`Dockerfile ${source}`] : []),
  ];
}

function presetConflicts(workload: IConstruct, props: HardeningProps): readonly PresetConflict[] {
  const { contradictions } = composePresets(presetsFor(workload, props));
  return contradictions.filter((conflict) => conflict.subject !== 'runAs' || isUserOpen(conflict, workload, props));
}

/** Whether nothing but the presets says who runs. */
function isUserOpen({ container }: PresetConflict, workload: IConstruct, props: HardeningProps): boolean {
  const { runAs, containerRunAs } = usersOfImages(props);
  return userOfPresetsCounts(workload, props)
    && (container === undefined ? runAs : props.containerRunAs?.[container] ?? containerRunAs[container]) === undefined;
}

/** One fsGroup is for all volumes of a pod. */
function fsGroupConflict(paths: readonly WritablePath[]): FsGroupConflict | undefined {
  const persistent = paths.filter(({ isPersistent }) => isPersistent);
  const foreign = persistent.find(({ _requirements }) => _requirements.fsGroup === false);
  const needing = persistent.find(({ _requirements }) => _requirements.fsGroup !== false && !_requirements.takeOwnership);
  return foreign && { forbiddenBy: foreign.path, neededBy: needing?.path };
}

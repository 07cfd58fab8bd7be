import { IConstruct } from 'constructs';
import { ContainerSettings } from './container-settings';
import { HardeningProps } from './hardening-props';
import { WorkloadOptions } from './resolve';
import { RunAs } from './run-as';
import { WritablePath } from './writable-path';
import { isForOneContainer } from '../../knowledge/writable-paths/container-paths';
import { isPersistent } from '../../knowledge/writable-paths/declared-path';
import { Choices } from '../../policy/settings/choices';
import {
  Declarations,
  FsGroupConflict,
  NamedContainer,
  NO_DECLARATIONS,
  PartialDeclarations,
  PresetConflict,
  IdCollision,
} from '../../policy/settings/declarations';

/** The place of a workload: the node of its construct, if it has its own. */
export interface DeclarationPlace {
  readonly path: string;
  readonly root: IConstruct;
}

/**
 * The declarations in the options of a workload, for the controls that compare them with the final JSON.
 *
 * @param place path of the workload, and the root of its app
 * @param settings the resolved options
 * @param more more declarations, from the options of this kind of workload
 */
export function declarationsOf(
  { path: own, root }: DeclarationPlace, options: WorkloadOptions, paths: readonly WritablePath[],
  choices: Choices, more: PartialDeclarations = {},
): Declarations {
  const { props } = options;
  const unique = uniqueUsers(own, options);
  return {
    ...NO_DECLARATIONS,
    paths: paths.map((path) => path._toSettings()),
    presetConflicts: presetConflicts(options),
    chosenUsers: Object.entries(choices.containerIdentities).flatMap(([container, { user, group }]) =>
      choices.identitySources.containers[container] === 'author' ? [{ container, user, group }] : []),
    idCollisions: unique.flatMap(([source, runAs]) => idCollisions(root, source, runAs)),
    hasIdWithoutSeed: unique.some(([, runAs]) => runAs._unique?.seed === undefined),
    fsGroupConflict: fsGroupConflict(paths),
    ...more,
    // Only the workload's own options: a scope may set paths and presets for a container that only some of its workloads have.
    namedContainers: [...namedContainers(props, paths), ...more.namedContainers ?? []],
    unnamedContainers: [...unnamedContainers(props, choices), ...more.unnamedContainers ?? []],
  };
}

function namedContainers(props: HardeningProps, paths: readonly WritablePath[]): readonly NamedContainer[] {
  const { containerSettings = {}, serviceAccountToken } = props;
  const added = paths.map((path) => path._toSettings());
  return [
    ...Object.keys(containerSettings).map((container) => ({ container, option: 'containerSettings' })),
    ...added.flatMap(({ container, path }) => container === undefined || container in containerSettings ? []
      : [{ container, option: `writable path "${path}"` }]),
    ...(serviceAccountToken?._toToken().containers ?? []).map((container) => ({ container, option: 'serviceAccountToken' })),
  ];
}

function unnamedContainers({ dockerfile }: HardeningProps, { writablePaths }: Choices): readonly string[] {
  return [
    ...writablePaths.filter((path) => path.container === undefined && isForOneContainer(path))
      .map((path) => isPersistent(path)
        ? `writable path "${path.path}" in PVC "${path.claim.name}"`
        : `writable path "${path.path}" from the image`),
    ...dockerfile ? [`Dockerfile ${dockerfile.path}`] : [],
  ];
}

function presetConflicts(options: WorkloadOptions): readonly PresetConflict[] {
  return options.presets.contradictions.filter((conflict) => conflict.subject !== 'runAs' || isUserOpen(conflict, options));
}

/** Whether only the presets set the user. */
function isUserOpen({ container }: PresetConflict, { props, containerSettings, knowsUsers }: WorkloadOptions): boolean {
  const { runAs, dockerfile }: ContainerSettings = container === undefined
    ? { dockerfile: props.dockerfile }
    : containerSettings[container] ?? {};
  return knowsUsers && (runAs ?? dockerfile?.runAs) === undefined;
}

/** A pod has one fsGroup for all its volumes. */
function fsGroupConflict(paths: readonly WritablePath[]): FsGroupConflict | undefined {
  const persistent = paths.filter((path) => path.isPersistent);
  const foreign = persistent.find(({ _requirements }) => _requirements.disablesFsGroup);
  const needing = persistent.find(({ _requirements }) => !_requirements.disablesFsGroup && !_requirements.takeOwnership);
  return foreign && { forbiddenBy: foreign.path, neededBy: needing?.path };
}

/** The ids of `RunAs.unique` in each app, and their seeds. */
const given = new WeakMap<IConstruct, Map<number, string>>();

/** The users of a workload that come from `RunAs.unique`, for the pod and for single containers, each with its construct path. */
function uniqueUsers(path: string, { props, defaults, placed }: WorkloadOptions): readonly (readonly [string, RunAs])[] {
  const ofPod = props.runAs ?? defaults.runAs;
  const ofContainers = Object.entries(placed.runAs).map(([name, runAs]) => [`${path}/${name}`, runAs] as const);
  return [...ofPod ? [[path, ofPod] as const] : [], ...ofContainers].filter(([, runAs]) => runAs._unique);
}

/** The other seed in the app that gives the id of a user, if there is one. */
function idCollisions(root: IConstruct, path: string, runAs: RunAs): readonly IdCollision[] {
  const owners = given.get(root) ?? new Map<number, string>();
  given.set(root, owners);
  const id = runAs._toIdentity(path).user!;
  const source = runAs._unique?.seed ?? path;
  const other = owners.get(id) ?? source;
  owners.set(id, other);
  return other === source ? [] : [{ id, seeds: [source, other] }];
}

import { holdingMount } from '../../../formats/manifest/holding-mount';
import { asObject, asString, childArray, textOf } from '../../../formats/manifest/json';
import { mountsOf } from '../../../formats/manifest/mounts';
import { isIn, normalizePath } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { isHelper } from '../../../knowledge/writable-paths/container-paths';
import { Choices } from '../../settings/choices';
import { MOUNTED_PATHS } from '../admission';
import { Violation, Found } from '../check';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { at, everyContainer, everyEntry, fixEveryContainer, pinned } from '../violations';

const WHOLE_VALUE = /^\/.*/;
const JAVA_OPTION = /(?<=-Djava\.io\.tmpdir=)\/[^\s"']*/;

/** The variables that name a directory, and how to find the directory in the value. */
const DIRECTORIES: ReadonlyMap<unknown, RegExp> = new Map([
  ...['ASPNETCORE_TEMP', 'DOTNET_BUNDLE_EXTRACT_BASE_DIR', 'PGDATA', 'PYTHONPYCACHEPREFIX', 'TMPDIR', 'XDG_CACHE_HOME', 'npm_config_cache']
    .map((name) => [name, WHOLE_VALUE] as const),
  ...['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS'].map((name) => [name, JAVA_OPTION] as const),
]);

/** Every container has its own file system in memory there. */
const SHARED_MEMORY = '/dev/shm';

export const runtimeEnvironment: PodControl = {
  id: 'runtime-environment',
  title: 'Writable temporary directories and caches',
  level: 'hardened',
  risk: 'low',
  why: 'A program that is configured to write to a read-only directory fails, often not when it starts but at the first upload or the '
    + 'first user.',
  remedy: 'set it to a directory in a writable mount, such as `/tmp`, or mount an emptyDir there',
  remedyInCode: {
    hardened: 'set it to a directory in a writable mount, such as `/tmp`, or declare this directory in `writablePaths`',
    plain: 'set it to a directory in a writable mount, such as `/tmp`, or mount `Volume.fromEmptyDir` there',
  },
  spec: {
    rules: [{
      fields: [`${ofStartedContainers('env[*].value')} of ${[...DIRECTORIES.keys()].join(', ')}, under a read-only root filesystem`],
      allowed: 'a path in a writable mount, or in /dev/shm',
    }],
    notes: ['HOME is not checked, because few programs need to write there, and it is not writable in most images.'],
  },
  admission: MOUNTED_PATHS,
  reads: {
    needs: ['containers[*].env'],
    fields: ['containers[*].securityContext.readOnlyRootFilesystem', 'containers[*].volumeMounts', 'spec.volumes'],
  },
  checks: always(everyContainer(unwritableDirectories)),
  isRequested: true,
  fix: fixEveryContainer((container, context) => {
    const wanted = container.isEphemeral || isHelper(container) ? NO_VARIABLES : environmentOf(context.choices, container.name);
    const env = wanted.size > 0 ? childArray(container.json, 'env') : undefined;
    if (env) {
      addMissing(env, wanted);
    }
  }),
};

/**
 * Adds variables before the author's variables, which can then refer to them: `$(HOME)/cache`. Variables of an earlier hardening are
 * sorted in, so that several steps give the same result as a single step.
 */
function addMissing(env: unknown[], wanted: ReadonlyMap<string, string>): void {
  // npm and .NET ignore the case of their variables.
  const names = new Set(env.map((entry) => asString(asObject(entry).name)?.toLowerCase()));
  if ([...wanted.keys()].every((name) => names.has(name.toLowerCase()))) {
    return;
  }
  const front = new Set<unknown>();
  while (isWanted(env[0], wanted) && !front.has(asObject(env[0]).name)) {
    front.add(asObject(env.shift()).name);
  }
  const added = [...wanted].filter(([name]) => front.has(name) || !names.has(name.toLowerCase()));
  env.unshift(...added.map(([name, value]) => ({ name, value })));
}

/** Whether a variable has the name and the value of a wanted variable. */
function isWanted(entry: unknown, wanted: ReadonlyMap<string, string>): boolean {
  const { name, value } = asObject(entry);
  return typeof name === 'string' && wanted.has(name) && wanted.get(name) === value && Object.keys(asObject(entry)).length === 2;
}

const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

function environmentOf({ environment }: Choices, container: string): ReadonlyMap<string, string> {
  const ofAll = environment.filter((variable) => variable.container === undefined);
  const own = environment.filter((variable) => variable.container === container);
  return new Map([...ofAll, ...own].map(({ name, value }) => [name, value]));
}

function unwritableDirectories(container: ContainerView): Found {
  // A custom resource does not show the mounts that its operator adds.
  if (container.isEphemeral || container.pod.part || container.securityContext.readOnlyRootFilesystem !== true) {
    return undefined;
  }
  return everyEntry(container.env, (entry, index) => unwritable(container, entry, index));
}

function unwritable(container: ContainerView, entry: unknown, index: number): Violation | undefined {
  const { name, value } = asObject(entry);
  const [named] = DIRECTORIES.get(name)?.exec(asString(value) ?? '') ?? [];
  if (named === undefined) {
    return undefined;
  }
  const directory = normalizePath(named);
  return isIn(directory, SHARED_MEMORY) || holdingMount(mountsOf(container), directory)?.writable
    ? undefined
    : pinned(at(container, ['env', index, 'value'], `"${directory}" is not in a writable mount`), textOf(name));
}

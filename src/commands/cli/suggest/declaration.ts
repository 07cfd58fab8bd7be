import { AccountIds } from './accounts';
import { SuggestedPath } from './suggestion';
import { asArray, asObject, JsonObject } from '../../../formats/manifest/json';
import { DEFAULT_WRITABLE_PATH, GIBIBYTE, EmptyDirPath } from '../../../knowledge/writable-paths/declared-path';
import { amended, DEFAULT_CONTEXT } from '../../../policy/context/context';
import { harden } from '../../../policy/engine/harden';

/** The name of the container in the printed YAML. */
const CONTAINER = 'main';

/** The settings that a workload has to declare. */
export interface SuggestedDeclaration {
  readonly image: string;
  readonly ids: AccountIds;
  readonly paths: readonly SuggestedPath[];
  /** Ports below 1024 that the image exposes. */
  readonly lowPorts: readonly number[];
}

/** The user and the suggested paths as props of a hardened workload in TypeScript. */
export function typescriptOf({ ids, paths }: Pick<SuggestedDeclaration, 'ids' | 'paths'>): string {
  const { uid, gid } = ids;
  return [
    `runAs: RunAs.user(${uid === gid ? uid : `${uid}, ${gid}`}),`,
    ...paths.length === 0 ? [] : ['writablePaths: [', ...paths.map((path) => `  ${writablePath(path)},`), '],'],
  ].join('\n');
}

function writablePath({ path, isSeeded, sizeLimit }: SuggestedPath): string {
  const options = sizeLimit === undefined ? '' : `, { sizeLimit: Size.gibibytes(${sizeLimit / GIBIBYTE}) }`;
  return `WritablePath.${isSeeded ? 'fromImage' : 'fromEmptyDir'}(${quoted(path)}${options})`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/**
 * The declaration as fields of a pod's spec. A hardened workload emits exactly these fields for the user and the paths, including /tmp, the
 * init container that copies files, and the sysctl that opens low ports.
 */
export function podSpecOf({ image, ids: { uid, gid }, paths, lowPorts }: SuggestedDeclaration): JsonObject {
  const writablePaths = paths.map(({ path, isSeeded, sizeLimit }): EmptyDirPath => ({
    kind: 'emptyDir',
    path,
    sizeLimit: sizeLimit ?? DEFAULT_WRITABLE_PATH.sizeLimit,
    inMemory: false,
    seed: isSeeded ? { replaces: false } : undefined,
  }));
  const ports = lowPorts.map((containerPort) => ({ containerPort }));
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: CONTAINER }, spec: { containers: [{ name: CONTAINER, image, ports }] } };
  const identity = { user: uid, group: gid, fsGroup: gid };
  const context = amended(DEFAULT_CONTEXT, { choices: { identity, writablePaths: [DEFAULT_WRITABLE_PATH, ...writablePaths] } });
  const { manifest } = harden(pod, context);
  const { initContainers, containers, volumes, securityContext } = asObject(manifest.spec);
  const { fsGroup, runAsGroup, runAsUser, sysctls } = asObject(securityContext);
  return {
    securityContext: { fsGroup, runAsGroup, runAsUser, ...sysctls ? { sysctls } : {} },
    ...initContainers ? { initContainers } : {},
    containers: asArray(containers).map(asObject)
      .map(({ name, volumeMounts }) => ({ name, ...ports.length > 0 ? { ports } : {}, volumeMounts })),
    volumes,
  };
}

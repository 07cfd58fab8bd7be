import { SuggestedPath } from './suggestion';
import { harden } from '../../engine/harden';
import { asArray, asObject, JsonObject } from '../../manifest/json';
import { DEFAULT_WRITABLE_PATH, GIBIBYTE, EmptyDirPath } from '../../settings/paths';
import { DEFAULT_SETTINGS } from '../../settings/settings';

/** The name of the container in the printed YAML. */
const CONTAINER = 'main';

/** The suggested paths as a prop of a hardened workload in TypeScript. */
export function typescriptOf(paths: readonly SuggestedPath[]): string {
  return ['writablePaths: [', ...paths.map((path) => `  ${writablePath(path)},`), '],'].join('\n');
}

function writablePath({ path, isSeeded, sizeLimit }: SuggestedPath): string {
  const options = sizeLimit === undefined ? '' : `, { sizeLimit: Size.gibibytes(${sizeLimit / GIBIBYTE}) }`;
  return `WritablePath.${isSeeded ? 'fromImage' : 'emptyDir'}(${quoted(path)}${options})`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/**
 * The same as fields of a pod's spec: exactly what a hardened workload emits for these paths, including /tmp and the init container that
 * copies files.
 */
export function podSpecOf(paths: readonly SuggestedPath[], image: string): JsonObject {
  const writablePaths = paths.map(({ path, isSeeded, sizeLimit }): EmptyDirPath => ({
    kind: 'emptyDir',
    path,
    sizeLimit: sizeLimit ?? DEFAULT_WRITABLE_PATH.sizeLimit,
    inMemory: false,
    seed: isSeeded ? { replaces: false } : undefined,
  }));
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: CONTAINER }, spec: { containers: [{ name: CONTAINER, image }] } };
  const { manifest } = harden(pod, { ...DEFAULT_SETTINGS, writablePaths: [DEFAULT_WRITABLE_PATH, ...writablePaths] });
  const { initContainers, containers, volumes } = asObject(manifest.spec);
  return {
    ...initContainers ? { initContainers } : {},
    containers: asArray(containers).map(asObject).map(({ name, volumeMounts }) => ({ name, volumeMounts })),
    volumes,
  };
}

import { SuggestedPath } from './suggestion';
import { DEFAULT_POLICY, DEFAULT_SCRATCH, GIBIBYTE, ScratchPath } from '../../controls/policy';
import { harden } from '../../engine/harden';
import { asArray, asObject, JsonObject } from '../../manifest/json';

/** The container's name in what is printed as YAML. */
const CONTAINER = 'main';

/** What is suggested, as props of a hardened workload in TypeScript. */
export function typescriptOf(paths: readonly SuggestedPath[]): string {
  return ['writablePaths: [', ...paths.map((path) => `  ${writablePath(path)},`), '],'].join('\n');
}

function writablePath({ path, isSeeded, sizeLimit }: SuggestedPath): string {
  const options = sizeLimit === undefined ? '' : `, { sizeLimit: Size.gibibytes(${sizeLimit / GIBIBYTE}) }`;
  return `WritablePath.${isSeeded ? 'seeded' : 'of'}(${quoted(path)}${options})`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/**
 * The same as the fields of a pod's spec: exactly what a hardened workload has for these paths, so with /tmp, and with the
 * init container that copies files.
 */
export function podSpecOf(paths: readonly SuggestedPath[], image: string): JsonObject {
  const scratch = paths.map(({ path, isSeeded, sizeLimit }): ScratchPath => ({
    path,
    sizeLimit: sizeLimit ?? DEFAULT_SCRATCH.sizeLimit,
    inMemory: false,
    seed: isSeeded ? { replaces: false } : undefined,
  }));
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: CONTAINER }, spec: { containers: [{ name: CONTAINER, image }] } };
  const { manifest } = harden(pod, { ...DEFAULT_POLICY, scratch: [DEFAULT_SCRATCH, ...scratch] });
  const { initContainers, containers, volumes } = asObject(manifest.spec);
  return {
    ...initContainers ? { initContainers } : {},
    containers: asArray(containers).map(asObject).map(({ name, volumeMounts }) => ({ name, volumeMounts })),
    volumes,
  };
}

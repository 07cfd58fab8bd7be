import { WritablePath } from './writable-path';
import { asObject, JsonObject, read } from '../manifest/json';
import { isPersistent, PersistentPath } from '../settings/paths';

/** Problems of paths in PVCs that only all paths together, or the whole manifest, show. */
export function claimProblems(manifest: JsonObject, own: readonly WritablePath[]): string[] {
  const paths = own.map((path) => path._toSettings()).filter(isPersistent);
  return [...doublySeeded(paths), ...replacedUnderOthers(manifest, paths)];
}

/** The second of two seeds would find the directory filled, and copy nothing. */
function doublySeeded(paths: readonly PersistentPath[]): string[] {
  return paths.flatMap((path, index) => {
    const first = paths.slice(0, index).find((other) => isSameDirectory(path, other) && other.path !== path.path);
    return first && path.seed && first.seed ? [`the persistent paths "${first.path}" and "${path.path}" are seeded into one directory of the claim `
      + `"${path.claim.name}": give each a \`subPath\` of its own`] : [];
  });
}

function isSameDirectory({ claim }: PersistentPath, other: PersistentPath): boolean {
  return claim.name === other.claim.name && claim.subPath === other.claim.subPath;
}

/** A new pod would replace the files of one that still runs. */
function replacedUnderOthers(manifest: JsonObject, paths: readonly PersistentPath[]): string[] {
  const replaced = paths.find(({ seed }) => seed?.replaces);
  return replaced && runsSeveralPods(manifest) ? [`the persistent path "${replaced.path}" replaces its files, and several pods would have the claim at once: `
    + 'write `replicas: 1` and, for a Deployment, `DeploymentStrategy.recreate()`, or keep the files'] : [];
}

function runsSeveralPods({ kind, spec }: JsonObject): boolean {
  const { replicas } = asObject(spec);
  return kind === 'DaemonSet'
    || (kind === 'StatefulSet' && replicas !== 1)
    || (kind === 'Deployment' && (replicas !== 1 || read(spec, ['strategy', 'type']) !== 'Recreate'));
}

import { isPersistent, PersistentPath } from '../../../knowledge/writable-paths/declared-path';
import { DeclarationControl } from '../control';
import { atPod } from './declared';

export const conflictingSeeds: DeclarationControl = {
  id: 'conflicting-seeds',
  title: 'Each directory of a PVC is filled from one path',
  level: 'declarations',
  risk: 'broken',
  why: 'The second init container finds files in the directory and copies nothing, so its files are missing.',
  remedy: 'give each path its own `subPath`',
  checkDeclarations: ({ paths }, workload) => paths.filter(isPersistent).flatMap((path, index, persistent) => {
    const first = persistent.slice(0, index).find((other) => isSameDirectory(path, other) && other.path !== path.path);
    return first?.seed && path.seed
      ? [atPod(
        workload,
        `paths "${first.path}" and "${path.path}" are copied into the same directory of PVC "${path.claim.name}"`,
        conflictingSeeds.remedy,
      )]
      : [];
  }),
};

function isSameDirectory({ claim }: PersistentPath, other: PersistentPath): boolean {
  return claim.name === other.claim.name && claim.subPath === other.claim.subPath;
}

import { dirname } from 'path/posix';
import { observedEntries, RunObservation } from './observation';
import { unreadablePaths } from './readable';
import { canHoldVolume, SHARED } from './written-directories';
import { isIn } from '../../../formats/manifest/paths';
import { writableSystemDirectories } from '../../../policy/controls/hardened/writable-system-directories';
import { evaluate } from '../../../policy/engine/evaluate';
import { profileOf } from '../../../policy/engine/profile';

/** Whether the parent of a directory can be a volume with the image's files. */
export function canSeedParent(path: string, observation: RunObservation): boolean {
  const parent = dirname(path);
  return observation.before.get(parent)?.kind === 'directory' && canHoldVolume(parent, true) && !holdsPrograms(parent)
    && unreadablePaths(observedEntries(parent, observation), observation.reader).length === 0;
}

/**
 * Whether the volume for a directory that the program creates belongs at the parent of this directory. If a volume is already there, the
 * program may not fill it: Tomcat does not unpack `webapps/ROOT.war` if a directory `webapps/ROOT` exists. The parent stays read-only if it
 * has files that the container starts, or if many programs share it.
 */
export function prefersParent(path: string, observation: RunObservation): boolean {
  return !SHARED.has(dirname(path)) && allowsParent(path, observation);
}

/** Like `prefersParent`, for a program that failed with an empty volume at its directory: even a parent that many programs share counts. */
export function allowsParent(path: string, observation: RunObservation): boolean {
  const parent = dirname(path);
  return !(observation.started ?? []).some((started) => isIn(started, parent)) && canSeedParent(path, observation);
}

/** Whether the control for directories with programs warns about a volume at a path. */
export function holdsPrograms(path: string): boolean {
  const containers = [{ name: 'main', volumeMounts: [{ name: 'written', mountPath: path }] }];
  const pod = { apiVersion: 'v1', kind: 'Pod', spec: { containers, volumes: [{ name: 'written', emptyDir: {} }] } };
  return evaluate(pod, profileOf('hardened')).some(({ control }) => control === writableSystemDirectories);
}

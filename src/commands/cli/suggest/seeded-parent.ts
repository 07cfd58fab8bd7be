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
 * Whether the volume for a directory that the program creates itself belongs at its parent. An empty volume in its place may keep the
 * program from filling it: Tomcat does not unpack `webapps/ROOT.war` if a directory `webapps/ROOT` exists. A directory with files that the
 * container starts stays read-only. So does a directory that many programs share, if the program works without writing to it.
 */
export function prefersParent(path: string, observation: RunObservation): boolean {
  return !SHARED.has(dirname(path)) && allowsParent(path, observation);
}

/** The same for a program that failed with an empty volume at its directory: it gets its parent even if many programs share that. */
export function allowsParent(path: string, observation: RunObservation): boolean {
  const parent = dirname(path);
  return !(observation.started ?? []).some((started) => isIn(started, parent)) && canSeedParent(path, observation);
}

/** Whether the control for directories with programs warns about a volume there. */
export function holdsPrograms(path: string): boolean {
  const containers = [{ name: 'main', volumeMounts: [{ name: 'written', mountPath: path }] }];
  const pod = { apiVersion: 'v1', kind: 'Pod', spec: { containers, volumes: [{ name: 'written', emptyDir: {} }] } };
  return evaluate(pod, profileOf('hardened')).some(({ control }) => control === writableSystemDirectories);
}

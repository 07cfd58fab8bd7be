import { claimProblems } from './claim-problems';
import { WritablePath } from './writable-path';
import { isAbsent, JsonObject } from '../manifest/json';
import { podsOf } from '../manifest/workload';
import { Settings } from '../settings/settings';
import { isForOneContainer, onlyContainer } from '../writable-paths/container-paths';

/** Problems of writable paths that only the whole manifest shows. */
export function pathProblems(manifest: JsonObject, settings: Settings, own: readonly WritablePath[]): string[] {
  return [...ambiguousPaths(manifest, settings), ...fsGroupProblems(manifest, own), ...claimProblems(manifest, own)];
}

/** Paths that can only be for one container, in a pod with several, and name none. */
function ambiguousPaths(manifest: JsonObject, { writablePaths }: Settings): string[] {
  const unnamed = writablePaths.filter((path) => path.container === undefined && isForOneContainer(path));
  return unnamed.length === 0 ? [] : podsOf(manifest).filter((pod) => !onlyContainer(pod)).flatMap(({ containers }) => unnamed
    .map(({ path, seed }) => `the ${seed ? 'seeded' : 'persistent'} path "${path}" is for one container, and the pod has several: `
      + `declare it in \`containerSettings\` of one of ${containers.filter(({ list }) => list === 'containers').map(({ name }) => `"${name}"`).join(', ')}`));
}

/** One fsGroup is for all volumes of a pod. */
function fsGroupProblems(manifest: JsonObject, paths: readonly WritablePath[]): string[] {
  const persistent = paths.filter(({ isPersistent }) => isPersistent);
  const foreign = persistent.find(({ _requirements }) => _requirements.disablesFsGroup);
  if (!foreign) {
    return [];
  }
  const wanting = persistent.find(({ _requirements }) => !_requirements.disablesFsGroup && !_requirements.takeOwnership);
  const isGiven = podsOf(manifest).some(({ securityContext }) => !isAbsent(securityContext.fsGroup));
  return [
    ...wanting ? [`the persistent path "${foreign.path}" disables the pod's fsGroup, and "${wanting.path}" needs it: `
      + 'set `disableFsGroup` for both, or put them into two workloads'] : [],
    ...isGiven ? [`the persistent path "${foreign.path}" disables the pod's fsGroup, and securityContext sets one: leave one out`] : [],
  ];
}

import { oneOf } from '../../../formats/manifest/first-of';
import { DeclarationControl } from '../control';
import { atPod, containerNames } from './declared';

export const unnamedContainer: DeclarationControl = {
  id: 'unnamed-container',
  title: 'An option for one container names that container',
  level: 'declarations',
  risk: 'broken',
  why: 'In a pod with several containers, the option could apply to any of them, and a guess could give the wrong container access to the '
    + 'data.',
  remedy: 'name the container',
  checkDeclarations: ({ unnamedContainers }, workload) => {
    const isAmbiguous = workload.pods.some(({ containers }) => containers.filter(({ list }) => list === 'containers').length !== 1);
    return !isAmbiguous ? [] : unnamedContainers.map((option) =>
      atPod(workload, `${option} does not name its container, and the pod has several`, 'name '
        + `${oneOf(containerNames(workload.pods, ['containers']))}`));
  },
};

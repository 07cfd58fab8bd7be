import { asString } from '../../../formats/manifest/json';
import { nearestOrAny } from '../../../formats/manifest/nearest';
import { DeclarationControl } from '../control';
import { atPod, containerNames } from './declared';

export const unknownContainer: DeclarationControl = {
  id: 'unknown-container',
  title: 'Options name containers of the pod',
  level: 'declarations',
  risk: 'broken',
  why: 'An option for a container that does not exist has no effect: the intended container runs without the option.',
  remedy: 'use the name of a container of the pod',
  checkDeclarations: ({ namedContainers }, workload) => {
    const known = new Set(workload.pods.flatMap(({ containers }) => containers.map(({ json }) => asString(json.name))));
    return namedContainers.filter(({ container }) => !known.has(container)).map(({ container, option }) =>
      atPod(workload, `${option} references unknown container "${container}"`, nearestOrAny(container, containerNames(workload.pods))));
  },
};

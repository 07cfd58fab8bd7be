import { asObject } from '../../../formats/manifest/json';
import { DeclarationControl } from '../control';
import { atPod } from './declared';

export const claimTemplateNames: DeclarationControl = {
  id: 'claim-template-names',
  title: 'Volume claim templates do not hide volumes',
  level: 'declarations',
  risk: 'broken',
  why: 'A StatefulSet replaces a volume of the pod with the PVC of the same name, so the containers do not find the files of the volume.',
  remedy: 'rename one of the two',
  checkDeclarations: ({ claimTemplates }, workload) => claimTemplates
    .filter((name) => workload.pods.some(({ volumes }) => volumes.some((volume) => asObject(volume).name === name)))
    .map((name) => atPod(workload, `volume claim template "${name}" has the name of a volume of the pod`, claimTemplateNames.remedy)),
};

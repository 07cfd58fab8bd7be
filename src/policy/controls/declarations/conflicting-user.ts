import { isAbsent } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { ChosenUser } from '../../settings/declarations';
import { Violations } from '../check';
import { DeclarationControl } from '../control';
import { at } from '../violations';

export const conflictingUser: DeclarationControl = {
  id: 'conflicting-user',
  title: 'One option sets the user of a container',
  level: 'declarations',
  risk: 'broken',
  why: 'A container runs as one user, which cannot read the files of the other user.',
  remedy: 'remove one of the two',
  checkDeclarations: ({ chosenUsers }, { pods }) => chosenUsers.flatMap((chosen) =>
    pods.flatMap(({ containers }) => containers).filter(({ name }) => name === chosen.container).flatMap((container) => [
      ...conflict(container, chosen, 'user', 'runAsUser'),
      ...conflict(container, chosen, 'group', 'runAsGroup'),
    ])),
};

function conflict(container: ContainerView, chosen: ChosenUser, option: 'user' | 'group', field: string): Violations {
  const own = container.securityContext[field];
  return chosen[option] === undefined || isAbsent(own) || own === chosen[option] ? [] : [at(container, ['securityContext', field],
    `securityContext.${option} of container "${container.name}" is ${own}, and `
      + `containerSettings.${container.name}.runAs sets ${chosen[option]}`)];
}

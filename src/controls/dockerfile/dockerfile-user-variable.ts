/*
 * The file says who its program runs as, and not the base image.
 *
 * Restricted fields: USER of the last stage, or of a stage that it is built on; the last one in ONBUILD
 * Allowed values:    no variable that the file never sets; APP_UID on an image of .NET, which sets it
 *
 * A variable that the file sets elsewhere, or without a default, is the control dockerfile-user-missing's business.
 * Source: https://github.com/dotnet/dotnet-docker/blob/main/documentation/scenarios/using-dotnet-docker-images.md (APP_UID)
 */
import { DockerfileView, outerBase } from '../../manifest/dockerfile';
import { usersOf, variableOfUser } from '../../manifest/dockerfile-users';
import { DockerfileControl } from '../control';
import { inInstruction } from '../dockerfile-violations';

export const dockerfileUserVariable: DockerfileControl = {
  id: 'dockerfile-user-variable',
  title: 'A USER that the file itself gives a value',
  level: 'hardened',
  severity: 'warning',
  why: 'Unless the base image has an ENV of that name, the variable is empty and the program root, and no builder says so.',
  remedy: 'write the number, or give the variable a default: `ARG UID=10001`',
  knownAs: {},
  checkDockerfile: (view) => usersOf(view).flatMap(({ instruction, user }) => {
    const name = variableOfUser(user);
    return name === undefined || isSet(name, view) ? [] : [inInstruction(instruction, instruction.words[0], `nothing in the file sets "${name}"`)];
  }),
};

function isSet(name: string, view: DockerfileView): boolean {
  return (name === 'APP_UID' && outerBase(view).startsWith('mcr.microsoft.com/dotnet/'))
    || outerBase(view) === 'scratch' // Then nothing can set it.
    || view.instructions.some(({ variables }) => variables.some((variable) => variable.name === name));
}

/*
 * The file says who its program runs as, and not the base image or the build.
 *
 * Restricted fields: USER of the last stage, or of a stage that it is built on, with its group; the last one in ONBUILD
 * Allowed values:    no variable whose value the file does not say; APP_UID on an image of .NET, which sets it
 *
 * Where the program is root without that value, and the file tells that there is none, it is the control dockerfile-user-missing's
 * business. `${UID:?}` fails the build where there is no value, but says nothing about the one that is given.
 * Source: https://github.com/dotnet/dotnet-docker/blob/main/documentation/scenarios/using-dotnet-docker-images.md (APP_UID)
 */
import { DockerfileView, isUnknown, outerBase } from '../../dockerfile/model/dockerfile';
import { ImageUser, unknownVariables, usersOf, withoutVariables } from '../../dockerfile/model/users';
import { DockerfileControl } from '../control';
import { whyEmpty, whyRoot } from './user-variables';
import { inInstruction } from './violations';

export const dockerfileUserVariable: DockerfileControl = {
  id: 'dockerfile-user-variable',
  title: 'A USER that the file itself gives a value',
  level: 'hardened',
  severity: 'warning',
  why: 'A variable without a value is empty and no builder says so: USER may then be root, another user, or have root\'s group.',
  remedy: 'write the number, or give the variable a default in this stage: `ARG UID=10001`',
  checkDockerfile: (view) => usersOf(view).flatMap((user) => {
    const { instruction } = user;
    const why = whyRoot(user, view) === undefined ? whyUnknown(user, view) : undefined;
    return why === undefined ? [] : [inInstruction(instruction, instruction.words[0], why)];
  }),
};

function whyUnknown({ user, group = '', instruction }: ImageUser, view: DockerfileView): string | undefined {
  const isDotnet = outerBase(view).startsWith('mcr.microsoft.com/dotnet/');
  const text = [user, group].filter(isUnknown).join(':');
  if (text === '') {
    return undefined;
  }
  const names = unknownVariables(text);
  const [name] = names.filter((each) => each !== 'APP_UID' || !isDotnet);
  if (name === undefined) {
    return names.length > 0 ? undefined : 'nobody can say what it is before the build';
  }
  if (withoutVariables(text) === undefined) {
    return `the file alone does not say what "${name}" gives`;
  }
  return whyEmpty(name, instruction, view) ?? (instruction.isTrigger ? `the image built on this one decides what "${name}" is` : `nothing in the file sets "${name}"`);
}

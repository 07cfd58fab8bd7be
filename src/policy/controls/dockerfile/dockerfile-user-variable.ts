import { whyEmpty, whyRoot } from './user-variables';
import { inInstruction } from './violations';
import { DockerfileView, isUnknown, outerBase } from '../../../formats/dockerfile/model/dockerfile';
import { ImageUser, unknownVariables, usersOf, withoutVariables } from '../../../formats/dockerfile/model/users';
import { DockerfileControl } from '../control';

export const dockerfileUserVariable: DockerfileControl = {
  id: 'dockerfile-user-variable',
  title: 'A USER whose value the file defines',
  level: 'hardened',
  risk: 'low',
  why: 'A variable without a value is empty, and builders do not report it: USER may then be root, another user, or have the group root.',
  remedy: 'write the uid, or give the variable a default in this stage: `ARG UID=10001`',
  spec: {
    rules: [{
      fields: ['USER of the last stage, or of a stage that it is built on, with its group; the last one in ONBUILD'],
      allowed: 'no variable whose value the file does not define; APP_UID on an image of .NET, which sets it',
    }],
    notes: ['If the file shows that the variable has no value, and the program then runs as root, dockerfile-user-missing reports it. '
      + '`${UID:?}` fails the build without a value, but does not restrict the value.'],
    sources: ['https://github.com/dotnet/dotnet-docker/blob/main/documentation/scenarios/using-dotnet-docker-images.md (APP_UID)'],
  },
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
    return names.length > 0 ? undefined : 'its value is not known before the build';
  }
  if (withoutVariables(text) === undefined) {
    return `the file alone does not define what "${name}" expands to`;
  }
  return whyEmpty(name, instruction, view)
    ?? (instruction.isTrigger ? `the image that is built on this one sets "${name}"` : `the file does not set "${name}"`);
}

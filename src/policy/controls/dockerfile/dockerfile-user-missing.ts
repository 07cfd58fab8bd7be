import { inheritedUser } from './base-user';
import { whyRoot } from './user-variables';
import { inInstruction, ofTrigger, onWindows } from './violations';
import { finalStage } from '../../../formats/dockerfile/model/dockerfile';
import { userOf, usersOf } from '../../../formats/dockerfile/model/users';
import { DockerfileControl } from '../control';

export const dockerfileUserMissing: DockerfileControl = {
  id: 'dockerfile-user-missing',
  title: 'A USER in the last stage',
  level: 'hardened',
  risk: 'high',
  riskNote: 'Checkov rates every rule for Dockerfiles low. Unless someone overrides it, the program runs as root.',
  why: 'Without USER, the program nearly always runs as root, and with `runAsNonRoot` the kubelet does not start the image.',
  remedy: 'end the last stage with a numeric non-root `USER`, such as `USER 10001`; '
    + 'if it uses an ARG, give that ARG a default in the same stage',
  spec: {
    rules: [{
      fields: ['USER of the last stage, or of a stage that it is built on; the last one in ONBUILD'],
      allowed: 'a user that is neither empty nor root if its variables have no value; no USER if the base image is known to have another '
        + 'user than root, has `nonroot` in its tag, as distroless images do, or is the Nano Server of Windows, whose user is '
        + 'ContainerUser',
    }],
    notes: [
      'Without USER, the program runs as the user of the base image, which is nearly always root. The Dockerfile does not show it. '
        + 'docs/reference/images.md lists the known images with their users.',
      'A variable without a value makes USER empty, or 0, and builders do not report it. Such a variable is set elsewhere in the file, or '
        + 'is an ARG without a default. A variable that the file never sets may be an ENV of the base image: dockerfile-user-variable '
        + 'reports it.',
    ],
    sources: [
      'https://docs.docker.com/build/building/variables/#scoping',
      'https://github.com/dotnet/dotnet-docker/pull/3940 (Windows Server Core starts as ContainerAdministrator)',
      'https://github.com/drone-plugins/drone-base/pull/60 (Nano Server starts as ContainerUser)',
    ],
  },
  checkDockerfile: (view) => {
    if (!userOf(view)) {
      const { index } = finalStage(view).from;
      const found = { path: ['instructions', index], value: undefined, detail: 'the last stage has no USER', ...onWindows(view) };
      return [undefined, 'root'].includes(inheritedUser(view)) ? [found] : [];
    }
    return usersOf(view).flatMap((user) => {
      const why = whyRoot(user, view);
      const { instruction } = user;
      return why === undefined
        ? []
        : [inInstruction(instruction, instruction.words[0], `${why}, and the program${ofTrigger(instruction)} runs as root`)];
    });
  },
};

/*
 * The image says who its program runs as.
 *
 * Restricted fields: USER of the last stage, or of a stage that it is built on; the last one in ONBUILD
 * Allowed values:    any that is not empty; none where the base image has `nonroot` in its tag, by which distroless and other images say
 *                    that they have a user of their own
 *
 * Where nobody says it, it is the base image's user, and nearly always root. What that is stands in no Dockerfile. A variable without a
 * value makes USER empty, and the program root, without a word of the builder's: one that the file sets elsewhere, and an ARG that a
 * build need not give. One that the file never sets may be an ENV of the base image: dockerfile-user-variable tells it.
 * Source: https://docs.docker.com/build/building/variables/#scoping
 */
import { DockerfileInstruction, DockerfileView, finalInstructions, finalStage, isUnknown, outerBase } from '../../manifest/dockerfile';
import { hasNonRootBase, ImageUser, userOf, usersOf, variableOfUser } from '../../manifest/dockerfile-users';
import { DockerfileControl, NONE } from '../control';
import { inInstruction, ofTrigger } from '../dockerfile-violations';

export const dockerfileUserMissing: DockerfileControl = {
  id: 'dockerfile-user-missing',
  title: 'A USER in the last stage',
  level: 'hardened',
  severity: 'error',
  why: 'Without it the program is nearly always root, and under `runAsNonRoot` a kubelet does not start the image.',
  remedy: 'end the last stage with the number of a user that is not root, as `USER 10001`; give an ARG in it a default, in that stage',
  knownAs: { trivy: ['DS-0002'], checkov: ['CKV_DOCKER_3'] },
  checkDockerfile: (view) => {
    if (!userOf(view)) {
      const { index } = finalStage(view).from;
      return hasNonRootBase(view) ? NONE : [{ path: ['instructions', index], value: undefined, detail: 'the last stage has no USER' }];
    }
    return usersOf(view).flatMap((user) => {
      const why = whyEmpty(user, view);
      const { instruction } = user;
      return why === undefined ? [] : [inInstruction(instruction, instruction.words[0], `${why}, and the program${ofTrigger(instruction)} is root`)];
    });
  },
};

function whyEmpty({ user, instruction }: ImageUser, view: DockerfileView): string | undefined {
  if (user === '') {
    return 'it is empty';
  }
  const name = variableOfUser(user);
  if (name === undefined) {
    return undefined;
  }
  const setting = view.instructions.filter(({ variables }) => variables.some((variable) => variable.name === name));
  const [giving] = setting.filter((other) => givesValue(other, name));
  if (giving) {
    // Behind ONBUILD no values are known; if there is one, it may well be in force there.
    const reach = isHandedOn(giving, instruction, view) ? 'which Buildah does not hand on to this stage' : 'which does not reach here';
    return instruction.isTrigger ? undefined : `"${name}" has a value from line ${giving.line} alone, ${reach}: it is empty`;
  }
  if (setting.length > 0) {
    return `"${name}" has no default: it is empty where the build is not given one`;
  }
  return outerBase(view) === 'scratch' ? `nothing sets "${name}": it is empty` : undefined;
}

/** By BuildKit, from a stage to those that are built on it. */
function isHandedOn(giving: DockerfileInstruction, instruction: DockerfileInstruction, view: DockerfileView): boolean {
  return giving.index < instruction.index && finalInstructions(view).includes(giving);
}

function givesValue({ variables }: DockerfileInstruction, name: string): boolean {
  return variables.some((variable) => variable.name === name && variable.value !== undefined && !isUnknown(variable.value));
}

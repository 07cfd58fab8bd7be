/* Variables in USER whose values the Dockerfile does not define. The rules are in dockerfile-user-missing and dockerfile-user-variable. */
import {
  DockerfileInstruction,
  DockerfileView,
  finalInstructions,
  isUnknown,
  outerBase,
} from '../../../formats/dockerfile/model/dockerfile';
import { ImageUser, uidsOf, unknownVariables, withoutVariables } from '../../../formats/dockerfile/model/users';

/**
 * Why a variable may be empty, as far as the Dockerfile shows. Undefined if the base image may set the variable, or if the instruction runs
 * only in an image that is built on this image.
 */
export function whyEmpty(name: string, instruction: DockerfileInstruction, view: DockerfileView): string | undefined {
  const setting = view.instructions.filter(({ variables }) => variables.some((variable) => variable.name === name));
  const giving = setting.find((other) => givesValue(other, name));
  if (giving) {
    const reach = isHandedOn(giving, instruction, view)
      ? 'which Buildah does not pass to this stage'
      : 'which does not reach this instruction';
    return instruction.isTrigger ? undefined : `"${name}" gets a value only in line ${giving.line}, ${reach}: it is empty`;
  }
  if (setting.length > 0) {
    return `"${name}" has no default: it is empty unless the build sets it`;
  }
  return outerBase(view) === 'scratch' ? `nothing sets "${name}": it is empty` : undefined;
}

/** Why the user is root once its variables are empty. Undefined if the user is not root, or if a variable may have a value. */
export function whyRoot({ user, instruction }: ImageUser, view: DockerfileView): string | undefined {
  if (user === '') {
    return 'it is empty';
  }
  const rest = isUnknown(user) ? withoutVariables(user) : undefined;
  if (rest === undefined || (rest !== '' && uidsOf(view)(rest) !== 0)) {
    return undefined;
  }
  const reasons = unknownVariables(user).map((name) => whyEmpty(name, instruction, view));
  return reasons.includes(undefined) ? undefined : reasons[0];
}

/** Whether BuildKit passes a variable from one stage to the stages that are built on it. */
function isHandedOn(giving: DockerfileInstruction, instruction: DockerfileInstruction, view: DockerfileView): boolean {
  return giving.index < instruction.index && finalInstructions(view).includes(giving);
}

function givesValue({ variables }: DockerfileInstruction, name: string): boolean {
  return variables.some((variable) => variable.name === name && variable.value !== undefined && !isUnknown(variable.value));
}

/*
 * No secret stands in a Dockerfile, or is given to its build as a variable.
 *
 * Restricted fields: ENV and ARG, in every stage and in ONBUILD
 * Allowed values:    what is no secret, neither by the variable's name nor by its value's looks, as the control literal-secrets
 *                    reads them; an ENV without a value
 *
 * An ARG with a secret's name and no default is given with `--build-arg`, and stays readable in the image's history.
 * A violation never carries the value: it goes into reports and logs.
 */
import { DockerfileInstruction, DockerfileVariable, isUnknown } from '../../dockerfile/model/dockerfile';
import { DockerfileControl, Violation } from '../control';
import { inInstruction } from './violations';
import { isSecretName, secretKind } from '../secrets';

export const dockerfileSecrets: DockerfileControl = {
  id: 'dockerfile-secrets',
  title: 'No secrets in ENV or ARG',
  level: 'hardened',
  severity: 'warning',
  why: 'Everybody who may pull the image reads them in its configuration and its history.',
  remedy: 'let RUN read it with `--mount=type=secret`, let the pod mount it as a file, and replace it: it has been seen',
  checkDockerfile: ({ instructions }) => instructions.flatMap((instruction) =>
    instruction.variables.flatMap((variable) => secretIn(instruction, variable) ?? [])),
};

function secretIn(instruction: DockerfileInstruction, { name, value = '' }: DockerfileVariable): Violation | undefined {
  const isGiven = isSecretName(name) && (instruction.keyword === 'ARG' ? value === '' : isUnknown(value));
  const kind = isGiven ? 'a secret, by its name, that is given to the build' : secretKind(name, value);
  return kind === undefined ? undefined : inInstruction(instruction, name, `it holds ${kind}`);
}

import { DockerfileInstruction, DockerfileVariable, isUnknown } from '../../../formats/dockerfile/model/dockerfile';
import { Violation } from '../check';
import { DockerfileControl } from '../control';
import { inInstruction } from './violations';
import { secretsInScript, secretsInWords, WordSecret } from '../secrets/secret-words';
import { isSecretName, secretKind } from '../secrets/secrets';

export const dockerfileSecrets: DockerfileControl = {
  id: 'dockerfile-secrets',
  title: 'No secrets in the instructions',
  level: 'hardened',
  risk: 'medium',
  riskNote: 'Trivy rates it critical. A name or a pattern shows that a value is a secret, but not which access it gives.',
  why: 'Anyone who can pull the image can read them in its configuration and its history.',
  remedy: 'read it in RUN with `--mount=type=secret`, mount it in the pod as a file, and replace it, because it has been exposed',
  spec: {
    rules: [{
      fields: ['ENV and ARG, in every stage and in ONBUILD'],
      allowed: 'any value that does not look like a secret, as for the control literal-secrets; an ENV without a value',
    }, {
      fields: ['LABEL, the addresses of ADD, and the commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK, in every stage and in ONBUILD'],
      allowed: 'any text without a secret, as for the control command-secrets',
    }],
    sources: ['https://docs.docker.com/build/building/secrets/', 'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/'],
    notes: [
      'An ARG with the name of a secret and without a default gets its value from `--build-arg`, which stays readable in the image\'s '
        + 'history.',
      'A finding never contains the value, because reports and logs show findings.',
    ],
  },
  checkDockerfile: ({ instructions }) => instructions.flatMap((instruction) =>
    [...instruction.variables.flatMap((variable) => secretIn(instruction, variable) ?? []), ...secretsInText(instruction)]),
};

const WITH_COMMANDS = ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'];

function secretsInText(instruction: DockerfileInstruction): readonly Violation[] {
  return wordSecrets(instruction)
    .map(({ name, kind }) => inInstruction(instruction, '', name === undefined ? `it holds ${kind}` : `"${name}" holds ${kind}`, name
      ?? kind));
}

function wordSecrets({ keyword, text, words, isExec, commands }: DockerfileInstruction): readonly WordSecret[] {
  const hasCommands = WITH_COMMANDS.includes(keyword);
  if (keyword === 'LABEL' || keyword === 'ADD' || (hasCommands && isExec)) {
    return secretsInWords(words);
  }
  const documents = text.includes('<<') ? commands : [];
  return hasCommands ? [...secretsInScript(text), ...documents.flatMap((command) => secretsInWords(command))] : [];
}

function secretIn(instruction: DockerfileInstruction, { name, value = '' }: DockerfileVariable): Violation | undefined {
  const isGiven = isSecretName(name) && (instruction.keyword === 'ARG' ? value === '' : isUnknown(value));
  const kind = isGiven ? 'by its name, a secret that is passed to the build' : secretKind(name, value);
  return kind === undefined ? undefined : inInstruction(instruction, name, `it holds ${kind}`);
}

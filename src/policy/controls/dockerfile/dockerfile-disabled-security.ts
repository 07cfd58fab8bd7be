import { inInstruction, keptInstructions } from './violations';
import { DockerfileInstruction } from '../../../formats/dockerfile/model/dockerfile';
import { Violation } from '../check';
import { DockerfileControl } from '../control';
import { ARGUMENTS, leavesUnverified, namesOf, risksOf, SecuritySetting, VARIABLES } from '../security-settings';
import { SettingContext, SwitchedOff, switchedOff, variableOff } from '../switched-off';

/** Variables that count only if the pod sets them. Images set them for use outside of a cluster: CUDA images set one to get GPUs. */
const OF_PODS = ['NVIDIA_VISIBLE_DEVICES', 'DOCKER_HOST'];

const isOfImage = ({ name }: SecuritySetting) => !OF_PODS.includes(name);
const [IN_ENV, IN_COMMANDS] = [VARIABLES, ARGUMENTS].map((settings) => settings.filter(isOfImage));
const ALL = [...IN_ENV, ...IN_COMMANDS];

export const dockerfileDisabledSecurity: DockerfileControl = {
  id: 'dockerfile-disabled-security',
  title: 'No settings that disable security',
  level: 'hardened',
  risk: risksOf(ALL),
  why: 'Every container of the image loses a protection, and a build that does not verify servers accepts files from an attacker on the '
    + 'network path.',
  remedy: 'remove it, and add the missing part: the certificate of the server\'s CA in the image, a password from a Secret, or an address '
    + 'that only the pod can reach',
  spec: {
    rules: [
      { fields: [`ENV of ${namesOf(IN_ENV)}`], allowed: 'values that leave security on' },
      {
        fields: [`the commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK: ${namesOf(IN_COMMANDS)}, and the same variables`],
        allowed: 'values that leave security on',
      },
    ],
    notes: ['Settings that disable the verification of servers are checked in every stage. Other settings are checked in the instructions '
      + 'of the final image and in its ONBUILD, but not in RUN, which ends before a container starts. The control disabled-security checks '
      + 'pods.'],
    sources: [...new Set(ALL.map(({ source }) => source))],
  },
  checkDockerfile: (view) => {
    const kept = new Set(keptInstructions(view));
    const variables = view.instructions.filter(({ keyword }) => keyword === 'ENV').flatMap((each) => each.variables);
    const hasVariable = (pattern: RegExp) => variables.some(({ name, value }) => pattern.test(name) && Boolean(value));
    return view.instructions.flatMap((instruction) => settingsIn(instruction, hasVariable)
      .filter(({ setting }) =>
        isOfImage(setting) && (leavesUnverified(setting) || (kept.has(instruction) && instruction.keyword !== 'RUN')))
      .map((found) => violation(instruction, found)));
  },
};

const WITH_COMMANDS = ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'];

function settingsIn(instruction: DockerfileInstruction, hasVariable: SettingContext['hasVariable']): readonly SwitchedOff[] {
  const { keyword, variables, words, script } = instruction;
  if (keyword === 'ENV') {
    return variables.flatMap(({ name, value }) => variableOff(name, value, hasVariable) ?? []);
  }
  const line = script === undefined ? words : [script];
  return WITH_COMMANDS.includes(keyword) ? line.flatMap((_, index) => switchedOff(line, index, { line, hasVariable })) : [];
}

function violation(instruction: DockerfileInstruction, { setting: { name, risk, off }, value, detail }: SwitchedOff): Violation {
  // The other words of a variable with options may be secrets.
  const word = value.split(/\s+/).find((each) => off.test(each)) ?? value;
  return { ...inInstruction(instruction, word === '' ? name : `${name}=${word}`, detail), risk };
}

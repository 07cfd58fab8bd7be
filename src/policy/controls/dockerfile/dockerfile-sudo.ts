import { FoundCommand, inCommands, inInstruction, keptInstructions } from './violations';
import { DockerfileView, imagePath } from '../../../formats/dockerfile/model/dockerfile';
import { OUTPUT, programName, ShellCommand } from '../../../formats/shell/command';
import { isShell } from '../../../formats/shell/nested-commands';
import { Violations } from '../check';
import { DockerfileControl } from '../control';

const INSTALLERS = new Set(['apt', 'apt-get', 'apt-fast', 'aptitude', 'apk', 'yum', 'dnf', 'dnf5', 'microdnf', 'tdnf', 'zypper', 'pacman']);
const INSTALL = /^(?:install|add|in|-S[a-z]*|--sync)$/;
/** Scripts of base images that only install packages. */
const INSTALLING = new Set(['install_packages', 'clean-install']);
/** Also with a version, an architecture or a release: `sudo=1.9.5`, `sudo:amd64`, `sudo/stable`. `sudo-` tells apt to remove it. */
const SUDO_PACKAGE = /^sudo(?:[=<>~:/].*|-.+)?$/;

export const dockerfileSudo: DockerfileControl = {
  id: 'dockerfile-sudo',
  title: 'No sudo in the image',
  level: 'hardened',
  risk: 'medium',
  riskNote: 'Trivy rates it critical. sudo works only in a pod that allows privilege escalation, which Pod Security "restricted" forbids.',
  why: 'An attacker who compromises the program can become root. Without privilege escalation, as in hardened pods, sudo does not work.',
  remedy: 'run the steps that need root before USER, or in a separate stage, without sudo',
  spec: {
    rules: [{
      fields: [
        'the commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK in the instructions of the final image, and in its ONBUILD',
        'the destinations of COPY and ADD', 'the program of SHELL',
      ],
      allowed: 'no sudo command, no package manager that installs it, and nothing that writes /etc/sudoers or files in /etc/sudoers.d',
    }],
    notes: ['The content of these files is not read, because any content lets a user become root.'],
  },
  checkDockerfile: (view) => [...inCommands(view, sudoIn), ...shells(view), ...copiedSudoers(view)],
};

const SUDOERS = /\/etc\/+sudoers(?:\.d)?(?:\/|$)/;
/** The file or folder with the rules of sudo, inside a word. */
const RULES = /\/etc\/+sudoers(?:\.d)?(?:\/[^\s'"]*|$)/;
/** Programs that do not change the rules: they only read a file, or change its mode or owner. */
const HARMLESS = new Set([
  'cat',
  'chmod',
  'chown',
  'echo',
  'find',
  'grep',
  'head',
  'ls',
  'mkdir',
  'printf',
  'rm',
  'stat',
  'tail',
  'test',
  '[',
  'visudo',
]);

function isSudoers(path: string): boolean {
  return SUDOERS.test(path);
}

/** `SHELL ["sudo", "bash", "-c"]`: each RUN behind it uses sudo. */
function shells(view: DockerfileView): Violations {
  return keptInstructions(view).filter(({ keyword, words }) => keyword === 'SHELL' && words.some((word) => programName(word) === 'sudo'))
    .map((instruction) => inInstruction(instruction, SUDO, NEEDS_SUDO));
}

function copiedSudoers(view: DockerfileView): Violations {
  return keptInstructions(view).filter(({ keyword }) => keyword === 'COPY' || keyword === 'ADD').flatMap((instruction) => {
    const path = imagePath(instruction.words[instruction.words.length - 1] ?? '', instruction.workdir);
    return path !== undefined && isSudoers(path) ? [inInstruction(instruction, instruction.text, MAKES_ROOT, path)] : [];
  });
}

/** The value for waivers. All uses of sudo share it, because the first use brings the whole risk. A file of rules has its own value. */
const SUDO = 'sudo';
const NEEDS_SUDO = 'it needs sudo in the image';
const MAKES_ROOT = 'it lets users become root through sudo';

function sudoIn([path, ...words]: ShellCommand): FoundCommand {
  const program = programName(path);
  if (program === 'sudo') {
    return { text: SUDO, detail: NEEDS_SUDO };
  }
  if (program === OUTPUT ? isSudoers(words[0]) : !HARMLESS.has(program) && !isShell(program) && words.some(isSudoers)) {
    const files = [...new Set(words.flatMap((word) => RULES.exec(word)?.[0] ?? []))].join(', ');
    return { text: `${program} ${files}`, detail: MAKES_ROOT, allowKey: files };
  }
  const isInstalling = INSTALLING.has(program) || (INSTALLERS.has(program) && words.some((word) => INSTALL.test(word)));
  return isInstalling && words.some((word) => SUDO_PACKAGE.test(word))
    ? { text: `${program} ${SUDO}`, detail: 'it installs sudo', allowKey: SUDO }
    : undefined;
}

/*
 * No program in the image runs as another user than the one that starts it.
 *
 * Restricted fields: the modes of chmod, install and mkdir in RUN, and of COPY and ADD --chmod, in what makes the final image and
 *                    in its ONBUILD
 * Allowed values:    without setuid: none of 4000 in a number, no `+s` for the owner; any where a later chmod takes it from the same
 *                    files, or from all that `find` finds
 *
 * Setgid alone is fine: on directories it only says which group new files get.
 */
import { DockerfileView, ShellCommand } from '../../manifest/dockerfile';
import { DockerfileControl } from '../control';
import { keptInstructions } from '../dockerfile-violations';
import { clearsSetuid, modeChange, setsSetuid, wrongModes } from '../file-modes';

export const dockerfileSetuid: DockerfileControl = {
  id: 'dockerfile-setuid',
  title: 'No setuid bits',
  level: 'hardened',
  severity: 'warning',
  why: 'A program with the bit runs as its owner, mostly root, whoever starts it; in pods without privilege escalation it runs as nobody special and fails.',
  remedy: 'leave the bit out, or take it from all programs at the end: `RUN find / -xdev -perm -4000 -exec chmod u-s {} +`',
  knownAs: {},
  checkDockerfile: (view) => {
    const found = wrongModes(view, setsSetuid, 'it sets the setuid bit');
    return found.length === 0 ? found : found.filter(({ path: [, index], pin }) => !isCleared(view, Number(index), pin!));
  },
};

/** What stands for the files that `find` finds. */
const FOUND = '{}';

function isCleared(view: DockerfileView, index: number, command: string): boolean {
  const { commands } = view.instructions[index];
  const setting = commands.find((each) => each.join(' ') === command);
  const paths = setting ? modeChange(setting)?.paths ?? [] : [];
  const later = [
    ...commands.slice(setting ? commands.indexOf(setting) + 1 : 0),
    ...keptInstructions(view).filter((other) => other.index > index).flatMap((other) => other.commands),
  ];
  return later.some((each) => clears(each, paths));
}

function clears(command: ShellCommand, paths: readonly string[]): boolean {
  const change = modeChange(command);
  return change !== undefined && clearsSetuid(change.mode)
    && (change.paths.includes(FOUND) || (paths.length > 0 && paths.every((path) => change.paths.includes(path))));
}

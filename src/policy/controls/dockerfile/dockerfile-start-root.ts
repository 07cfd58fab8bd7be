import { Commands, commandsOf, inInstruction, programsOf } from './violations';
import { DockerfileView, finalStage } from '../../../formats/dockerfile/model/dockerfile';
import { startCommandOf } from '../../../formats/dockerfile/model/start';
import { UidOf, uidsOf } from '../../../formats/dockerfile/model/users';
import { ShellCommand } from '../../../formats/shell/command';
import { execCommands, programsStartedBy } from '../../../formats/shell/shell-commands';
import { orUnread } from '../../../formats/shell/shell-error';
import { switchedUsers } from '../../../formats/shell/user-switches';
import { DockerfileControl } from '../control';

export const dockerfileStartRoot: DockerfileControl = {
  id: 'dockerfile-start-root',
  title: 'An ENTRYPOINT that does not switch to root',
  level: 'hardened',
  risk: 'high',
  why: 'The program runs as root regardless of USER; in a pod without privilege escalation, it does not start.',
  remedy: 'start the program itself, as the user of USER: `ENTRYPOINT ["app"]`',
  spec: {
    rules: [{
      fields: ['the programs that the effective ENTRYPOINT and CMD start, and those in ONBUILD'],
      allowed: 'gosu, su-exec, setpriv, chroot, su and similar programs with a user that is not root',
    }],
    notes: ['The control dockerfile-sudo reports sudo. Scripts in the image are not read.'],
  },
  checkDockerfile: (view) => {
    const uidOf = uidsOf(view);
    return startsOf(view).flatMap(({ instruction, commands, unread }) => unread !== undefined
      ? [inInstruction(instruction, programsOf(instruction), unread)]
      : commands.flatMap((command) => {
        const user = rootOf(command, uidOf);
        const text = () => [command[0], user, ...programsStartedBy(command)].join(' ');
        return user === undefined ? [] : [inInstruction(instruction, orUnread(text, () => `${command[0]} ${user}`), 'it becomes root')];
      }));
  },
};

/** The commands at the start, or the reason why they cannot be read. */
type Start = Commands & { readonly unread?: string };

function startsOf(view: DockerfileView): readonly Start[] {
  const { start, command } = startCommandOf(view);
  const kept = finalStage(view).instructions.filter(({ isTrigger, keyword }) =>
    isTrigger && (keyword === 'ENTRYPOINT' || keyword === 'CMD'));
  if (start?.isExec && command?.isExec && command !== start) {
    const joined = orUnread<Start>(
      () => ({ instruction: start, commands: execCommands([...start.words, ...command.words]) }),
      ({ message }) => ({ instruction: start, commands: [], unread: message }),
    );
    return [joined, ...commandsOf(kept)];
  }
  return commandsOf([start ?? [], kept].flat());
}

/** The user to which a command switches, if this user is root. */
function rootOf(command: ShellCommand, uidOf: UidOf): string | undefined {
  return switchedUsers(command).find((user) => uidOf(user.split(':')[0]) === 0);
}

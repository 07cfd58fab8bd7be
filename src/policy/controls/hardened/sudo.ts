import { asArray } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { programName } from '../../../formats/shell/command';
import { innerCommands } from '../../../formats/shell/nested-commands';
import { programsStartedBy, shellCommands } from '../../../formats/shell/shell-commands';
import { orUnread } from '../../../formats/shell/shell-error';
import { NOTHING_KNOWN } from '../../../formats/shell/variables';
import { Found, Violation } from '../check';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer } from '../violations';

/** A text that begins with sudo. It counts even as a single argument, because an entry point may pass its arguments to a shell. */
const SUDO = /^(?:[^\s]*\/)?sudo(?:\s|$)/;
/** Options that shells combine with -c: -ec, -cex. */
const SCRIPT_FLAG = /^-[a-z]*c[eux]*$/;
/** Names of scripts that usually end with `exec "$@"`. */
const ENTRY_POINT = /\.sh$|entrypoint/;
const MAX_DEPTH = 20;

export const sudo: PodControl = {
  id: 'sudo',
  title: 'No sudo',
  level: 'hardened',
  risk: 'medium',
  why: 'An attacker who compromises a container with sudo can become root. Without privilege escalation, sudo does not work at all.',
  remedy: 'run the program as the container\'s own user, and run commands that need root when you build the image',
  spec: {
    rules: [{
      fields: [ofContainers('{command,args}')],
      allowed: 'no sudo as the first word of the command line, after a program that starts others (env, exec, timeout, tini, an entry '
        + 'point script), or in a shell script',
    }],
    notes: ['Without command, args are parsed as a command that the entry point starts. A script that is too long or too deeply nested to '
      + 'parse is reported if it contains sudo.'],
  },
  admission: { because: 'it follows command lines and shell scripts, which needs a parser' },
  reads: { needs: ['containers[*].command', 'containers[*].args'] },
  checks: always(everyContainer((container) => {
    const [command, args] = [asArray(container.json.command), asArray(container.json.args)];
    return command.some(mayCall) || args.some(mayCall) ? sudoIn(container, command, args) : undefined;
  })),
};

function mayCall(word: unknown): boolean {
  return typeof word === 'string' && word.includes('sudo');
}

function sudoIn(container: ContainerView, command: readonly unknown[], args: readonly unknown[]): Found {
  const words = [...command, ...args];
  // The API server refuses a list with other values than strings, so only the words before such a value count.
  const end = words.findIndex((word) => typeof word !== 'string');
  const line = (end < 0 ? words : words.slice(0, end)) as string[];
  const isOfShell = command.length === 0 && SCRIPT_FLAG.test(line[0] ?? '');
  const places = isOfShell ? placesIn(['sh', ...line], -1) : placesIn(line, 0);
  return places.map(({ index, detail }) => {
    const path = index < command.length ? ['command', index] : ['args', index - command.length];
    return { ...at(container, path), ...ofScript(line[index]), ...detail !== undefined && { detail } };
  });
}

/**
 * A finding shows only sudo and the programs that it starts, because any argument of a program can be a password.
 */
function ofScript(word: string): Partial<Violation> {
  if (!/[\s;&|<>()]/.test(word)) {
    return {};
  }
  const calls = orUnread(() => sudoCalls(word), () => ['sudo in a script that cannot be read']);
  return { value: '(script)', allowKey: calls.join(', '), detail: `it calls ${calls.join(', ')}` };
}

function sudoCalls(script: string): readonly string[] {
  const commands = shellCommands(script, NOTHING_KNOWN).filter(([program]) => programName(program) === 'sudo');
  return [...new Set(commands.map((command) => ['sudo', ...programsStartedBy(command)].join(' ')))];
}

/** The place of a word that is sudo, or of a script that calls sudo or may call it. */
interface Place {
  readonly index: number;
  readonly detail?: string;
}

/** @param start the index of the first word of the line */
function placesIn(line: readonly string[], start: number, depth = 0): readonly Place[] {
  if (line.length === 0) {
    return [];
  }
  if (depth > MAX_DEPTH) {
    // Too deep to analyze, so any mention counts.
    const mention = line.findIndex(mayCall);
    return mention < 0 ? [] : [{ index: start + mention }];
  }
  const own = SUDO.test(line[0]) ? [{ index: start }] : [];
  const inner = ENTRY_POINT.test(programName(line[0])) ? [line.slice(1)] : innerCommands(line);
  return [...own, ...inner.flatMap((each) => {
    if (typeof each === 'string') {
      const index = start + Math.max(1, line.indexOf(each));
      return orUnread(
        () => sudoCalls(each).length > 0 ? [{ index }] : [],
        ({ message }) => mayCall(each) ? [{ index, detail: message }] : [],
      );
    }
    return placesIn(each, start + startOfPart(each, line), depth + 1);
  })];
}

/** The start of a part of a line. */
function startOfPart(part: readonly string[], line: readonly string[]): number {
  return line.findIndex((_, index) => index > 0 && part.every((word, offset) => line[index + offset] === word));
}

/* The modes that commands give to files, as `chmod 4755`, `chmod u+s` and `install -m 0777` do. */
import { Violation } from './control';
import { inInstruction, keptInstructions } from './dockerfile-violations';
import { DockerfileView, flagOf, ShellCommand } from '../manifest/dockerfile';

const SETUID = 0o4000;
const STICKY = 0o1000;
const OTHERS_WRITE = 0o002;

interface ModeChange {
  readonly mode: string;
  readonly paths: readonly string[];
}

/** The mode that a command sets; undefined where it sets none. */
export function modeChange([program, ...words]: ShellCommand): ModeChange | undefined {
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (name === 'chmod') {
    const [mode, ...paths] = words.filter((word) => !CHMOD_OPTION.test(word));
    return mode === undefined ? undefined : { mode, paths };
  }
  const index = name === 'install' || name === 'mkdir' ? words.findIndex((word) => MODE_OPTION.test(word)) : -1;
  const mode = index < 0 ? undefined : MODE_OPTION.exec(words[index])![1] || words[index + 1];
  return mode === undefined ? undefined : { mode, paths: words.filter((word) => word.startsWith('/')) };
}

/** `-R`, `--quiet`; `-x` and `-s` are modes. */
const CHMOD_OPTION = /^-[RcfvhHLP]+$|^--/;
const MODE_OPTION = /^(?:-[a-zA-Z]*m|--mode(?:=|$))(.*)$/;

/** The modes that kept instructions give to files: those of commands, and those of `COPY --chmod`. */
export function wrongModes(view: DockerfileView, isWrong: (mode: string) => boolean, detail: string): readonly Violation[] {
  return keptInstructions(view).flatMap((instruction) => {
    const flag = flagOf(instruction, 'chmod');
    return [
      ...flag !== undefined && isWrong(flag) ? [inInstruction(instruction, `--chmod=${flag}`, detail)] : [],
      ...instruction.commands.filter((command) => isWrong(modeChange(command)?.mode ?? ''))
        .map((command) => inInstruction(instruction, command.join(' '), detail)),
    ];
  });
}

/** Whether a mode makes programs run as their owner. */
export function setsSetuid(mode: string): boolean {
  return hasBit(mode, SETUID) || clauses(mode).some(({ who, how, what }) => how !== '-' && what.includes('s') && (who === '' || /[ua]/.test(who)));
}

/** Whether a mode takes that away: of numbers all that do not give it. */
export function clearsSetuid(mode: string): boolean {
  return isOctal(mode) ? !hasBit(mode, SETUID)
    : clauses(mode).some(({ who, how, what }) => how === '-' && what.includes('s') && (who === '' || /[ua]/.test(who)));
}

/** Whether a mode lets everybody write. In a directory with the sticky bit, as `/tmp` has it, nobody can touch what others have there. */
export function opensToAll(mode: string): boolean {
  return (hasBit(mode, OTHERS_WRITE) && !hasBit(mode, STICKY))
    || (clauses(mode).some(({ who, how, what }) => how !== '-' && what.includes('w') && /[oa]/.test(who))
      && !clauses(mode).some(({ how, what }) => how !== '-' && what.includes('t')));
}

interface Clause {
  readonly who: string;
  readonly how: string;
  readonly what: string;
}

const CLAUSE = /^([ugoa]*)([-+=])([rwxXst]*)$/;

function clauses(mode: string): readonly Clause[] {
  return mode.split(',').flatMap((text) => {
    const [, who, how, what] = CLAUSE.exec(text) ?? [];
    return how === undefined ? [] : [{ who, how, what }];
  });
}

function isOctal(mode: string): boolean {
  return /^[0-7]{1,5}$/.test(mode);
}

function hasBit(mode: string, bit: number): boolean {
  return isOctal(mode) && Math.floor(parseInt(mode, 8) / bit) % 2 === 1;
}

import { Argument, Command, Help, Option } from 'commander';
import { CATALOG } from '../../../policy/controls/catalog';
import { FORMAT_NAMES } from '../../../tasks/reports/formats/names';

/** The words that can stand at one place of the command line. */
export type Values =
  | { readonly kind: 'files' | 'folders' | 'anything' }
  /** `isPrefix`: the user types more after each choice, as in `sarif=out.sarif`. */
  | { readonly kind: 'choices'; readonly choices: readonly string[]; readonly isPrefix?: boolean };

export interface CompletedOption {
  readonly short?: string;
  readonly long: string;
  readonly description: string;
  /** The name of its value in the help, such as `file` in `--output <file>`; undefined for a flag. */
  readonly valueName?: string;
  readonly values: Values;
}

export interface CompletedCommand {
  readonly name: string;
  /** The name of the command that it is a part of, such as `policies` for `policies test`. */
  readonly parent?: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Its arguments; undefined if it takes none. */
  readonly argument?: { readonly name: string; readonly values: Values };
}

const ANYTHING: Values = { kind: 'anything' };
const FILES: Values = { kind: 'files' };
const CONTROLS: Values = { kind: 'choices', choices: CATALOG.map(({ id }) => id) };

/** The words for a value, by its name in the help. All other values are free text. */
const VALUES: Readonly<Record<string, Values>> = {
  'chart': FILES,
  'control': CONTROLS,
  'file': FILES,
  'folder': { kind: 'folders' },
  'format=file': { kind: 'choices', choices: FORMAT_NAMES.map((name) => `${name}=`), isPrefix: true },
  'path': FILES,
};

/** The commands of a program, as its help lists them. */
export function completedCommands(program: Command): readonly CompletedCommand[] {
  const commands = new Help().visibleCommands(program);
  const help: CompletedCommand['argument'] = { name: 'command', values: choicesOf(commands) };
  return commands.flatMap((command) => {
    const { commands: parts } = command;
    const own = completedCommand(command);
    return command.name() === 'help' ? [{ ...own, options: [], argument: help }] : [
      parts.length === 0 ? own : { ...own, argument: { name: 'command', values: choicesOf(parts) } },
      ...parts.map((part) => ({ ...completedCommand(part), parent: own.name })),
    ];
  });
}

/** The words of a command behind the name of the program. */
export function commandPath({ parent, name }: CompletedCommand): string {
  return parent === undefined ? name : `${parent} ${name}`;
}

/** The commands that are not a part of another. */
export function withoutParts(commands: readonly CompletedCommand[]): readonly CompletedCommand[] {
  return commands.filter(({ parent }) => parent === undefined);
}

/** The commands that are a part of another. */
export function onlyParts(commands: readonly CompletedCommand[]): readonly CompletedCommand[] {
  return commands.filter(({ parent }) => parent !== undefined);
}

function completedCommand(command: Command): CompletedCommand {
  const [argument] = command.registeredArguments;
  return {
    name: command.name(),
    description: command.description(),
    options: completedOptions(command),
    ...argument && { argument: { name: argument.name(), values: valuesOf(argument.name(), argument) } },
  };
}

function choicesOf(commands: readonly Command[]): Values {
  return { kind: 'choices', choices: commands.map((command) => command.name()) };
}

/** The options of a program or a command, as its help lists them. */
export function completedOptions(command: Command): readonly CompletedOption[] {
  return new Help().visibleOptions(command).map((option) => {
    const { short, long, description, flags } = option;
    const valueName = /[<[](.+?)(?:\.\.\.)?[>\]]$/.exec(flags)?.[1];
    return { short, long: long!, description, valueName, values: valueName === undefined ? ANYTHING : valuesOf(valueName, option) };
  });
}

function valuesOf(name: string, { argChoices }: Pick<Option | Argument, 'argChoices'>): Values {
  return argChoices ? { kind: 'choices', choices: argChoices } : VALUES[name] ?? ANYTHING;
}

import type { Argument, Command, CommanderError, Option } from 'commander';
import { oneOf } from '../../formats/manifest/first-of';
import { InputError } from '../../formats/manifest/input-error';
import { didYouMean, nearestOrAny } from '../../formats/manifest/nearest';
import { countText } from '../../tasks/reports/text';

type Texts = readonly (string | undefined)[];

/** Errors of commander by their code, with our text for each. */
const ERRORS: { readonly [code: string]: { readonly said: RegExp; readonly text: (texts: Texts, command: Command) => string } } = {
  'commander.unknownOption': {
    said: /^unknown option '([^]*?)'(?:\n\((Did you mean .*\?)\))?$/,
    text: ([option, meant], command) => `unknown option ${JSON.stringify(option)}: ${hint(meant, command)}`,
  },
  'commander.unknownCommand': {
    said: /^unknown command '([^]*?)'(?:\n\((Did you mean .*\?)\))?$/,
    text: ([name, meant], command) => `unknown command ${JSON.stringify(name)}: ${hint(meant, command)}`,
  },
  'commander.missingArgument': {
    said: /^missing required argument '(.*)'$/,
    text: (_, command) => neededBy(command),
  },
  'commander.optionMissingArgument': {
    said: /^option '(.*)' argument missing$/,
    text: ([flags], command) => `${flags} has no value: ${expectedBy(optionOf(flags, command))}`,
  },
  'commander.missingMandatoryOptionValue': {
    said: /^required option '(.*)' not specified$/,
    text: (_, command) => neededBy(command),
  },
  'commander.excessArguments': {
    said: /Expected (\d+) arguments? but got (\d+)\.$/,
    text: ([expected, got], command) => `${command.name()} takes `
      + `${expected === '0' ? 'no arguments' : `at most ${countText(Number(expected), 'argument')}`}, not ${got}: ${seeHelp(command)}`,
  },
  'commander.invalidArgument': {
    said: /^(?:option '(.*?)' argument|command-argument value) '([^]*)' is invalid(?: for argument '(.*)')?\. Allowed choices are (.*)\.$/,
    text: ([flags = '', value = '', argument, choices = '']) => {
      const name = argument === undefined ? /--[a-z-]+/.exec(flags)![0] : `<${argument}>`;
      return `${name} ${JSON.stringify(value)} is unknown: `
        + `${didYouMean(value, choices.split(', '), nearestOrAny(value, choices.split(', ')))}`;
    },
  },
};

/** An error of commander, in the style of all other errors. */
export function usageError({ code, message }: CommanderError, command: Command): InputError {
  const said = message.replace(/^error: /, '');
  const known = ERRORS[code];
  const texts = known?.said.exec(said);
  return new InputError(texts ? known.text(texts.slice(1), command) : said);
}

/** All missing arguments and options of a command. Commander names only the first. */
function neededBy(command: Command): string {
  const missing = [
    ...command.registeredArguments.slice(command.args.length).filter(({ required }) => required)
      .map((each) => ({ name: `<${each.name()}>`, of: each })),
    ...command.options.filter((option) => option.mandatory && command.getOptionValue(option.attributeName()) === undefined)
      .map((option) => ({ name: option.flags, of: option })),
  ];
  const [last, ...others] = missing.reverse();
  return others.length === 0 ? `${command.name()} needs ${last.name}: ${expectedBy(last.of)}`
    : `${command.name()} needs `
      + `${others.reverse().map(({ name }) => longName(name)).join(', ')} and ${longName(last.name)}: ${seeHelp(command)}`;
}

/** The flags of an option without its short flag. */
function longName(flags: string): string {
  return flags.replace(/^-\w, /, '');
}

function hint(meant: string | undefined, command: Command): string {
  return meant === undefined ? seeHelp(command) : meant.replace('Did', 'did');
}

function seeHelp(command: Command): string {
  const names: string[] = [];
  for (let each: Command | null = command; each; each = each.parent) {
    names.unshift(each.name());
  }
  return `see \`${names.join(' ')} --help\``;
}

function optionOf(flags: string | undefined, command: Command): Option {
  return command.options.find((option) => option.flags === flags)!;
}

function expectedBy({ argChoices, description }: Pick<Option | Argument, 'argChoices' | 'description'>): string {
  return argChoices ? `use ${oneOf(argChoices)}` : description;
}

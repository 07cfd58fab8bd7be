/* Finds the settings of `security-settings.ts` in variables and in words of commands. */
import { ARGUMENTS, SecuritySetting, VARIABLES } from './security-settings';
import { escapePattern } from '../../formats/manifest/escape-pattern';
import { groupBy } from '../../formats/manifest/group-by';
import { nameOf } from '../../formats/manifest/image';
import { asString, textOf } from '../../formats/manifest/json';
import { OUTPUT, programName } from '../../formats/shell/command';
import { ownWords } from '../../formats/shell/nested-commands';
import { simpleCommands } from '../../formats/shell/shell-commands';
import { orUnread } from '../../formats/shell/shell-error';
import { NOTHING_KNOWN } from '../../formats/shell/variables';

/** A setting that switches security off, with its value. */
export interface SwitchedOff {
  readonly setting: SecuritySetting;
  readonly value: string;
  /** The effect of the setting, and the reason if it counts in any position. */
  readonly detail: string;
}

/** The surroundings of a setting, which decide whether it has its effect. */
export interface SettingContext {
  /** The whole command, which can be in two fields. */
  readonly line: readonly unknown[];
  /** The image, whose name may show the program. */
  readonly image?: string;
  /** Whether a variable with a matching name is set, or may be set. */
  readonly hasVariable: (name: RegExp) => boolean;
}

const byName = (settings: readonly SecuritySetting[]) => groupBy(settings, ({ name }) => name);
const [VARIABLE, ARGUMENT] = [VARIABLES, ARGUMENTS].map(byName);

const anyOf = (settings: readonly SecuritySetting[]) => settings.map(({ name }) => escapePattern(name)).join('|');
/** A variable or an argument at the start of a word. The JDWP agent takes its options after a colon. */
const NAMED = `(?:(${anyOf(VARIABLES)})=|(${anyOf(ARGUMENTS)})(?:(=|(?<=-Xrunjdwp):)|(?=[\\s;&|)"'\`]|$)))`;
const WORD = new RegExp(`^${NAMED}(.*)$`, 's');
/** A cheap test that excludes nearly all words, so that they are not read as scripts. */
const ANYWHERE = new RegExp(`(?:^|[\\s;&|("'\`])(?:${NAMED}|-[a-zA-Z]{0,8}k[a-zA-Z]{0,8}(?=[\\s"']|$))`);
const BUNDLED = ARGUMENTS.filter(({ isBundled }) => isBundled).map(({ name }) => name);
const BUNDLE = /^-[a-zA-Z]{2,9}$/;
const SCRIPT = /[\s;&|()`]/;
/** An option whose next word is text if it has blanks. Shells take a script after `-c`. */
const TEXT_OPTION = /^--(?!command$)\w[^=]*$/;
/** Programs that only print their arguments. */
const PRINTERS = new Set(['echo', 'printf']);
const NONE: readonly never[] = [];
const NOTHING_SET = () => false;

export function variableOff(name: unknown, value: unknown, hasVariable: SettingContext['hasVariable']): SwitchedOff | undefined {
  const settings = typeof value === 'string' ? VARIABLE.get(name as string) ?? NONE : NONE;
  const setting = settings.find(({ off, unless }) => off.test(value as string) && !(unless && hasVariable(unless)));
  return setting && { setting, value: value as string, detail: setting.effect };
}

/** The settings in a word of a command. The word may be a script. */
export function switchedOff(words: readonly unknown[], index: number, around: SettingContext): readonly SwitchedOff[] {
  const word = words[index];
  if (typeof word !== 'string' || !ANYWHERE.test(word) || prints(around.line)) {
    return NONE;
  }
  if (!SCRIPT.test(word)) {
    return inWord(words, index, around);
  }
  return TEXT_OPTION.test(textOf(words[index - 1] ?? '')) ? NONE : inScript(word, around);
}

function inScript(script: string, around: SettingContext): readonly SwitchedOff[] {
  const found = orUnread(() => inCommands(script, around), ({ message }) => inUnread(script, message));
  return [...new Map(found.map((each) => [`${each.setting.name}=${each.value}`, each])).values()];
}

function inCommands(script: string, around: SettingContext): readonly SwitchedOff[] {
  return simpleCommands(script, NOTHING_KNOWN).filter(({ words }) => words[0] !== OUTPUT).flatMap(({ assignments, words }) => {
    const own = ownWords(words);
    const line = prints(own) ? assignments : [...assignments, ...own];
    const inside = { ...around, line };
    return line.flatMap((_, index) => inWord(line, index, inside));
  });
}

/** The settings in a script that cannot be read. Any mention counts, without regard to the words beside it. */
function inUnread(script: string, reason: string): readonly SwitchedOff[] {
  const words = script.split(BETWEEN_WORDS);
  return words.flatMap((_, index) => inWord(words, index).map((each) => ({ ...each, detail: `${each.detail}, and ${reason}` })));
}

const BETWEEN_WORDS = /[\s;&|()`"']+/;

/** @param around the words beside it; undefined if the word counts in any position */
function inWord(words: readonly unknown[], index: number, around?: SettingContext): readonly SwitchedOff[] {
  const match = WORD.exec(withoutBundle(textOf(words[index])));
  if (!match) {
    return NONE;
  }
  const [, variable, argument, sign, rest] = match;
  const given = unquoted(rest);
  if (variable !== undefined) {
    const found = given.includes('$') ? undefined : variableOff(variable, given, around?.hasVariable ?? NOTHING_SET);
    return found ? [found] : NONE;
  }
  const off = ARGUMENT.get(argument)!.flatMap((setting): readonly SwitchedOff[] => {
    const value = sign === undefined ? valueBehind(setting, words[index + 1]) : given;
    const isOff = !value.includes('$') && setting.off.test(value) && (around ? applies(setting, around) : !setting.isBundled);
    return isOff ? [{ setting, value, detail: setting.effect }] : NONE;
  });
  return off.slice(0, 1);
}

/** An option of a word with several short options, such as `-k` of `-sk`. */
function withoutBundle(word: string): string {
  return BUNDLE.test(word) ? BUNDLED.find((option) => word.includes(option.slice(1))) ?? word : word;
}

/** The value of an argument without `=`: empty if the argument alone turns security off, or else the next word. */
function valueBehind({ off }: SecuritySetting, next: unknown): string {
  return off.test('') ? '' : valueIn(asString(next));
}

/** Whether a setting has its effect in a command. Cached, because a command may repeat an argument any number of times. */
const APPLIES = new WeakMap<SettingContext, Map<SecuritySetting, boolean>>();

function applies(setting: SecuritySetting, around: SettingContext): boolean {
  const known = APPLIES.get(around) ?? new Map<SecuritySetting, boolean>();
  APPLIES.set(around, known);
  const isKnown = known.get(setting);
  const result = isKnown ?? (isOf(setting, around) && !setting.unless?.test(around.line.map(textOf).join(' ')));
  known.set(setting, result);
  return result;
}

function isOf({ program }: SecuritySetting, { line, image }: SettingContext): boolean {
  const isNamed = (text: string) => program === undefined || program.test(programName(text));
  return isNamed(nameOf(image ?? '')) || line.some((word) => typeof word === 'string' && !word.startsWith('-') && isNamed(word));
}

function prints([program]: readonly unknown[]): boolean {
  return typeof program === 'string' && PRINTERS.has(programName(program));
}

function valueIn(next = ''): string {
  return next.startsWith('-') ? '' : next;
}

function unquoted(value: string): string {
  return /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value;
}

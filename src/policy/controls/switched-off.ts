/* Finds the settings of `security-settings.ts` in variables and in the words of commands. */
import { ARGUMENTS, SecuritySetting, VARIABLES } from './security-settings';
import { asString } from '../../formats/manifest/json';

/** A setting that switches security off, with its value. */
export interface SwitchedOff {
  readonly setting: SecuritySetting;
  readonly value: string;
}

const byName = (settings: readonly SecuritySetting[]) => new Map(settings.map((each) => [each.name, each]));
const [VARIABLE, ARGUMENT] = [VARIABLES, ARGUMENTS].map(byName);

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyOf = (settings: readonly SecuritySetting[]) => settings.map(({ name }) => escaped(name)).join('|');
/**
 * A variable or an argument as a separate word, or in a script. It excludes nearly all words without copying them. The JDWP agent takes its
 * options after a colon.
 */
const NAMED = new RegExp(
  `(?:^|[\\s;&|("'])(?:(${anyOf(VARIABLES)})=VALUE|(${anyOf(ARGUMENTS)})(?:(?:=|(?<=-Xrunjdwp):)VALUE|(?=[\\s;&|)"'])|$))`
    .replace(/VALUE/g, () => '("[^"]*"|\'[^\']*\'|[^\\s;&|]*)'),
);
const ALL_NAMED = new RegExp(NAMED.source, 'g');
/** The next word of a script, unless it is an option. */
const NEXT = /[ \t]+["']?([^-\s;&|"'][^\s;&|"']*)/y;
const COMMENT = /^[ \t]*#.*$/gm;

export function variableOff(name: unknown, value: unknown): SwitchedOff | undefined {
  const setting = typeof value === 'string' ? VARIABLE.get(name as string) : undefined;
  return setting?.off.test(value as string) ? { setting, value: value as string } : undefined;
}

const NONE: readonly never[] = [];

/** The settings in a word of a command, which may be a script. */
export function switchedOff(words: readonly unknown[], index: number): readonly SwitchedOff[] {
  const word = words[index];
  return typeof word === 'string' && NAMED.test(word) ? settingsIn(word, asString(words[index + 1])) : NONE;
}

function settingsIn(word: string, next: string | undefined): readonly SwitchedOff[] {
  const script = word.replace(COMMENT, '');
  return [...script.matchAll(ALL_NAMED)].flatMap(({ 0: match, 1: variable, 2: assigned, 3: argument, 4: given, index }) => {
    if (variable !== undefined) {
      return assigned.includes('$') ? [] : variableOff(variable, unquoted(assigned)) ?? [];
    }
    const setting = ARGUMENT.get(argument)!;
    const value = given !== undefined ? unquoted(given)
      : setting.off.test('') ? '' : word === argument ? valueIn(next) : following(script, index + match.length);
    return !value.includes('$') && setting.off.test(value) ? { setting, value } : [];
  });
}

function valueIn(next = ''): string {
  return next.startsWith('-') ? '' : next;
}

function following(script: string, end: number): string {
  NEXT.lastIndex = end;
  return NEXT.exec(script)?.[1] ?? '';
}

function unquoted(value: string): string {
  return /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value.replace(/["']$/, '');
}

/* The commands of a script with the variables before them, which `shellCommands` leaves out. */
import { ShellCommand } from '../../formats/shell/command';
import { innerCommands, withoutAssignments } from '../../formats/shell/nested-commands';

/**
 * Matches the end of a command, a comment, or a word with its quotes. An unclosed quote goes to the end of the text, so that no text is
 * read twice.
 */
const TOKENS = /[\n;&|()`]+|#[^\n]*|((?:"(?:\\.|[^"\\])*(?:"|$)|'[^']*(?:'|$)|\\.|[<>]&|[^\s;&|()`"'\\]|["'\\])+)/gs;
const QUOTES = /"((?:\\.|[^"\\])*)(?:"|$)|'([^']*)(?:'|$)|\\(.)/gs;
/** A command whose output becomes part of a text. */
const PRINTED = /\$\(([^()]*)\)|`([^`]*)`/g;
/** Words of the shell, and of HEALTHCHECK, that come before a command. */
const BEFORE = new Set(['if', 'then', 'else', 'elif', 'while', 'until', 'do', '!', '{', 'CMD']);
/** Maximum depth of scripts inside scripts. */
const MAX_DEPTH = 5;

/** The commands of a script. If a command runs another one, both are returned. */
export function commandsIn(script: string, depth = 0): readonly ShellCommand[] {
  const commands: string[][] = [[]];
  const printed: string[] = [];
  for (const [token, word] of script.replace(/\\\n/g, ' ').matchAll(TOKENS)) {
    if (word !== undefined) {
      commands[commands.length - 1].push(word.replace(QUOTES, (_, double, single, plain) => double ?? single ?? plain));
      printed.push(...[...word.startsWith('\'') ? [] : word.matchAll(PRINTED)].map(([, first, second]) => first ?? second));
    } else if (!token.startsWith('#')) {
      commands.push([]);
    }
  }
  const outer = commands.flatMap((words) => withInner(words, depth));
  return depth < MAX_DEPTH ? [...outer, ...printed.flatMap((text) => commandsIn(text, depth + 1))] : outer;
}

function withInner(words: readonly string[], depth: number): readonly ShellCommand[] {
  const start = words.findIndex((word) => !BEFORE.has(word));
  if (start < 0) {
    return [];
  }
  const own = words.slice(start);
  const command = withoutAssignments(own);
  const inner = command.length > 0 && depth < MAX_DEPTH ? innerCommands(command) : [];
  if (inner.length === 0) {
    return [own];
  }
  const runs = inner.flatMap((each) => typeof each === 'string' ? commandsIn(each, depth + 1) : withInner(each, depth + 1));
  const last = inner[inner.length - 1];
  const before = typeof last === 'string' ? own.length - command.length : own.length - last.length;
  return [own.slice(0, before), ...runs];
}

import { DockerfileError } from './dockerfile-error';
import { RawInstruction } from './lines';
import { splitWords } from './words';
import { ShellCommand } from '../../shell/command';
import { execCommands, shellCommands } from '../../shell/shell-commands';
import { isVariableName, Lookup, NOTHING_KNOWN, unquote } from '../../shell/variables';
import { DockerfileInstruction, DockerfileVariable } from '../model/dockerfile';

/** The state before an instruction that affects its meaning. */
export interface InstructionContext {
  readonly escape: string;
  readonly lookup: Lookup;
  readonly workdir: string | undefined;
  /** Whether commands run in a shell with a known grammar. */
  readonly hasPosixShell: boolean;
}

/** The relevant syntax of each instruction. */
interface Grammar {
  /** Whether its arguments may be a list in JSON. */
  readonly json?: boolean;
  /** Whether all its text is one argument. */
  readonly whole?: boolean;
  /** Whether flags may come before its arguments. */
  readonly flags?: boolean;
  /** Whether it sets variables. */
  readonly variables?: boolean;
  /** Whether it runs a program. */
  readonly runs?: boolean;
  /** Whether the builder leaves its variables to the shell. */
  readonly literal?: boolean;
}

const GRAMMARS: ReadonlyMap<string, Grammar> = new Map(Object.entries({
  ADD: { json: true, flags: true },
  ARG: { variables: true },
  CMD: { json: true, runs: true, literal: true },
  COPY: { json: true, flags: true },
  ENTRYPOINT: { json: true, runs: true, literal: true },
  ENV: { variables: true },
  EXPOSE: {},
  FROM: { flags: true },
  HEALTHCHECK: { json: true, flags: true, runs: true, literal: true },
  LABEL: { whole: true },
  MAINTAINER: { whole: true },
  ONBUILD: {},
  RUN: { json: true, flags: true, runs: true, literal: true },
  SHELL: { json: true, literal: true },
  STOPSIGNAL: { whole: true },
  USER: { whole: true },
  VOLUME: { json: true },
  WORKDIR: { whole: true },
} satisfies Record<string, Grammar>));

export const KEYWORDS: readonly string[] = [...GRAMMARS.keys()];

/** @throws DockerfileError if it has no arguments, or if ONBUILD cannot have it */
export function toInstruction(
  raw: RawInstruction, index: number, surroundings: InstructionContext, isTrigger = false,
): DockerfileInstruction {
  const { keyword, line, endLine } = raw;
  if (raw.text === '') {
    throw new DockerfileError(`${keyword} has no argument: add one, or remove the instruction`, line);
  }
  if (keyword === 'ONBUILD') {
    return toInstruction(triggerOf(raw), index, { ...surroundings, lookup: NOTHING_KNOWN }, true);
  }
  const grammar = GRAMMARS.get(keyword)!;
  const { flags, text: rest } = grammar.flags ? takeFlags(raw.text, surroundings) : { flags: NO_FLAGS, text: raw.text };
  const text = rest.replace(NO_MORE_FLAGS, '');
  const command = keyword === 'HEALTHCHECK' ? withoutCmd(text) : text;
  const list = grammar.json ? jsonList(command, grammar, surroundings) : undefined;
  const script = grammar.runs && !list ? [command, ...raw.hereDocuments].join('\n') : undefined;
  return {
    index,
    line,
    endLine,
    keyword,
    isTrigger,
    text,
    flags,
    words: list ?? plainWords(text, grammar, surroundings),
    isExec: list !== undefined,
    commands: grammar.runs ? commandsOf(script ?? list!, surroundings) : [],
    script,
    variables: grammar.variables ? variablesOf(text, keyword, surroundings) : [],
    workdir: surroundings.workdir,
  };
}

/** The end of the flags, which builders accept before the arguments of every instruction. */
const NO_MORE_FLAGS = /^--(?:\s+|$)/;

type Flags = DockerfileInstruction['flags'];

const NO_FLAGS: Flags = new Map();
const NOT_IN_ONBUILD = ['ONBUILD', 'FROM', 'MAINTAINER'];

function triggerOf({ text, ...raw }: RawInstruction): RawInstruction {
  const [word] = text.split(/\s/);
  const keyword = word.toUpperCase();
  if (!GRAMMARS.has(keyword) || NOT_IN_ONBUILD.includes(keyword)) {
    throw new DockerfileError(`ONBUILD cannot have ${JSON.stringify(word)}: it needs an instruction such as RUN or COPY`, raw.line);
  }
  return { ...raw, keyword, text: text.slice(word.length).trim() };
}

function takeFlags(text: string, { escape, lookup }: InstructionContext): { flags: Flags; text: string } {
  const flags = new Map<string, string[]>();
  let rest = text;
  for (let flag = FLAG.exec(rest); flag; flag = FLAG.exec(rest)) {
    const [whole, name, value = ''] = flag;
    const values = flags.get(name) ?? [];
    values.push(unquote(value, escape, lookup));
    flags.set(name, values);
    rest = rest.slice(whole.length);
  }
  return { flags, text: rest };
}

const FLAG = /^--([\w-]+)(?:=(\S*))?(?:\s+|$)/;

function plainWords(text: string, { whole, literal, variables }: Grammar, { escape, lookup }: InstructionContext): readonly string[] {
  if (variables) {
    return splitWords(text, escape);
  }
  const words = whole ? [text] : text.split(/\s+/);
  const plain = literal ? words : words.map((word) => unquote(word, escape, lookup));
  return whole ? plain : plain.flatMap((word) => word.split(/\s+/)).filter((word) => word !== '');
}

/** The items of a JSON list. Each item is a single word, and the builder replaces the variables in it. */
function jsonList(text: string, { literal }: Grammar, { escape, lookup }: InstructionContext): readonly string[] | undefined {
  try {
    const list: unknown = text.startsWith('[') ? JSON.parse(text) : undefined;
    if (!Array.isArray(list) || !list.every((item): item is string => typeof item === 'string')) {
      return undefined;
    }
    return literal ? list : list.map((item) => unquote(item, escape, lookup));
  } catch {
    // As in builders, a text that is not JSON runs in the shell.
    return undefined;
  }
}

function withoutCmd(text: string): string {
  return text.replace(/^(?:CMD|NONE)(?:\s+|$)/i, '');
}

function commandsOf(run: string | readonly string[], { lookup, hasPosixShell }: InstructionContext): readonly ShellCommand[] {
  if (typeof run !== 'string') {
    return execCommands(run);
  }
  // Variables with other names, such as `$1`, get their values only in the running shell.
  return hasPosixShell ? shellCommands(run, (name) => isVariableName(name) ? lookup(name) : undefined) : [];
}

/** Any number of `NAME=value`, or in the old syntax a name, a blank, and the rest as its value. */
function variablesOf(text: string, keyword: string, { escape, lookup }: InstructionContext): readonly DockerfileVariable[] {
  const words = splitWords(text, escape);
  if (keyword === 'ENV' && !words[0].includes('=')) {
    return [{ name: words[0], value: unquote(text.slice(words[0].length).trim(), escape, lookup) }];
  }
  return words.map((word) => {
    const equals = word.indexOf('=');
    return equals < 0
      ? { name: unquote(word, escape, lookup) }
      : { name: unquote(word.slice(0, equals), escape, lookup), value: unquote(word.slice(equals + 1), escape, lookup) };
  });
}

/*
 * The programs that a shell script runs, with their arguments, in functions and in all branches, too. Commands that a script composes at
 * run time are not followed.
 */
import { knownIn } from './assignments';
import { OUTPUT, ShellCommand, SimpleCommand } from './command';
import { innerCommands } from './nested-commands';
import { Command, forEachChild, Node, parse, Pipeline } from './parse';
import { redirectedInputs, outputsOf, textsGivenTo } from './redirections';
import { Room } from './room';
import { pipedScripts, readsScript, runsHereDocuments, scriptsGiven } from './scripts-as-input';
import { ShellError } from './shell-error';
import { Lookup, NOTHING_KNOWN } from './variables';
import { assignmentText, Known, wordsOf } from './words';

/** The maximum depth of commands in commands. Each level repeats the words of the levels inside. */
const MAX_DEPTH = 20;

/** The maximum number of redirections of a command whose content is recorded: each repeats the command. */
const MAX_OUTPUTS = 10;

/**
 * All programs that a script runs, including programs in substitutions and after `sudo`, `xargs` or `sh -c`.
 *
 * @throws ShellError if the script cannot be read as a whole
 */
export function shellCommands(script: string, lookup: Lookup): readonly ShellCommand[] {
  return withWords(simpleCommands(script, lookup));
}

/**
 * The same, with the assignments before each command, and assignments without a command.
 *
 * @throws ShellError as `shellCommands`
 */
export function simpleCommands(script: string, lookup: Lookup): readonly SimpleCommand[] {
  return commandsIn(script, { lookup, room: new Room(script), depth: 0 });
}

/**
 * A program that is started without a shell, and the programs that it starts.
 *
 * @throws ShellError as `shellCommands`
 */
export function execCommands(command: ShellCommand): readonly ShellCommand[] {
  const outer: Outer = { lookup: NOTHING_KNOWN, room: new Room(command.join(' ')), depth: 0 };
  return command.length === 0 ? [] : [command, ...withWords(innerOf(command, outer))];
}

/**
 * The programs that a command starts, without their arguments, each once.
 *
 * @throws ShellError as `shellCommands`
 */
export function programsStartedBy(command: ShellCommand): readonly string[] {
  return [...new Set(execCommands(command).slice(1).map(([program]) => program).filter((program) => program !== OUTPUT))];
}

function withWords(commands: readonly SimpleCommand[]): readonly ShellCommand[] {
  return commands.map(({ words }) => words).filter((words) => words.length > 0);
}

function simple(words: ShellCommand, assignments: readonly string[] = []): SimpleCommand {
  return { assignments, words };
}

/** The state that a script shares with the script that runs it. */
interface Outer {
  readonly lookup: Lookup;
  readonly room: Room;
  readonly depth: number;
}

function commandsIn(script: string, outer: Outer): readonly SimpleCommand[] {
  const tree = parse(script);
  const reader = new ScriptReader(knownIn(tree, outer.lookup, outer.room), outer.depth);
  reader.visit(tree);
  return reader.commands;
}

/** The commands of a script in another one. */
function innerScript(script: string, outer: Outer): readonly SimpleCommand[] {
  outer.room.take(script.length);
  return commandsIn(script, deeper(outer));
}

function innerOf(command: ShellCommand, outer: Outer): readonly SimpleCommand[] {
  return innerCommands(command).flatMap((inner) => typeof inner === 'string'
    ? innerScript(inner, outer)
    : [simple(inner), ...innerOf(inner, deeper(outer))]);
}

function deeper({ depth, ...outer }: Outer): Outer {
  if (depth >= MAX_DEPTH) {
    throw new ShellError(`commands start each other more than ${MAX_DEPTH} levels deep: start the last command directly`);
  }
  return { ...outer, depth: depth + 1 };
}

class ScriptReader {
  public readonly commands: SimpleCommand[] = [];
  /** Here-documents that are read as scripts, so their text is not visited. */
  private readonly skipped = new Set<Node>();

  private readonly outer: Outer;

  constructor(private readonly known: Known, depth: number) {
    this.outer = { lookup: known.lookup, room: known.room, depth };
  }

  /** Commands inside of a command, as in a substitution, run before it. */
  public visit(node: Node): void {
    if (node.type === 'HereDocBody' && this.skipped.has(node)) {
      return;
    }
    if (node.type === 'Command') this.skipScripts(node);
    forEachChild(node, (child) => this.visit(child));
    if (node.type === 'Command') this.addCommand(node);
    if (node.type === 'Redirected') this.addOutputs([], outputsOf(node.redirects, this.known), []);
    if (node.type === 'Pipeline') this.addPiped(node);
  }

  private skipScripts(command: Command): void {
    if (command.redirects.some(({ type }) => type === 'HereDoc') && runsHereDocuments(this.wordsOf(command))) {
      command.redirects.forEach((each) => each.type === 'HereDoc' && this.skipped.add(each.body));
    }
  }

  private addCommand(node: Command): void {
    const command = this.wordsOf(node);
    const assignments = node.prefix.flatMap((each) => each.type === 'Assignment' ? [assignmentText(each, this.known)] : []);
    this.add([simple(command, assignments)]);
    if (command.length > 0) {
      this.add(innerOf(command, this.outer));
    }
    this.addOutputs(command, outputsOf(node.redirects, this.known), redirectedInputs(node.redirects, this.known));
    scriptsGiven(command, textsGivenTo(node, this.known)).forEach((text) => this.addScript(text));
  }

  private addPiped({ commands }: Pipeline): void {
    for (const [index, command] of commands.entries()) {
      const from = commands[index - 1];
      if (from?.type === 'Command' && command.type === 'Command' && readsScript(this.wordsOf(command))) {
        pipedScripts(this.wordsOf(from), textsGivenTo(from, this.known)).forEach((script) => this.addScript(script));
      }
    }
  }

  private addScript(script: string): void {
    this.add(innerScript(script, this.outer));
  }

  private addOutputs(command: ShellCommand, outputs: readonly string[], inputs: readonly string[]): void {
    this.add(outputs.map((file, index) => simple(index < MAX_OUTPUTS ? [OUTPUT, file, ...command, ...inputs] : [OUTPUT, file])));
  }

  /** Adds commands one by one, because there may be too many for the arguments of a function. */
  private add(commands: readonly SimpleCommand[]): void {
    commands.forEach((command) => this.commands.push(command));
  }

  private wordsOf({ name, args }: Command): readonly string[] {
    return [...name ? [name] : [], ...args].flatMap((each) => each.type === 'Assignment'
      ? [assignmentText(each, this.known)]
      : wordsOf(each, this.known));
  }
}

/*
 * The programs that a shell script runs, with their arguments, in functions and in all branches, too. What a script only makes up while it
 * runs is not followed.
 */
import { knownIn } from './assignments';
import { OUTPUT, ShellCommand } from './command';
import { innerCommands, withoutAssignments } from './nested-commands';
import { Command, forEachChild, Node, parse, Pipeline } from './parse';
import { redirectedInputs, outputsOf, textsGivenTo } from './redirections';
import { pipedScripts, readsScript, runsHereDocument } from './scripts-as-input';
import { Lookup } from './variables';
import { assignmentText, Known, wordsOf } from './words';

/** How deep commands in commands are followed. */
const MAX_DEPTH = 20;

/** How deep the tree of a script is followed. The parser has a limit, too, and gives up before. */
const MAX_NESTING = 1000;

/** The maximum number of redirections of a command whose content is recorded: each repeats the command. */
const MAX_OUTPUTS = 10;

/** All programs that a script runs, including programs in substitutions and after `sudo`, `xargs` or `sh -c`. */
export function shellCommands(script: string, lookup: Lookup, depth = 0): readonly ShellCommand[] {
  if (depth > MAX_DEPTH) {
    return [];
  }
  const tree = parse(script);
  const reader = new ScriptReader(knownIn(tree, lookup), depth);
  reader.visit(tree, 0);
  return reader.commands;
}

/** A program that is started without a shell, and the programs that it starts. */
export function execCommands(command: ShellCommand): readonly ShellCommand[] {
  return command.length === 0 ? [] : [command, ...innerOf(command, () => undefined, 0)];
}

function innerOf(command: ShellCommand, lookup: Lookup, depth: number): readonly ShellCommand[] {
  return innerCommands(command).flatMap((inner) => typeof inner === 'string'
    ? shellCommands(inner, lookup, depth + 1)
    : [inner, ...(depth < MAX_DEPTH ? innerOf(inner, lookup, depth + 1) : [])]);
}

class ScriptReader {
  public readonly commands: ShellCommand[] = [];
  /** Here-documents that are scripts, whose content is read as such. */
  private readonly skipped = new Set<Node>();

  constructor(private readonly known: Known, private readonly depth: number) {}

  /** Commands inside of a command, as in a substitution, run before it. */
  public visit(node: Node, nesting: number): void {
    if (nesting > MAX_NESTING || (node.type === 'HereDocBody' && this.skipped.has(node))) {
      return;
    }
    if (node.type === 'Command') this.skipScripts(node);
    forEachChild(node, (child) => this.visit(child, nesting + 1));
    if (node.type === 'Command') this.addCommand(node);
    if (node.type === 'Redirected') this.addOutputs([], outputsOf(node.redirects, this.known), []);
    if (node.type === 'Pipeline') this.addPiped(node);
  }

  private skipScripts(command: Command): void {
    if (command.redirects.some(({ type }) => type === 'HereDoc') && runsHereDocument(this.wordsOf(command), '')) {
      command.redirects.forEach((each) => each.type === 'HereDoc' && this.skipped.add(each.body));
    }
  }

  private addCommand(node: Command): void {
    const words = this.wordsOf(node);
    const command = withoutAssignments(words);
    if (command.length > 0) {
      this.add([command, ...innerOf(command, this.known.lookup, this.depth)]);
    }
    this.addOutputs(command, outputsOf(node.redirects, this.known), redirectedInputs(node.redirects, this.known));
    textsGivenTo(node, this.known).filter((text) => runsHereDocument(command, text)).forEach((text) => this.addScript(text));
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
    this.add(shellCommands(script, this.known.lookup, this.depth + 1));
  }

  private addOutputs(command: ShellCommand, outputs: readonly string[], inputs: readonly string[]): void {
    this.add(outputs.map((file, index) => index < MAX_OUTPUTS ? [OUTPUT, file, ...command, ...inputs] : [OUTPUT, file]));
  }

  /** Adds commands one by one, because there may be too many for the arguments of a function. */
  private add(commands: readonly ShellCommand[]): void {
    commands.forEach((command) => this.commands.push(command));
  }

  private wordsOf({ name, args }: Command): readonly string[] {
    return [...name ? [name] : [], ...args].flatMap((each) => each.type === 'Assignment'
      ? [assignmentText(each, this.known)]
      : wordsOf(each, this.known));
  }
}

/*
 * The paths through the start scripts of an image: which program finally runs after `exec` replaces the scripts, and as which user. `exec`
 * in a pipeline, in the background or in a substitution does not replace the script.
 */
import { Branches, BranchContext } from './branches';
import {
  afterSet,
  afterShift,
  assigned,
  changesAccounts,
  commandWords,
  declaresLocally,
  isPrivileged,
  isSwitch,
  namesAssignedBy,
  textsOf,
  valuesIn,
} from './builtins';
import { testOf } from './conditions';
import { End, FindScript, Paths, ScriptFile } from './ends';
import { Flow, joinedFlow, without } from './flow';
import { isHarmless } from './harmless';
import { knownEnvironment } from './known-environment';
import {
  becomesRoot,
  changesEnvironment,
  changesPath,
  givesMeaning,
  isRaising,
  replacesProgram,
  setsMeaning,
  startsElsewhere,
  startsWithPath,
} from './other-meanings';
import { Runner, runnerOf, ScriptPlace, ScriptState, Value } from './values';
import { programName, ShellCommand } from '../../../formats/shell/command';
import { innerCommands, isShell } from '../../../formats/shell/nested-commands';
import { Command, parse } from '../../../formats/shell/parse';
import { shellCommands } from '../../../formats/shell/shell-commands';
import { orUnread } from '../../../formats/shell/shell-error';
import { keepsUser, switchedUsers } from '../../../formats/shell/user-switches';
import { NOTHING_KNOWN } from '../../../formats/shell/variables';
import { MAX_WORDS, MAX_SCRIPTS } from '../limits';

/** The maximum number of switches to other users that are followed. */
const MAX_SWITCHES = 5;
/** Number of characters of a script that count as one step, because reading them takes as long. */
const STEP = 16;

/**
 * @param areArgsKnown whether the arguments of the first script are known
 * @param env the variables of the image, if their values count as known
 */
export async function scriptPaths(
  words: readonly string[], areArgsKnown: boolean, runner: Runner, find: FindScript, env?: ReadonlyMap<string, string>,
): Promise<Paths> {
  const walker = new Walker(runner, find, env);
  await walker.start(areArgsKnown ? words : [...words, undefined]);
  return walker;
}

class Walker extends Branches implements Paths {
  public readonly ends: End[] = [];
  public mayBeDenied = false;
  public variables: readonly string[] = [];
  /** Whether a process that is not root may become root through the program that starts. */
  private mayBecomeRoot = false;
  /** Whether a command may become root again, by command and by the user to which it switches. */
  private readonly switches = new Map<string, boolean>();
  private scripts = 0;
  /** Whether the first program has started. Only the first program certainly starts in the image's working directory. */
  private hasStarted = false;

  /** @param env the variables of the first script, until a program may have changed them */
  constructor(private readonly runner: Runner, private readonly find: FindScript, private env?: ReadonlyMap<string, string>) {
    super();
  }

  /** Follows a command that replaces the script. */
  public async start(words: readonly Value[]): Promise<void> {
    for (let next: readonly Value[] | undefined = words; next; next = await this.startOne(next.slice(0, MAX_WORDS)));
  }

  /** @returns the command that replaces this command */
  private async startOne(words: readonly Value[]): Promise<readonly Value[] | undefined> {
    const [program] = words;
    if (program === undefined) {
      // The program is unknown. It runs as the user of the script; if that is root, it may switch to any user.
      this.isDoubtful ||= this.runner.uid === 0;
      this.ends.push({ kind: 'program' });
      return undefined;
    }
    this.isPathChanged ||= startsWithPath(words);
    this.isDoubtful ||= this.isPathChanged && !program.includes('/');
    this.isDoubtful ||= this.hasStarted && this.runner.uid === 0 && isRelative(program);
    this.isDoubtful ||= this.runner.uid === 0 && startsElsewhere(textsOf(words));
    this.hasStarted = true;
    this.env = programName(program) === 'env' ? undefined : this.env;
    const script = await this.find(program);
    if (script) {
      await this.runScript(script, words.slice(1));
      return undefined;
    }
    const texts = textsOf(words);
    this.noteRoot(texts);
    const users = switchedUsers(texts);
    if (users.length > 0) {
      this.isDoubtful ||= users.some((user) => user !== users[0]) || (this.runner.uid === 0 && keepsUser(texts));
      this.ends.push(this.runner.uid === 0 ? { kind: 'switch', with: programName(program), user: users[0] } : { kind: 'denied' });
      this.isDoubtful ||= this.runner.uid === 0 && await this.mayReturn(texts, users[0]);
      return undefined;
    }
    return this.startInner(words, texts);
  }

  private async startInner([program = '', ...more]: readonly Value[], texts: ShellCommand): Promise<readonly Value[] | undefined> {
    const [inner] = innerCommands(texts);
    if (typeof inner === 'string') {
      await this.runScript({ path: program, text: inner }, [undefined]);
      return undefined;
    }
    const own = isShell(program) && more[0]?.startsWith('/') ? more : inner && valuesIn(inner);
    own ?? this.ends.push({ kind: 'program' });
    return own;
  }

  /** Whether the command after a switch of the user may become root again. */
  private async mayReturn(command: ShellCommand, user: string): Promise<boolean> {
    const key = JSON.stringify([command, user]);
    const known = this.switches.get(key);
    if (known !== undefined || command.slice(1).some(isRaising) || this.switches.size >= MAX_SWITCHES) {
      return known ?? true;
    }
    const walker = new Walker(runnerOf(user), this.find);
    const inner = await walker.startInner(valuesIn(command), command);
    if (inner) {
      await walker.start(inner);
    }
    this.switches.set(key, walker.mayBecomeRoot);
    return walker.mayBecomeRoot;
  }

  private noteRoot(command: ShellCommand): void {
    this.mayBecomeRoot ||= this.runner.uid !== 0 && becomesRoot(command);
  }

  /** Follows a script that replaces the current process. If its text ends, no program has replaced it, so the result is doubtful. */
  private async runScript({ path, text }: ScriptFile, args: readonly Value[]): Promise<void> {
    if (++this.scripts > MAX_SCRIPTS || text.includes('\0')) {
      this.isDoubtful = true;
      return;
    }
    this.isDoubtful ||= changesEnvironment(text);
    const exitsOnError = /^#!\s*\S+\s+-[a-z]*e[a-z]*/.test(text);
    const context: BranchContext = {
      place: { ...this.runner, file: path, calls: [] }, isTested: false, isInner: false, depth: 0, returned: [], locals: new Set(),
    };
    const variables = this.env ? knownEnvironment(text, this.env) : new Map();
    this.variables = [...this.variables, ...variables.keys()];
    this.env = undefined; // The script may change and export the variables.
    const { state } = await this.runText(text, { args, variables, exitsOnError }, context);
    this.isDoubtful ||= state !== undefined || context.returned.length > 0;
  }

  private runText(text: string, state: ScriptState, context: BranchContext): Promise<Flow> {
    this.steps += text.length / STEP;
    // A change of accounts may give a user of the image another id.
    const isUncertain = (command: ShellCommand) => changesAccounts(command) || replacesProgram(command);
    const commands = orUnread(() => {
      this.isDoubtful ||= this.runner.uid === 0 && shellCommands(text, NOTHING_KNOWN).some(isUncertain);
      return parse(text).commands;
    }, () => undefined);
    this.isDoubtful ||= commands === undefined;
    return this.list(commands ?? [], state, context);
  }

  protected async command(node: Command, before: ScriptState, context: BranchContext): Promise<Flow> {
    const { place, isInner } = context;
    const words = commandWords(node, before, place);
    const state = this.assigned(node, before, place);
    const [program, ...more] = words[0] === 'command' || words[0] === 'builtin' ? words.slice(1) : words;
    this.isPathChanged ||= changesPath(node);
    this.isDoubtful ||= givesMeaning(node, [program, ...more]) || setsMeaning(node);
    if (declaresLocally(program) && !more.some((word) => /^-\w*g/.test(word ?? ''))) {
      node.args.forEach((each) => context.locals.add(each.type === 'Assignment' ? each.name : each.value));
    }
    switch (program) {
      case 'exec':
        return more.length === 0 ? { state, status: true } : this.exec(more, context);
      case 'exit':
        // The script succeeds, so it may have started a program and waited for it.
        this.isDoubtful ||= !isInner && !/^[1-9]\d*$/.test(more[0] ?? '');
        isInner || this.fail();
        return { status: false };
      case 'return':
        context.returned.push({ state, status: more[0] === undefined ? undefined : more[0] === '0' });
        return { status: undefined };
      case 'set':
        return { state: afterSet(more, state), status: true };
      case 'shift':
        return { state: afterShift(more, state), status: true };
      case '.':
      case 'source':
        return this.source(more, state, context);
      case 'eval':
        return this.evaluate(more, state, context);
      case '[':
      case 'test':
        return { state, status: testOf(program === '[' ? more.slice(0, -1) : more) };
      case ':':
      case 'true':
      case 'false':
        return { state, status: program !== 'false' };
      default:
        return this.functions.has(program ?? '')
          ? this.call(program!, more, state, context)
          : this.other(node, [program, ...more], state, context);
    }
  }

  /** The state after assignments. If the name of a variable is uncertain, all variables become uncertain. */
  private assigned(node: Command, before: ScriptState, place: ScriptPlace): ScriptState {
    const names = namesAssignedBy(node, before, place);
    this.isPathChanged ||= names.some((name) => name === undefined || name === 'PATH');
    const state = assigned(node, before, place);
    return names.includes(undefined) ? { ...state, variables: new Map() } : without(state, new Set(names as readonly string[]));
  }

  protected fail(): void {
    this.ends.push({ kind: 'exit' });
  }

  private async exec(words: readonly Value[], { isInner }: BranchContext): Promise<Flow> {
    const start = words.findIndex((word, index) => !word?.startsWith('-') && words[index - 1] !== '-a');
    const command = start < 0 ? [] : words.slice(start);
    if (isInner) {
      this.noteDenied(command);
      this.isDoubtful ||= this.runner.uid === 0 && !isHarmless(command);
    } else {
      await this.start(command);
    }
    return { status: undefined };
  }

  /** Follows a program that the script waits for. */
  private other(node: Command, words: readonly Value[], state: ScriptState, { isTested, isInner }: BranchContext): Flow {
    if (!node.name) {
      return { state, status: undefined };
    }
    if (this.runner.uid === 0) {
      this.isDoubtful ||= !isHarmless(words);
      return { state, status: undefined };
    }
    this.noteRoot(textsOf(words));
    if (isSwitch(words)) {
      const isEnd = state.exitsOnError && !isTested && !isInner;
      isEnd ? this.ends.push({ kind: 'denied' }) : this.noteDenied(words);
      return isEnd ? { status: false } : { state, status: false };
    } else if (state.exitsOnError && !isTested) {
      this.noteDenied(words);
    }
    return { state, status: undefined };
  }

  private noteDenied(words: readonly Value[]): void {
    this.mayBeDenied ||= this.runner.uid !== 0 && (isSwitch(words) || isPrivileged(words));
  }

  private async call(name: string, args: readonly Value[], state: ScriptState, context: BranchContext): Promise<Flow> {
    const body = this.functions.get(name);
    if (!body) {
      this.isDoubtful = true;
      return { state, status: undefined };
    }
    const { place } = context;
    const inside: BranchContext = { ...context, place: { ...place, calls: [name, ...place.calls] }, returned: [], locals: new Set() };
    const flow = await this.visit(body, { ...state, args }, inside);
    const { state: after, status } = joinedFlow([flow, ...inside.returned]);
    if (!after) {
      return { status };
    }
    const variables = new Map(after.variables);
    inside.locals.forEach((each) => variables.set(each, state.variables.get(each)));
    return { state: { ...after, variables, args: state.args }, status };
  }

  private async source([file, ...args]: readonly Value[], state: ScriptState, context: BranchContext): Promise<Flow> {
    const script = file === undefined ? undefined : await this.find(file);
    if (!script || isRelative(file!) || ++this.scripts > MAX_SCRIPTS) {
      this.isDoubtful ||= this.runner.uid === 0;
      return { state: { ...state, variables: new Map() }, status: undefined };
    }
    const inside: BranchContext = { ...context, returned: [] };
    const flow = await this.runText(script.text, args.length > 0 ? { ...state, args } : state, inside);
    const { state: after, status } = joinedFlow([flow, ...inside.returned]);
    return { state: after && args.length > 0 ? { ...after, args: state.args } : after, status };
  }

  private evaluate(words: readonly Value[], state: ScriptState, context: BranchContext): Promise<Flow> | Flow {
    if (words.every((word) => word !== undefined)) {
      return this.runText(words.join(' '), state, context);
    }
    this.isDoubtful ||= this.runner.uid === 0;
    return { state: { ...state, args: undefined, variables: new Map() }, status: undefined };
  }
}

/** Whether a path is relative to the working directory, which a script may change. */
function isRelative(path: string): boolean {
  return path.includes('/') && !path.startsWith('/');
}

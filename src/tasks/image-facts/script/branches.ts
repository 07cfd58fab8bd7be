/* The paths through the syntax of a script. Both branches of a condition are followed, unless its result is certain. */
import { bothTrue, either, expressionOf, not, Truth } from './conditions';
import { sideAssignments, substitutionsIn } from './expansions';
import { Flow, joinedStates, joinedFlow, without } from './flow';
import { isReliedOn } from './other-meanings';
import { isMatch, ScriptPlace, ScriptState, Value, valueOf, wordValues } from './values';
import { Command, forEachChild, Node } from '../../../formats/shell/parse';

/** Limits of the analysis. Beyond them it stops, and reports the result as doubtful. */
const MAX_STEPS = 20_000;
const MAX_DEPTH = 150;
const MAX_ROUNDS = 50;

/** The place of a command. */
export interface BranchContext {
  readonly place: ScriptPlace;
  /** Whether the command is a condition. A failed condition does not end the script. */
  readonly isTested: boolean;
  /** Whether the command runs in a subshell, where `exec` does not replace the script. */
  readonly isInner: boolean;
  readonly depth: number;
  /** The flows at each `return`. */
  readonly returned: Flow[];
  /** The variables of the function that is running. */
  readonly locals: Set<string>;
}

type Loop = Extract<Node, { readonly type: 'For' | 'Select' | 'While' | 'ArithmeticFor' }>;
type Branch = Pick<Extract<Node, { readonly type: 'If' }>, 'clause' | 'then'>;

/** The effects of a loop: the variables that it may change, and whether it may end before its last round. */
interface LoopChanges {
  readonly names: ReadonlySet<string>;
  readonly changesArgs: boolean;
  readonly isLeft: boolean;
}

export abstract class Branches {
  /** Whether the script may take paths that the analysis does not know. */
  public isDoubtful = false;
  /** Whether PATH may have changed, so that a name may mean another program. */
  protected isPathChanged = false;
  protected steps = 0;
  /** The functions by name; undefined if several have the same name. */
  protected readonly functions = new Map<string, Node | undefined>();
  private readonly loops = new Map<Node, LoopChanges>();

  protected abstract command(node: Command, state: ScriptState, context: BranchContext): Promise<Flow>;
  /** Ends the path with an error. */
  protected abstract fail(): void;

  protected async list(nodes: readonly Node[], start: ScriptState, context: BranchContext): Promise<Flow> {
    let flow: Flow = { state: start, status: true };
    for (const node of nodes) {
      if (!flow.state) {
        break;
      }
      flow = await this.visit(node, flow.state, context);
    }
    return flow;
  }

  protected async visit(node: Node, state: ScriptState, outer: BranchContext): Promise<Flow> {
    const context = { ...outer, depth: outer.depth + 1 };
    if (++this.steps > MAX_STEPS || context.depth > MAX_DEPTH) {
      this.isDoubtful = true;
      return { status: undefined };
    }
    switch (node.type) {
      case 'Statement':
        // A background process keeps running as root.
        this.isDoubtful ||= node.background === true && context.place.uid === 0;
        return node.background ? { state, status: true } : this.visit(node.command, state, context);
      case 'CompoundList':
        return this.list(node.commands, state, context);
      case 'BraceGroup':
        return this.visit(node.body, state, context);
      case 'Redirected':
        await this.expand(node, state, context);
        return this.visit(node.command, state, context);
      case 'Coproc':
        this.isDoubtful ||= context.place.uid === 0;
        return { state, status: undefined };
      case 'Subshell':
        await this.visit(node.body, state, { ...context, isInner: true, returned: [] });
        return { state, status: undefined };
      case 'Pipeline':
        return this.pipeline(node, state, context);
      case 'AndOr':
        return this.andOr(node, state, context);
      case 'If':
        return this.branches([node, ...node.elif], node.else, state, context);
      case 'Case':
        await this.expand(node, state, context);
        return this.cases(node, state, context);
      case 'While':
      case 'ArithmeticFor':
        return this.loop(node, undefined, state, context);
      case 'For':
      case 'Select':
        await this.expand(node, state, context);
        return this.loop(node, node.wordlist?.flatMap((word) => wordValues(word, state, context.place)) ?? state.args, state, context);
      case 'Function':
        this.define(node.name.text, node.body);
        return { state, status: true };
      case 'TestCommand':
        return this.settled({
          state: await this.expand(node, state, context), status: expressionOf(node.expression, state, context.place),
        }, context);
      case 'ArithmeticCommand':
        return { state: this.withoutAssigned(state, new Set(node.body.match(/[A-Za-z_]\w*/g))), status: undefined };
      case 'Command':
        return this.settled(await this.command(node, await this.expand(node, state, context), context), context);
      default:
        return { state, status: undefined };
    }
  }

  /** Follows the commands inside the words of a command. Variables that the words assign become unknown. */
  private async expand(node: Node, state: ScriptState, context: BranchContext): Promise<ScriptState> {
    for (const each of substitutionsIn(node)) {
      // The process that reads an output keeps running as root.
      this.isDoubtful ||= each.type === 'ProcessSubstitution' && each.operator === '>' && context.place.uid === 0;
      await this.list(each.script?.commands ?? [], state, { ...context, isInner: true, returned: [] });
    }
    return this.withoutAssigned(state, sideAssignments(node));
  }

  private withoutAssigned(state: ScriptState, names: ReadonlySet<string>): ScriptState {
    this.isPathChanged ||= names.has('PATH');
    return without(state, names);
  }

  /** The flow after a command. A command that certainly fails ends the script if `set -e` applies. */
  private settled(flow: Flow, { isTested, isInner }: BranchContext): Flow {
    if (!flow.state?.exitsOnError || isTested || flow.status !== false) {
      return flow;
    }
    isInner || this.fail();
    return { status: false };
  }

  private async pipeline(
    { commands, prefixes }: Extract<Node, { type: 'Pipeline' }>,
    state: ScriptState,
    context: BranchContext,
  ): Promise<Flow> {
    if (commands.length > 1) {
      for (const each of commands) {
        await this.visit(each, state, { ...context, isInner: true, returned: [] });
      }
      return { state, status: undefined };
    }
    const isNegated = prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
    const flow = await this.visit(commands[0], state, { ...context, isTested: context.isTested || isNegated });
    return isNegated ? { ...flow, status: not(flow.status) } : flow;
  }

  private async andOr(
    { commands, operators }: Extract<Node, { type: 'AndOr' }>,
    start: ScriptState,
    context: BranchContext,
  ): Promise<Flow> {
    const contextOf = (index: number) => ({ ...context, isTested: context.isTested || index < commands.length - 1 });
    let flow = await this.visit(commands[0], start, contextOf(0));
    for (const [index, operator] of operators.entries()) {
      const { state, status } = flow;
      const isRun = operator === '&&' ? status : not(status);
      if (!state || isRun === false) {
        continue;
      }
      const next = await this.visit(commands[index + 1], state, contextOf(index + 1));
      const combined = next.state ? (operator === '&&' ? bothTrue : either)(status, next.status) : operator === '||';
      flow = isRun ? next : { state: joinedStates([state, next.state]), status: combined };
    }
    return flow;
  }

  private async branches(
    [{ clause, then }, ...others]: readonly Branch[], last: Node | undefined, start: ScriptState, context: BranchContext,
  ): Promise<Flow> {
    const { state, status } = await this.visit(clause, start, { ...context, isTested: true });
    if (!state) {
      return { status: undefined };
    }
    const flows: Flow[] = [];
    if (status !== false) {
      flows.push(await this.visit(then, state, context));
    }
    if (status !== true) {
      flows.push(await this.otherwise(others, last, state, context));
    }
    return joinedFlow(flows);
  }

  private async otherwise(others: readonly Branch[], last: Node | undefined, state: ScriptState, context: BranchContext): Promise<Flow> {
    if (others.length > 0) {
      return this.branches(others, last, state, context);
    }
    return last ? this.visit(last, state, context) : { state, status: true };
  }

  private async cases({ word, items }: Extract<Node, { type: 'Case' }>, state: ScriptState, context: BranchContext): Promise<Flow> {
    const value = valueOf(word, state, context.place);
    const flows: Flow[] = [];
    let isTaken: Truth = false;
    for (const { pattern, body, terminator } of items) {
      const isOne = pattern.map((each) => isMatch(value, each, state, context.place)).reduce(either, false);
      // The analysis does not follow a case that falls through to the next case.
      this.isDoubtful ||= isOne !== false && terminator !== undefined && terminator !== ';;';
      if (isOne !== false && isTaken !== true) {
        flows.push(await this.visit(body, state, context));
      }
      isTaken = either(isTaken, isOne);
    }
    return joinedFlow(isTaken === true ? flows : [...flows, { state, status: true }]);
  }

  /** @param words the values of the loop variable, one for each round; undefined if they are uncertain */
  private async loop(node: Loop, words: readonly Value[] | undefined, start: ScriptState, context: BranchContext): Promise<Flow> {
    const { names, changesArgs, isLeft } = this.changesOf(node);
    this.isPathChanged ||= node.type !== 'While' && node.type !== 'ArithmeticFor' && node.name.text === 'PATH';
    if (node.type === 'For' && words && words.length <= MAX_ROUNDS && words.every((word) => word !== undefined) && !isLeft) {
      let flow: Flow = { state: start, status: true };
      for (const word of words) {
        const variables = new Map(flow.state?.variables).set(node.name.text, word);
        flow = flow.state ? await this.visit(node.body, { ...flow.state, variables }, context) : flow;
      }
      return flow;
    }
    const any = { ...without(start, names), ...changesArgs && { args: undefined } };
    const clause = node.type === 'While' ? await this.visit(node.clause, any, { ...context, isTested: true }) : undefined;
    const before = clause ? clause.state : any;
    const isNever = node.type === 'While' && clause?.status === (node.kind === 'until');
    const after = before && !isNever ? await this.visit(node.body, before, context) : undefined;
    return { state: joinedStates([before, after?.state]), status: undefined };
  }

  private define(name: string, body: Node): void {
    this.isDoubtful ||= isReliedOn(name);
    this.functions.set(name, this.functions.has(name) && this.functions.get(name) !== body ? undefined : body);
  }

  private changesOf(loop: Node): LoopChanges {
    const found = this.loops.get(loop) ?? changesIn(loop);
    this.loops.set(loop, found);
    return found;
  }
}

/** The effects of builtins in a loop, including called functions and sourced files. */
function changesIn(loop: Node): LoopChanges {
  const names = new Set<string>();
  const commands = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === 'Assignment') names.add(node.name);
    if (node.type === 'For' || node.type === 'Select') names.add(node.name.text);
    if (node.type === 'ArithmeticCommand') node.body.match(/[A-Za-z_]\w*/g)?.forEach((name) => names.add(name));
    if (node.type === 'Command') {
      commands.add(node.name?.text ?? '');
      // A builtin such as `read` assigns the variables in its arguments.
      node.args.forEach((each) => each.type === 'Word' && /^\w+$/.test(each.value) && names.add(each.value));
    }
    forEachChild(node, visit);
  };
  visit(loop);
  const hasOne = (...some: readonly string[]) => some.some((name) => commands.has(name));
  return { names, changesArgs: hasOne('set', 'shift', 'eval', '.', 'source'), isLeft: hasOne('break', 'continue') };
}

import { Truth } from './conditions';
import { ScriptState } from './values';

/** The state of a path through a script after a command. Without a state, the path has ended. */
export interface Flow {
  readonly state?: ScriptState;
  /** Whether the last command succeeded. */
  readonly status: Truth;
}

export function joinedFlow(flows: readonly Flow[]): Flow {
  const going = flows.filter(({ state }) => state);
  const status = going.every((flow) => flow.status === going[0].status) ? going[0]?.status : undefined;
  return { state: joinedStates(going.map(({ state }) => state)), status };
}

/** The state after several paths join: only values that are equal on all paths are certain. */
export function joinedStates(states: readonly (ScriptState | undefined)[]): ScriptState | undefined {
  const [first, ...others] = states.filter((state) => state !== undefined);
  return others.reduce((one, other) => one === other ? one : {
    args: isSame(one.args, other.args) ? one.args : undefined,
    variables: one.variables === other.variables ? one.variables
      : new Map([...one.variables].filter(([name, value]) => other.variables.get(name) === value)),
    exitsOnError: one.exitsOnError && other.exitsOnError,
  }, first);
}

function isSame(one: ScriptState['args'], other: ScriptState['args']): boolean {
  return one === other || (one !== undefined && one.length === other?.length && one.every((each, index) => each === other[index]));
}

/** A state without some variables. */
export function without(state: ScriptState, names: ReadonlySet<string>): ScriptState {
  return names.size === 0 ? state : { ...state, variables: new Map([...state.variables].filter(([name]) => !names.has(name))) };
}

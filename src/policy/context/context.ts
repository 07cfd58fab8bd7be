import { FactName, Facts } from '../facts/facts';
import { Choices, DEFAULT_CHOICES } from '../settings/choices';
import { ObjectNotes } from '../settings/notes';
import { assignsIds, DEFAULT_TARGET, PlatformName, Target } from '../settings/target';

/**
 * The data that a control may read besides the manifest. Of the facts about other objects, it contains only those that the control
 * declares.
 */
export interface Context<F extends FactName = never> {
  readonly target: Target;
  readonly choices: Choices;
  readonly facts: Pick<Facts, F>;
  readonly notes: ObjectNotes;
}

/** All data besides the manifest that determines how an object is hardened and evaluated. */
export type EvaluationContext = Context<FactName>;

/** A context without facts about other objects, for an object of a hardened kind. */
export const DEFAULT_CONTEXT: EvaluationContext = { target: DEFAULT_TARGET, choices: DEFAULT_CHOICES, facts: {}, notes: {} };

/** A context without facts about other objects, for an object that is not of a hardened kind. */
export function thirdPartyContext(platform: PlatformName): EvaluationContext {
  const target = { ...DEFAULT_TARGET, platform };
  return {
    target,
    choices: assignsIds(target) ? { ...DEFAULT_CHOICES, identity: {} } : DEFAULT_CHOICES,
    facts: {},
    notes: { isNotHardenedKind: true },
  };
}

/** Fields of a context that replace others. */
export interface ContextParts {
  readonly target?: Partial<Target>;
  readonly choices?: Partial<Choices>;
  /** All facts of the new context. */
  readonly facts?: Facts;
  readonly notes?: ObjectNotes;
}

/** A copy of a context with other values in some of its fields. */
export function amended(context: EvaluationContext, { target, choices, facts, notes }: ContextParts = {}): EvaluationContext {
  return {
    target: target ? { ...context.target, ...target } : context.target,
    choices: choices ? { ...context.choices, ...choices } : context.choices,
    facts: facts ?? context.facts,
    notes: notes ? { ...context.notes, ...notes } : context.notes,
  };
}

import { Undecided } from './matching';
import { OwnPolicy, Validation } from './policy';
import { Expression } from '../../formats/cel/check';
import { evaluateCel, Lazy, LazyFields, Scope } from '../../formats/cel/evaluate';
import { Meter } from '../../formats/cel/meter';
import { UnsupportedError } from '../../formats/cel/unsupported';
import { CelError, celOf } from '../../formats/cel/values';
import { ApiResource } from '../../formats/manifest/api-resource';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';

/** The limits of the API server. https://github.com/kubernetes/apiserver/blob/master/pkg/apis/cel/config.go */
const COST_OF_EXPRESSION = 1_000_000;
const COST_OF_POLICY = 10_000_000;
const LONGEST_MESSAGE = 5 * 1024;

/** What a validation says to an object: nothing, the message of a refusal, or why that is unknown. */
export type Verdict = undefined | { readonly message: string } | { readonly unknown: string };

/** A request to create an object. */
export interface CreateRequest {
  readonly object: JsonObject;
  readonly resource: ApiResource;
  readonly namespace: string | undefined;
  /** @throws Undecided if the input lacks the Namespace */
  readonly namespaceObject: () => JsonObject | null;
  readonly params?: JsonObject;
}

/**
 * The verdicts of all validations of a policy on an object with defaults; undefined if the match conditions leave it out.
 *
 * @throws CostError if an expression costs more than the API server allows
 */
export function verdictsOf(policy: OwnPolicy, request: CreateRequest): readonly Verdict[] | undefined {
  const all = new Meter(COST_OF_POLICY);
  const scope = scopeOf(policy, request, all);
  const run = ({ node }: Expression) => evaluateCel(node, scope, new Meter(COST_OF_EXPRESSION, all));
  const everyVerdict = (verdict: Verdict) => policy.validations.map(() => verdict);
  try {
    const condition = conditionOf(policy, run);
    if (condition !== true) {
      return condition === false ? undefined : everyVerdict(condition);
    }
  } catch (error) {
    return everyVerdict(unknownOf(error));
  }
  return policy.validations.map((validation) => {
    try {
      return verdictOf(policy, validation, run);
    } catch (error) {
      return unknownOf(error);
    }
  });
}

function unknownOf(error: unknown): Verdict {
  if (error instanceof Undecided) {
    return { unknown: error.message };
  }
  if (error instanceof UnsupportedError) {
    return { unknown: `this tool lacks ${error.message}` };
  }
  throw error;
}

/** Whether the match conditions are true. As in the API server, one that is false outweighs others that fail. */
function conditionOf({ matchConditions, failsClosed }: OwnPolicy, run: (each: Expression) => unknown): boolean | Verdict {
  let failure: string | undefined;
  let open: unknown;
  for (const condition of matchConditions) {
    try {
      if (run(condition) !== true) {
        return false;
      }
    } catch (error) {
      if (error instanceof CelError) {
        failure ??= errorText(condition, error);
      } else {
        open ??= error;
      }
    }
  }
  if (open !== undefined) {
    throw open;
  }
  if (failure === undefined) {
    return true;
  }
  return failsClosed ? { message: failure } : false;
}

function errorText({ text }: Expression, { message }: Error): string {
  return `expression '${text}' resulted in error: ${message}`;
}

function verdictOf({ failsClosed }: OwnPolicy, validation: Validation, run: (each: Expression) => unknown): Verdict {
  try {
    if (run(validation.expression) === true) {
      return undefined;
    }
  } catch (error) {
    if (!(error instanceof CelError)) {
      throw error;
    }
    return failsClosed ? { message: errorText(validation.expression, error) } : undefined;
  }
  return { message: messageOf(validation, run) };
}

/** The message as the API server chooses it. */
function messageOf(validation: Validation, run: (each: Expression) => unknown): string {
  const said = validation.messageExpression ? computed(validation.messageExpression, run) : '';
  return said || messageWithoutValues(validation);
}

/** The message of a validation without an expression for it, or whose expression fails. */
export function messageWithoutValues({ message, expression }: Validation): string {
  return message ?? `failed expression: ${expression.text.trim()}`;
}

/** The text of a message expression; empty if the API server would not use it. */
function computed(messageExpression: Expression, run: (each: Expression) => unknown): string {
  let value: unknown;
  try {
    value = run(messageExpression);
  } catch (error) {
    if (error instanceof CelError) {
      return '';
    }
    throw error;
  }
  const text = typeof value === 'string' ? value.trim() : '';
  return Buffer.byteLength(text) > LONGEST_MESSAGE || text.includes('\n') ? '' : text;
}

function scopeOf(policy: OwnPolicy, request: CreateRequest, all: Meter): Scope {
  const { object, resource, namespace, namespaceObject, params } = request;
  const { group, version, kind, resource: plural } = resource;
  const kinds = { group, version, kind };
  const resources = { group, version, resource: plural };
  const name = asString(asObject(object.metadata).name);
  const fields = new Map<string, Lazy>();
  const scope = new Map<string, unknown>([
    ['object', celOf(object)],
    ['oldObject', null],
    ['request', celOf({
      kind: kinds,
      requestKind: kinds,
      resource: resources,
      requestResource: resources,
      subResource: '',
      requestSubResource: '',
      operation: 'CREATE',
      name: name ?? '',
      namespace: namespace ?? '',
    })],
    ['namespaceObject', new Lazy(() => celOf(namespaceObject()))],
    ['variables', new LazyFields(fields)],
    ...params ? [['params', celOf(params)] as const] : [],
  ]);
  for (const variable of policy.variables) {
    fields.set(variable.name, new Lazy(() => evaluateCel(variable.node, scope, new Meter(COST_OF_EXPRESSION, all))));
  }
  return scope;
}

import { createHash } from 'crypto';
import { PolicyOutcome, outcomeOf, OwnPolicies } from './outcome';
import { annotatedNames, DOCS_ANNOTATION, OwnPolicy, RISK_ANNOTATION } from './policy';
import { CostError } from '../../formats/cel/values';
import { FieldError, InputError } from '../../formats/manifest/input-error';
import { asString, JsonObject, Path } from '../../formats/manifest/json';
import { refOf, refText } from '../../formats/manifest/object-ref';
import { Context } from '../context/context';
import { Violation, Violations } from '../controls/check';
import { AnyObjectControl, ObjectControl } from '../controls/control';
import { Risk, RISKS } from '../controls/risk';

type OwnControl = ObjectControl<['namespaces']>;
type Common = Pick<OwnControl, 'level' | 'page' | 'facts'>;

const NOT_EVALUATED = 'not-evaluated';

/**
 * A control for each validation of the policies of a team, and one for each policy that reports where it was not evaluated.
 *
 * @throws FieldError if an annotation of a policy is invalid
 */
export function ownControls(policy: OwnPolicy, own: OwnPolicies): readonly AnyObjectControl[] {
  const outcome = remembered((object, context) => outcomeOf(policy, own, object, context.facts.namespaces), policy);
  const risk = riskOf(policy);
  const common: Common = { level: 'hardened', page: pageOf(policy), facts: ['namespaces'] };
  const isBound = own.bindings.some(({ policyName }) => policyName === policy.name);
  const unbound = isBound ? '' : ' The policy files have no binding for it, so the policy has no effect in a cluster.';
  const validations = policy.validations.map((validation, index): OwnControl => {
    const { expression: { text }, message } = validation;
    return {
      ...common,
      id: validationId(policy, index),
      title: message ?? `Meets the policy ${policy.name}`,
      risk,
      severity: isBound ? undefined : 'warning',
      why: `The ValidatingAdmissionPolicy "${policy.name}" of your team refuses it.${unbound}`,
      remedy: 'change the object as the message of the policy says',
      spec: { rules: [{ fields: ['the whole object'], allowed: text.trim() }] },
      checkObject: (object, context) => outcome(object, context).refusals.filter((each) => each.validation === index)
        .map(({ path, message: said, severity }): Violation => ({
          path, value: undefined, detail: said, allowKey: `${validationDigest(policy, index)} ${said}`, severity,
        })),
    };
  });
  return [...validations, notEvaluated(policy, common, outcome)];
}

/**
 * The id of the control of a validation.
 *
 * @throws FieldError if the names in the annotation are invalid
 */
export function validationId(policy: OwnPolicy, index: number): string {
  return `${policy.name}/${annotatedNames(policy)[index] ?? digestOf(policy.validations[index].expression.text)}`;
}

/** The digest by which a waiver knows a validation. The value that a waiver allows is this, a space, and the message. */
export function validationDigest(policy: OwnPolicy, index: number): string {
  return digestOf(ruleText(policy, index));
}

function notEvaluated(
  policy: OwnPolicy, common: Common, outcome: (object: JsonObject, context: OwnContext) => PolicyOutcome,
): OwnControl {
  return {
    ...common,
    id: `${policy.name}/${NOT_EVALUATED}`,
    title: `The policy ${policy.name} was evaluated`,
    risk: 'medium',
    severity: 'warning',
    why: `The ValidatingAdmissionPolicy "${policy.name}" of your team matches the object, and the manifest does not decide its verdict.`,
    remedy: 'test it in a cluster, or waive this finding',
    spec: { rules: [{ fields: ['the whole object'], allowed: 'any object for which the verdict does not depend on the cluster' }] },
    isUnevaluated: true,
    checkObject: (object, context): Violations => outcome(object, context).unknown.map(({ path, why }) => ({
      path, value: undefined, detail: `not evaluated: ${why}`, allowKey: `${digestOf(wholeText(policy))} ${why}`,
    })),
  };
}

type OwnContext = Context<'namespaces'>;

/** All controls of a policy ask for the same object, one after the other. */
function remembered(evaluate: (object: JsonObject, context: OwnContext) => PolicyOutcome, { name }: OwnPolicy) {
  let last: { readonly object: JsonObject; readonly context: OwnContext; readonly outcome: PolicyOutcome } | undefined;
  return (object: JsonObject, context: OwnContext): PolicyOutcome => {
    if (last?.object !== object || last.context !== context) {
      last = { object, context, outcome: withinCost(name, object, () => evaluate(object, context)) };
    }
    return last.outcome;
  };
}

/** @throws InputError beyond the limit: the API server would give no verdict */
function withinCost(policy: string, object: JsonObject, evaluate: () => PolicyOutcome): PolicyOutcome {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof CostError)) {
      throw error;
    }
    throw new InputError(`${refText(refOf(object))}: the policy "${policy}" was not evaluated: ${error.message}: `
      + 'simplify its expressions, or remove the policy');
  }
}

/** @throws FieldError for an address that is not one of a web page: reports link to it */
function pageOf({ annotations }: OwnPolicy): string | undefined {
  const page = asString(annotations[DOCS_ANNOTATION]);
  if (page !== undefined && !/^https?:\/\/[^\s"'<>]+$/.test(page)) {
    throw new FieldError(['metadata', 'annotations', DOCS_ANNOTATION], `the annotation ${DOCS_ANNOTATION} must be an address that starts with https://`);
  }
  return page;
}

function riskOf({ annotations }: OwnPolicy): Risk {
  const risk = annotations[RISK_ANNOTATION] ?? 'medium';
  const known = RISKS.filter((each) => each !== 'refused' && each !== 'broken');
  if (!(known as readonly unknown[]).includes(risk)) {
    const path: Path = ['metadata', 'annotations', RISK_ANNOTATION];
    throw new FieldError(path, `the annotation ${RISK_ANNOTATION} is ${JSON.stringify(risk)}: write ${known.join(', ')}`);
  }
  return risk as Risk;
}

/** All expressions that decide about a validation: a waiver counts only as long as they stay. */
function ruleText(policy: OwnPolicy, index: number): string {
  const { expression, messageExpression } = policy.validations[index];
  return JSON.stringify([wholeText({ ...policy, validations: [] }), expression.text, messageExpression?.text]);
}

function wholeText({ matchConditions, variables, validations, constraints }: OwnPolicy): string {
  const texts = [matchConditions, variables].map((list) => list.map(({ name, text }) => [name, text]));
  return JSON.stringify([...texts, validations.map(({ expression }) => expression.text), constraints]);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

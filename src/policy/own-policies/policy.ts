import { Expression, readExpression } from '../../formats/cel/check';
import { CelSyntaxError, childrenOf, CelNode } from '../../formats/cel/syntax';
import { FieldError } from '../../formats/manifest/input-error';
import { asArray, asObject, asString, isAbsent, isObject, JsonObject, Path } from '../../formats/manifest/json';
import { unknownKey } from '../../formats/manifest/nearest';

/** A ValidatingAdmissionPolicy that was read and checked. */
export interface OwnPolicy {
  readonly name: string;
  readonly constraints: JsonObject;
  readonly matchConditions: readonly (Expression & { readonly name: string })[];
  readonly variables: readonly (Expression & { readonly name: string })[];
  readonly validations: readonly Validation[];
  /** Whether an expression that fails counts as a violation. */
  readonly failsClosed: boolean;
  readonly paramKind?: JsonObject;
  readonly annotations: JsonObject;
  /** Why no object can be evaluated; undefined if they can. */
  readonly whyNot?: string;
}

export interface Validation {
  readonly expression: Expression;
  readonly message?: string;
  readonly messageExpression?: Expression;
  readonly reason?: string;
}

/** What a binding does with an object that violates a policy. */
export interface OwnBinding {
  readonly name: string;
  readonly policyName: string;
  readonly matchResources: JsonObject;
  readonly actions: readonly string[];
  readonly paramRef?: JsonObject;
}

const METADATA = ['name', 'labels', 'annotations', 'namespace', 'generateName', 'uid', 'resourceVersion', 'generation',
  'creationTimestamp', 'managedFields', 'ownerReferences', 'finalizers', 'selfLink'];
const SELECTOR = ['matchLabels', 'matchExpressions'];
const MATCH = ['resourceRules', 'excludeResourceRules', 'namespaceSelector', 'objectSelector', 'matchPolicy'];
const RULE = ['apiGroups', 'apiVersions', 'operations', 'resources', 'resourceNames', 'scope'];

/*
 * Limits of the API server, which refuses policies beyond them.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/admissionregistration/validation/validation.go
 */
const MOST_CONDITIONS = 64;
const MOST_ANNOTATIONS = 20;
const LONGEST_VALUE_EXPRESSION = 5 * 1024;

/** Reads one object of the kinds of policies, and knows the path of each problem. */
class Fields {
  constructor(private readonly kind: string) {}

  public object(value: unknown, path: Path, known?: readonly string[]): JsonObject {
    if (!isObject(value)) {
      throw new FieldError(path, `${place(path)} of a ${this.kind} must be an object`);
    }
    const unknown = known && unknownKey(value, known, `the fields are ${known.join(', ')}`);
    if (unknown) {
      throw new FieldError([...path, unknown.key], `${place(path)} of a ${this.kind} has no field "${unknown.key}": ${unknown.hint}`);
    }
    return value;
  }

  public list(value: unknown, path: Path): readonly unknown[] {
    if (!isAbsent(value) && !Array.isArray(value)) {
      throw new FieldError(path, `${place(path)} of a ${this.kind} must be a list`);
    }
    return asArray(value);
  }

  public text(value: unknown, path: Path): string {
    if (typeof value !== 'string' || value === '') {
      throw new FieldError(path, `${place(path)} of a ${this.kind} must be a text`);
    }
    return value;
  }

  public line(value: unknown, path: Path): string {
    const text = this.text(value, path).trim();
    if (text === '' || /[\n\r]/.test(text)) {
      throw new FieldError(path, `${place(path)} must be one line, and not empty: use messageExpression for a message with values`);
    }
    return text;
  }

  public oneOf(value: unknown, known: readonly string[], path: Path): string {
    if (typeof value !== 'string' || !known.includes(value)) {
      throw new FieldError(path, `${place(path)} is ${JSON.stringify(value)}: write ${known.join(' or ')}`);
    }
    return value;
  }

  /** @throws FieldError for more entries than the API server takes */
  public atMost(most: number, list: readonly unknown[], path: Path): void {
    if (list.length > most) {
      throw new FieldError(path, `${place(path)} has ${list.length} entries: the API server allows at most ${most}`);
    }
  }

  /** @throws FieldError if two entries have the same name */
  public distinct(names: readonly string[], path: Path): void {
    const index = names.findIndex((name, each) => names.indexOf(name) < each);
    if (index >= 0) {
      throw new FieldError([...path, index], `${place(path)} has ${JSON.stringify(names[index])} twice: the API server allows it only `
        + 'once');
    }
  }

  public metadataName(object: JsonObject): string {
    return this.text(this.object(object.metadata, ['metadata'], METADATA).name, ['metadata', 'name']);
  }

  /** `matchConstraints` or `matchResources`. */
  public match(value: unknown, path: Path): JsonObject {
    const match = this.object(value, path, MATCH);
    for (const field of ['resourceRules', 'excludeResourceRules'] as const) {
      this.list(match[field], [...path, field]).forEach((rule, index) => this.rule(rule, [...path, field, index]));
    }
    for (const field of ['namespaceSelector', 'objectSelector'] as const) {
      if (!isAbsent(match[field])) {
        this.selector(match[field], [...path, field]);
      }
    }
    if (!isAbsent(match.matchPolicy)) {
      this.oneOf(match.matchPolicy, ['Exact', 'Equivalent'], [...path, 'matchPolicy']);
    }
    return match;
  }

  private rule(value: unknown, path: Path): void {
    const rule = this.object(value, path, RULE);
    for (const field of ['apiGroups', 'apiVersions', 'operations', 'resources'] as const) {
      if (this.list(rule[field], [...path, field]).length === 0) {
        throw new FieldError([...path, field], `${place(path)} needs ${field}: write a list, such as ["*"]`);
      }
    }
    asArray(rule.operations).forEach((each, index) =>
      this.oneOf(each, ['CREATE', 'UPDATE', 'DELETE', 'CONNECT', '*'], [...path, 'operations', index]));
    if (!isAbsent(rule.scope)) {
      this.oneOf(rule.scope, ['Cluster', 'Namespaced', '*'], [...path, 'scope']);
    }
  }

  private selector(value: unknown, path: Path): void {
    const selector = this.object(value, path, SELECTOR);
    if (!isAbsent(selector.matchLabels)) {
      this.object(selector.matchLabels, [...path, 'matchLabels']);
    }
    this.list(selector.matchExpressions, [...path, 'matchExpressions']).forEach((each, index) => {
      const own = [...path, 'matchExpressions', index];
      const expression = this.object(each, own, ['key', 'operator', 'values']);
      this.text(expression.key, [...own, 'key']);
      const operator = this.oneOf(expression.operator, ['In', 'NotIn', 'Exists', 'DoesNotExist'], [...own, 'operator']);
      if (this.list(expression.values, [...own, 'values']).length > 0 !== operator.endsWith('In')) {
        throw new FieldError(own, `${place(own)}: ${operator} takes ${operator.endsWith('In') ? 'at least one value' : 'no values'}`);
      }
    });
  }

  /** `paramRef`. */
  public parameters(value: unknown, path: Path): JsonObject {
    const reference = this.object(value, path, ['name', 'namespace', 'selector', 'parameterNotFoundAction']);
    if (isAbsent(reference.name) === isAbsent(reference.selector)) {
      throw new FieldError(path, `${place(path)} must have either name or selector`);
    }
    if (!isAbsent(reference.selector)) {
      this.selector(reference.selector, [...path, 'selector']);
    }
    this.oneOf(reference.parameterNotFoundAction, ['Allow', 'Deny'], [...path, 'parameterNotFoundAction']);
    return reference;
  }

  /** An expression, with the place of its problem. */
  public expression(value: unknown, path: Path, names: readonly string[], variables: readonly string[]): Expression {
    const text = this.text(value, path);
    try {
      return readExpression(text, names, variables);
    } catch (error) {
      if (!(error instanceof CelSyntaxError)) {
        throw error;
      }
      throw new FieldError(path, `${place(path)}: ${error.message}, at ${positionIn(text, error.offset)}`);
    }
  }
}

function positionIn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${before[before.length - 1].length + 1} of the expression`;
}

function place(path: Path): string {
  return path.reduce<string>((text, step) => typeof step === 'number' ? `${text}[${step}]` : `${text}${text ? '.' : ''}${step}`, '')
    || 'the object';
}

const NAMES = ['object', 'oldObject', 'request', 'namespaceObject', 'authorizer', 'variables'];

/**
 * Reads a ValidatingAdmissionPolicy.
 *
 * @throws FieldError with the path of the problem, and the fix
 */
export function readOwnPolicy(object: JsonObject): OwnPolicy {
  const fields = new Fields('ValidatingAdmissionPolicy');
  fields.object(object, [], ['apiVersion', 'kind', 'metadata', 'spec', 'status']);
  const name = fields.metadataName(object);
  const spec = fields.object(object.spec, ['spec'], [
    'paramKind', 'matchConstraints', 'validations', 'failurePolicy', 'auditAnnotations', 'matchConditions', 'variables',
  ]);
  const constraints = fields.match(spec.matchConstraints, ['spec', 'matchConstraints']);
  if (asArray(constraints.resourceRules).length === 0) {
    throw new FieldError(['spec', 'matchConstraints'], 'spec.matchConstraints needs `resourceRules`: list the resources to which the '
      + 'policy applies');
  }
  const names = [...NAMES, ...isAbsent(spec.paramKind) ? [] : ['params']];
  const before: string[] = [];
  const variables = fields.list(spec.variables, ['spec', 'variables']).map((each, index) => {
    const path = ['spec', 'variables', index];
    const variable = fields.object(each, path, ['name', 'expression']);
    const own = fields.text(variable.name, [...path, 'name']);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(own)) {
      throw new FieldError([...path, 'name'], `${place(path)}.name is ${JSON.stringify(own)}: write letters, digits and _, as in CEL`);
    }
    const expression = fields.expression(variable.expression, [...path, 'expression'], names, before);
    before.push(own);
    return { ...expression, name: own };
  });
  const matchConditions = fields.list(spec.matchConditions, ['spec', 'matchConditions']).map((each, index) => {
    const path = ['spec', 'matchConditions', index];
    const condition = fields.object(each, path, ['name', 'expression']);
    return {
      ...fields.expression(condition.expression, [...path, 'expression'], names, before),
      name: fields.text(condition.name, [...path, 'name']),
    };
  });
  fields.atMost(MOST_CONDITIONS, matchConditions, ['spec', 'matchConditions']);
  fields.distinct(matchConditions.map((each) => each.name), ['spec', 'matchConditions']);
  checkAnnotations(fields, spec.auditAnnotations, names, before);
  const validations = fields.list(spec.validations, ['spec', 'validations']).map((each, index) =>
    readValidation(fields, each, ['spec', 'validations', index], names, before));
  if (validations.length === 0 && asArray(spec.auditAnnotations).length === 0) {
    throw new FieldError(['spec'], 'spec needs `validations`: write at least one');
  }
  const failurePolicy = isAbsent(spec.failurePolicy)
    ? 'Fail'
    : fields.oneOf(spec.failurePolicy, ['Fail', 'Ignore'], ['spec', 'failurePolicy']);
  const policy = {
    name,
    constraints,
    matchConditions,
    variables,
    validations,
    failsClosed: failurePolicy === 'Fail',
    paramKind: isAbsent(spec.paramKind) ? undefined : fields.object(spec.paramKind, ['spec', 'paramKind'], ['apiVersion', 'kind']),
    annotations: asObject(asObject(object.metadata).annotations),
  };
  return { ...policy, whyNot: whyNot(policy) };
}

/** Annotations of the audit log are not evaluated. The API server refuses a policy whose annotations are wrong. */
function checkAnnotations(fields: Fields, value: unknown, names: readonly string[], variables: readonly string[]): void {
  const path = ['spec', 'auditAnnotations'];
  const annotations = fields.list(value, path);
  fields.atMost(MOST_ANNOTATIONS, annotations, path);
  const keys = annotations.map((each, index) => {
    const own = [...path, index];
    const { key, valueExpression } = fields.object(each, own, ['key', 'valueExpression']);
    const { text } = fields.expression(valueExpression, [...own, 'valueExpression'], names, variables);
    if (Buffer.byteLength(text.trim()) > LONGEST_VALUE_EXPRESSION) {
      throw new FieldError([...own, 'valueExpression'], `${place(own)}.valueExpression is longer than the `
        + `${LONGEST_VALUE_EXPRESSION} bytes that the API server allows`);
    }
    return fields.text(key, [...own, 'key']);
  });
  fields.distinct(keys, path);
}

function readValidation(
  fields: Fields, value: unknown, path: Path, names: readonly string[], variables: readonly string[],
): Validation {
  const validation = fields.object(value, path, ['expression', 'message', 'messageExpression', 'reason']);
  const { message, messageExpression, reason } = validation;
  return {
    expression: fields.expression(validation.expression, [...path, 'expression'], names, variables),
    message: isAbsent(message) ? undefined : fields.line(message, [...path, 'message']),
    messageExpression: isAbsent(messageExpression) ? undefined
      : fields.expression(messageExpression, [...path, 'messageExpression'], names.filter((each) => each !== 'authorizer'), variables),
    reason: isAbsent(reason) ? undefined
      : fields.oneOf(reason, ['Unauthorized', 'Forbidden', 'Invalid', 'RequestEntityTooLarge'], [...path, 'reason']),
  };
}

/**
 * Reads a ValidatingAdmissionPolicyBinding.
 *
 * @throws FieldError with the path of the problem, and the fix
 */
export function readOwnBinding(object: JsonObject): OwnBinding {
  const fields = new Fields('ValidatingAdmissionPolicyBinding');
  fields.object(object, [], ['apiVersion', 'kind', 'metadata', 'spec']);
  const name = fields.metadataName(object);
  const spec = fields.object(object.spec, ['spec'], ['policyName', 'paramRef', 'matchResources', 'validationActions']);
  const actions = fields.list(spec.validationActions, ['spec', 'validationActions']).map((each, index) =>
    fields.oneOf(each, ['Deny', 'Warn', 'Audit'], ['spec', 'validationActions', index]));
  if (actions.length === 0 || (actions.includes('Deny') && actions.includes('Warn'))) {
    throw new FieldError(['spec', 'validationActions'], 'spec.validationActions must have Deny, Warn or Audit, and not both Deny and Warn');
  }
  fields.distinct(actions, ['spec', 'validationActions']);
  return {
    name,
    policyName: fields.text(spec.policyName, ['spec', 'policyName']),
    matchResources: isAbsent(spec.matchResources) ? {} : fields.match(spec.matchResources, ['spec', 'matchResources']),
    actions,
    paramRef: isAbsent(spec.paramRef) ? undefined : fields.parameters(spec.paramRef, ['spec', 'paramRef']),
  };
}

/** The fields of `request` that a manifest decides. */
const OF_REQUEST = [
  'kind', 'resource', 'subResource', 'requestKind', 'requestResource', 'requestSubResource', 'name', 'namespace', 'operation',
];

/** Why a policy as a whole cannot be evaluated. */
function whyNot({ variables, matchConditions, validations, constraints }: Omit<OwnPolicy, 'whyNot'>): string | undefined {
  const expressions = [...variables, ...matchConditions, ...validations.flatMap(({ expression, messageExpression }) =>
    [expression, ...messageExpression ? [messageExpression] : []])];
  const unknown = expressions.map(({ node }) => unknownIn(node)).find((each) => each !== undefined);
  if (unknown !== undefined) {
    return `it reads ${unknown}, which is only known in the cluster`;
  }
  const rules = asArray(constraints.resourceRules).map(asObject);
  const isOnCreate = rules.some(({ operations }) => asArray(operations).some((each) => each === 'CREATE' || each === '*'));
  return isOnCreate ? undefined : 'its rules lack the operation CREATE';
}

/** Something of the request that no manifest has. */
function unknownIn(node: CelNode): string | undefined {
  const open = [node];
  while (open.length > 0) {
    const next = open.pop()!;
    if (next.kind === 'field' && next.of.kind === 'name' && next.of.name === 'request') {
      if (!OF_REQUEST.includes(next.name)) {
        return `request.${next.name}`;
      }
      continue;
    }
    if (next.kind === 'name' && (next.name === 'authorizer' || next.name === 'request')) {
      return next.name;
    }
    open.push(...childrenOf(next));
  }
  return undefined;
}

/** The name of a validation: of the annotation, or none. */
export function annotatedNames({ annotations, validations }: Pick<OwnPolicy, 'annotations' | 'validations'>): readonly string[] {
  const text = asString(annotations[NAMES_ANNOTATION]);
  if (text === undefined) {
    return [];
  }
  const names = text.split(',').map((each) => each.trim());
  const isValid = names.length === validations.length && new Set(names).size === names.length
    && names.every((each) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(each));
  if (!isValid) {
    throw new FieldError(['metadata', 'annotations', NAMES_ANNOTATION], `the annotation ${NAMES_ANNOTATION} must have a name in `
      + `kebab-case for each of the ${validations.length} validations, separated by commas`);
  }
  return names;
}

export const NAMES_ANNOTATION = 'cdk8s-hardened/names';
export const RISK_ANNOTATION = 'cdk8s-hardened/risk';
export const DOCS_ANNOTATION = 'cdk8s-hardened/docs';

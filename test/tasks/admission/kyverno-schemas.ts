import Ajv from 'ajv';

/*
 * The fields of Kyverno's policies that ours use, as in its definitions of 2026-08.
 * https://github.com/kyverno/kyverno/tree/main/config/crds/policies.kyverno.io
 */
const text = { type: 'string' };
const listOf = (items: object) => ({ type: 'array', items });
const object = (properties: object, required: readonly string[] = []) => ({ type: 'object', properties, required, additionalProperties: false });
const oneOf = (...values: string[]) => ({ enum: values });

const named = object({ name: text, expression: text }, ['name', 'expression']);
const rule = object({
  apiGroups: listOf(text), apiVersions: listOf(text), operations: listOf(oneOf('CREATE', 'UPDATE')), resources: listOf(text), scope: oneOf('Namespaced'),
});
const requirement = object({ key: text, operator: oneOf('In', 'NotIn'), values: listOf(text) }, ['key', 'operator']);
const common = {
  autogen: object({ podControllers: object({ controllers: listOf(text) }) }),
  failurePolicy: oneOf('Ignore', 'Fail'),
  matchConditions: listOf(named),
  matchConstraints: object({
    matchPolicy: oneOf('Exact', 'Equivalent'), namespaceSelector: object({ matchExpressions: listOf(requirement) }), resourceRules: listOf(rule),
  }),
  variables: listOf(named),
};
const enabled = object({ enabled: { type: 'boolean' } });

const SPECS: { readonly [kind: string]: object } = {
  ValidatingPolicy: object({
    ...common,
    evaluation: object({ admission: enabled, background: enabled, mode: text }),
    validationActions: listOf(oneOf('Deny', 'Audit', 'Warn')),
    validations: listOf(object({
      expression: text, message: text, messageExpression: text, reason: oneOf('Unauthorized', 'Forbidden', 'Invalid', 'RequestEntityTooLarge'),
    }, ['expression'])),
  }),
  MutatingPolicy: object({
    ...common,
    mutations: listOf(object({ patchType: oneOf('JSONPatch'), jsonPatch: object({ expression: text }, ['expression']) }, ['patchType'])),
  }),
};

/** What the definition of a policy of Kyverno says against one. */
export function kyvernoErrors({ apiVersion, kind, spec }: any): readonly string[] {
  const ajv = new Ajv({ strict: false });
  const isValid = ajv.validate(SPECS[kind] ?? false, spec);
  return [...apiVersion === 'policies.kyverno.io/v1' ? [] : [apiVersion], ...isValid ? [] : [ajv.errorsText()]];
}

import { PlannedPolicy, SYSTEM_NAMESPACE } from './plan';
import { PolicyCheck, policyChecks } from './policy-checks';
import { Action } from './targets';
import { LINES, policyWaivers } from './waivers';
import { Severity } from '../controls/check';
import { OptionError } from '../language/option-error';
import { JsonObject } from '../manifest/json';

/** The checks that have one severity, and what happens to an object that violates them. */
export interface Enforcement {
  readonly name: string;
  readonly checks: readonly PolicyCheck[];
  readonly action: Action;
}

/** The etcd of a cluster takes no larger ConfigMap. https://kubernetes.io/docs/concepts/configuration/configmap/ */
const MAX_DATA = 1_048_576;

export function enforcements(plan: PlannedPolicy): readonly Enforcement[] {
  const checks = policyChecks(plan);
  const of = (severity: Severity, action: Action): Enforcement =>
    ({ name: `${plan.name}-${severity}s`, checks: checks.filter((check) => check.severity === severity), action });
  return [of('error', plan.action), of('warning', plan.warningAction)].filter((each) => each.action !== 'off' && each.checks.length > 0);
}

/**
 * The ConfigMap that says which checks count for a binding, and what waivers accept.
 *
 * A ConfigMap, and no custom resource: an API server that does not know the kind of the parameters, or finds no parameters, denies
 * everything that the policy is for, and a custom resource cannot be applied together with its definition. It is in the namespace of the
 * system, which only administrators change. What a custom resource would have of a schema, a policy of its own checks.
 *
 * @throws Error if the waivers are too many
 */
export function parametersOf(plan: PlannedPolicy, { name, checks }: Enforcement): JsonObject {
  const waivers = Object.fromEntries(policyWaivers(plan).entries.map((entry) => [entry.name, entry.lines.join('\n')]));
  const data = { controls: checks.map((check) => check.name).join('\n'), ...waivers };
  if (JSON.stringify(data).length > MAX_DATA * 0.9) {
    throw new OptionError(`${Object.keys(waivers).length} waivers do not fit into a ConfigMap, which holds 1 MiB: write policies for some of the namespaces at a time`);
  }
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: SYSTEM_NAMESPACE, labels: labelsOf() }, data };
}

/** Finds the objects of this tool, such as to remove them. */
export function labelsOf(): JsonObject {
  return { 'app.kubernetes.io/managed-by': 'cdk8s-hardened' };
}

const DATA = 'dyn(object).?data.orValue({})';

function refusal(expression: string, message: string): JsonObject {
  return { expression, message, reason: 'Invalid' };
}

/** A policy that lets only well-formed waivers into the parameters. */
export function parametersPolicy(plan: PlannedPolicy, names: readonly string[]): readonly JsonObject[] {
  const name = `${plan.name}-parameters`;
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name, labels: labelsOf() },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': SYSTEM_NAMESPACE } },
          resourceRules: [{
            apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['configmaps'], resourceNames: [...names], scope: 'Namespaced',
          }],
        },
        variables: [{ name: 'entries', expression: `${DATA}.filter(k, k != 'controls').map(k, dyn(object).data[k].split('\\n'))` }],
        validations: [
          refusal(`'controls' in ${DATA}`, 'The data must have "controls": the names of the checks that count, one a line.'),
          refusal(`${DATA}.all(k, k == 'controls' || k.startsWith('waiver-'))`, 'The name of every entry beside "controls" must begin with "waiver-".'),
          refusal(`variables.entries.all(w, size(w) == ${LINES.length})`,
            `Every waiver must have the lines ${LINES.map(({ name: line }) => line).join(', ')}, as \`cdk8s-hardened policies\` writes them.`),
          // Each has its own limit of costs.
          ...LINES.map(({ name: line, isValid }, index) => refusal(`variables.entries.all(w, size(w) <= ${index} || (${isValid(`w[${index}]`)}))`,
            `Every waiver must have "${line}" as line ${index + 1}, as \`cdk8s-hardened policies\` writes it.`)),
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name, labels: labelsOf() },
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ];
}

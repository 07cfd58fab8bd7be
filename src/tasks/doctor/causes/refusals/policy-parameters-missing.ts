import { Cause } from '../../cause';

export const policyParametersMissing: Cause = {
  id: 'policy-parameters-missing',
  title: 'the parameters of a ValidatingAdmissionPolicy are missing',
  why: 'The binding of the policy names a ConfigMap or another object, which does not exist, and has `parameterNotFoundAction: Deny`: then every request is refused. If the object exists, the API server has lost it: Kubernetes stops watching parameters of core types such as ConfigMaps when no binding uses them for a moment, and starts again only when it restarts.',
  signs: [{ in: 'refusal', text: /(?:ValidatingAdmissionPolicy '(?<policy>[^']+)'.*)?failed to configure binding: no params found for policy binding with Deny parameterNotFoundAction/s, weight: 102 }],
  fix: ({ facts: { policy } }) => ({
    do: `look for the object that \`spec.paramRef\` of the binding names (\`kubectl get validatingadmissionpolicybindings --output yaml\`), and create it. If it is there, restart the API servers, or delete the bindings of ${policy === undefined ? 'the policy' : `the policy ${policy}`} until then. Policies from this version of cdk8s-hardened have no parameters: regenerate an older file with \`npx cdk8s-hardened policies\``,
    yaml: '# of the binding, where a missing object should not refuse everything\nspec:\n  paramRef: { parameterNotFoundAction: Allow }',
  }),
  example: { source: 'refusal', text: "pods \"web\" is forbidden: ValidatingAdmissionPolicy 'pods.example.com' with binding 'pods.example.com' denied request: failed to configure binding: no params found for policy binding with Deny parameterNotFoundAction" },
};

import { Cause } from '../../cause';

export const policyParametersMissing: Cause = {
  id: 'policy-parameters-missing',
  title: 'the parameters of a ValidatingAdmissionPolicy are missing',
  why: 'A policy that somebody else installed in the cluster has a binding that names a ConfigMap or another object as its parameters, and refuses every request while that is missing. If the object exists, the API server has lost it: Kubernetes stops watching parameters of core types such as ConfigMaps when no binding uses them for a moment, and starts again only when it restarts. Policies of cdk8s-hardened have no parameters: none of them says this.',
  signs: [{ in: 'refusal', text: /(?:ValidatingAdmissionPolicy '(?<policy>[^']+)'.*)?failed to configure binding: no params found for policy binding with `?Deny`? parameterNotFoundAction/s, weight: 102 }],
  fix: ({ facts: { policy } }) => ({
    do: `create the object that \`spec.paramRef\` of the binding names (\`kubectl get validatingadmissionpolicybindings --output yaml\`), or ask the owner of ${policy === undefined ? 'the policy' : `the policy ${policy}`} to do so. If it is there, restart the API servers. The policies that \`npx cdk8s-hardened policies\` writes have no parameters`,
  }),
  example: { source: 'refusal', text: "pods \"web\" is forbidden: ValidatingAdmissionPolicy 'pods.example.com' with binding 'pods.example.com' denied request: failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction" },
};

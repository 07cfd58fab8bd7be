import { Cause } from '../../cause';

export const podsNotRead: Cause = {
  id: 'pods-not-read',
  title: 'pods of the workload are not ready, and nothing is known of them',
  why: 'A workload does not repeat what its pods say. They are not in the input, or could not be read, or do not exist.',
  isSymptom: true,
  signs: [{ in: 'cluster', reason: /^PodsNotRead$/ }],
  fix: ({ evidence: { workload } }) => {
    const { kind = 'KIND', name = 'NAME', namespace } = workload ?? {};
    const place = namespace === undefined ? '' : ` -n ${namespace}`;
    return { do: `let it read the pods and events: \`npx cdk8s-hardened doctor ${kind.toLowerCase()}/${name}${place}\`, or \`kubectl get ${kind.toLowerCase()}s,replicasets,pods,events${place} --output json > pods.json\` and \`npx cdk8s-hardened doctor - < pods.json\`` };
  },
  example: { source: 'cluster', reason: 'PodsNotRead', text: '0 of 1 pods are ready' },
};

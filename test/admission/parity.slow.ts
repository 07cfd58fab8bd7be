import { evaluateInCelGo } from './cel-go';
import { PLAN } from './support';
import { validatingAdmissionPolicies } from '../../src/admission/validating-policy';

test('compiles', () => {
  const objects: any[] = [...validatingAdmissionPolicies(PLAN)];
  const policy = objects.find(({ kind, metadata }) => kind === 'ValidatingAdmissionPolicy' && metadata.name === 'cdk8s-hardened').spec;
  const params = objects.find(({ kind }) => kind === 'ConfigMap');
  const [outcome] = evaluateInCelGo([policy], [{ policy: 0, operation: 'CREATE', params, object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'shop' }, spec: { containers: [{ name: 'app', image: 'app', securityContext: { privileged: true } }] } } }]);
  console.log(JSON.stringify(outcome, undefined, 1));
});

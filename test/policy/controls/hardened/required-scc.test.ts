import { requiredScc } from '../../../../src/policy/controls/hardened/required-scc';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { goodPod } from '../support';

const severities = (annotations: unknown) => evaluate(goodPod((_, pod) => { pod.metadata.annotations = annotations; }), profileOf('hardened'))
  .filter(({ control }) => control === requiredScc).map(({ severity, allowKey }) => `${severity} ${allowKey}`);
const required = (scc: unknown) => severities({ 'openshift.io/required-scc': scc });

test.each(['privileged', 'anyuid', 'hostaccess', 'hostmount-anyuid', 'hostmount-anyuid-v2', 'hostnetwork', 'hostnetwork-v2', 'node-exporter', 'nested-container', 'anyuid-v10'])(
  'reports %s as an error', (scc) => expect(required(scc)).toEqual([`error openshift.io/required-scc=${scc}`]));

test.each(['our-own', 'restricted-ours', 'Restricted', 'restricted-v2 ', 'our-anyuid', 'anyuid-ours'])('reports the unknown %s as a warning', (scc) => {
  expect(required(scc)).toEqual([`warning openshift.io/required-scc=${scc}`]);
});

test.each(['restricted', 'restricted-v2', 'restricted-v3', 'restricted-v10', 'nonroot', 'nonroot-v2', '', undefined, null])('accepts %p', (scc) => {
  expect(required(scc)).toEqual([]);
});

test('accepts the annotation that OpenShift sets on an admitted pod', () => expect(severities({ 'openshift.io/scc': 'privileged' })).toEqual([]));

test.each([{}, undefined, null, 'text', 7, []])('survives annotations of %j', (annotations) => expect(severities(annotations)).toEqual([]));

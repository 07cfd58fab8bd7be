import { webhookFailure } from '../../../../src/policy/controls/objects/webhook-failure';
import { found } from '../support';

const RULES = [{ apiGroups: ['*'], resources: ['*'] }];
const configuration = (webhook: object, name = 'gatekeeper-validating-webhook-configuration') => found(webhookFailure, {
  apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration', metadata: { name }, webhooks: [{ name: 'a', rules: RULES, ...webhook }],
});
const selector = (...matchExpressions: object[]) => ({ clientConfig: { service: { name: 'x', namespace: 'guard' } }, namespaceSelector: { matchExpressions } });
const NAME = 'kubernetes.io/metadata.name';

test.each<[string, object, string[]]>([
  ['that ignores failures', { failurePolicy: 'Ignore' }, ['webhooks[0].failurePolicy']],
  ['for namespaces with a label', { namespaceSelector: { matchLabels: { guarded: 'true' } } }, ['webhooks[0].namespaceSelector.matchLabels']],
  ['for namespaces without a label', selector({ key: 'unguarded', operator: 'DoesNotExist' }), ['webhooks[0].namespaceSelector.matchExpressions[0]']],
  ['that excepts namespaces of applications', selector({ key: NAME, operator: 'NotIn', values: ['kube-system', 'default'] }), ['webhooks[0].namespaceSelector.matchExpressions[0]']],
  ['for some namespaces', selector({ key: NAME, operator: 'In', values: ['shop'] }), ['webhooks[0].namespaceSelector.matchExpressions[0]']],
])('reports a webhook %s', (_, webhook, places) => expect(configuration(webhook)).toEqual(places));

test.each<[string, object]>([
  ['that fails', { failurePolicy: 'Fail' }], ['without a policy', {}],
  ['that excepts its own namespace and those of the cluster', selector({ key: NAME, operator: 'NotIn', values: ['kube-system', 'kube-node-lease', 'guard'] })],
  ['for its own resources', { failurePolicy: 'Ignore', rules: [{ apiGroups: ['templates.gatekeeper.sh'], resources: ['*'] }] }],
])('accepts a webhook %s', (_, webhook) => expect(configuration(webhook)).toEqual([]));

test('only webhooks that guard security count, by one of their names', () => {
  expect(configuration({ failurePolicy: 'Ignore' }, 'cert-manager-webhook')).toEqual([]);
  expect(configuration({ failurePolicy: 'Ignore', name: 'verify.kyverno.svc' }, 'x')).toHaveLength(1);
  expect(configuration({ failurePolicy: 'Ignore', clientConfig: { service: { name: 'policy-server' } } }, 'x')).toHaveLength(1);
});

test('the label of Gatekeeper is guarded by Gatekeeper', () => {
  expect(configuration(selector({ key: 'admission.gatekeeper.sh/ignore', operator: 'DoesNotExist' }))).toEqual([]);
});

test.each([null, 'text', {}, [null]])('survives webhooks of %p', (webhooks) => {
  expect(found(webhookFailure, { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration', webhooks })).toEqual([]);
});

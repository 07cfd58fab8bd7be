import { webhookFailure } from '../../../../src/policy/controls/objects/webhook-failure';
import { found, violations } from '../support';

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

const IGNORES = { failurePolicy: 'Ignore' };

test.each<[string, readonly object[], boolean]>([
  ['pods by name', [{ apiGroups: [''], resources: ['services', 'pods'] }], true],
  ['everything with subresources', [{ apiGroups: ['apps', ''], resources: ['*/*'] }], true],
  ['everything of the core API', [{ apiGroups: [''], resources: ['*'] }], true],
  ['pods in its second rule', [{ apiGroups: ['apps'], resources: ['*'] }, { apiGroups: ['*'], resources: ['pods'] }], true],
  ['other resources of the core API', [{ apiGroups: [''], resources: ['services'] }], false],
  ['everything of another group', [{ apiGroups: ['apps'], resources: ['*'] }], false],
  ['nothing', [], false],
])('a webhook for %s guards pods', (_, rules, guards) => expect(configuration({ ...IGNORES, rules })).toHaveLength(guards ? 1 : 0));

const REMEDY = 'select by `kubernetes.io/metadata.name`, which nobody can change, and exclude only system namespaces and the namespace of the webhook';

test.each<[string, object, string | undefined, string, string | undefined]>([
  ['a failure', IGNORES, 'a: Ignore', 'if the webhook does not answer, objects are admitted without its check', undefined],
  ['labels', { namespaceSelector: { matchLabels: { a: '1', b: '2' } } }, 'a: a, b', 'only namespaces with these labels are checked', REMEDY],
  [
    'an expression', selector({ key: 'guarded', operator: 'In', values: ['x', 'y'] }), 'a: guarded In x, y',
    'a user who can label a namespace can exempt its pods from the check', REMEDY,
  ],
  ['names', selector({ key: NAME, operator: 'In', values: ['shop'] }), `a: ${NAME} In shop`, 'only these namespaces are checked', REMEDY],
  [
    'other names', selector({ key: NAME, operator: 'NotIn', values: ['kube-system', 'web', 'my-kube-system', 'kube-systems'] }),
    `a: ${NAME} NotIn kube-system, web, my-kube-system, kube-systems`, 'pods of web, my-kube-system, kube-systems are not checked', REMEDY,
  ],
])('the finding on %s has what a waiver lists, the effect and the fix', (_, webhook, allowKey, detail, remedy) => {
  const kind = 'ValidatingWebhookConfiguration';
  const [violation] = violations(webhookFailure, {
    apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'Gatekeeper' }, webhooks: [{ name: 'a', rules: RULES, ...webhook }],
  });
  expect([violation.allowKey, violation.detail, violation.remedy]).toEqual([allowKey, detail, remedy]);
});

import { objectSecrets } from '../../../../src/policy/controls/objects/object-secrets';
import { found, violations } from '../support';

const SECRET = 'hunter2Zq7W';
const app = (spec: unknown) => ({ apiVersion: 'example.com/v1', kind: 'App', metadata: { name: 'web' }, spec });
const release = (values: unknown) => ({ apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name: 'web' }, spec: { values } });

test.each([
  [release({ auth: { password: SECRET } }), 'spec.values.auth.password'], [release({ env: [{ name: 'DB_PASSWORD', value: SECRET }] }), 'spec.values.env[0].value'],
  [release({ config: `a: b\npassword: ${SECRET}\n` }), 'spec.values.config'], [app({ url: `https://web:${SECRET}@example.com` }), 'spec.url'],
  [release({ secretKey: 'letmein', existingSecret: '' }), 'spec.values.secretKey'], [release({ existingSecret: 'web-db', secretKey: SECRET }), 'spec.values.secretKey'],
  [app({ key: '-----BEGIN PRIVATE KEY-----\nMIIB' }), 'spec.key'],
  [{ apiVersion: 'helm.cattle.io/v1', kind: 'HelmChart', spec: { valuesContent: `auth:\n  password: ${SECRET}\n` } }, 'spec.valuesContent'],
])('reports %j without its value', (object, place) => {
  const [violation, ...others] = violations(objectSecrets, object);
  expect([found(objectSecrets, object), others]).toEqual([[place], []]);
  expect(JSON.stringify(violation)).not.toContain(SECRET);
});

test.each([
  release({ existingSecret: 'web-db', secretKey: 'PASSWORD' }), release({ apiKeySecretRef: 'web', apiKeySecretKey: 'OPENAI_API_KEY' }), release({ secretName: 'web-db', secretKey: 'service-account-token' }),
  release({ auth: { existingSecret: 'web-db', secretKeys: { adminPasswordKey: 'postgres-password' } } }), release({ password: '${PASSWORD}' }), release({ passwordRef: { name: 'a' } }),
  app({ password: SECRET }), app({ description: 'a password' }), app({ caBundle: 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t' }),
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'web' }, stringData: { password: SECRET } },
  { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: { name: 'web' }, spec: { encryptedData: { password: 'AgBy' } } },
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', parameters: { 'csi.storage.k8s.io/provisioner-secret-name': 'web', 'type': 'gp3' } },
])('accepts %j', (object) => expect(found(objectSecrets, object as any)).toEqual([]));

test('leaves huge texts alone', () => {
  expect(found(objectSecrets, app({ url: `https://web:${SECRET}@example.com${'x'.repeat(1024 ** 2)}` }))).toEqual([]);
});

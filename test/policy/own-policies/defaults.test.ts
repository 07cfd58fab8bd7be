import { asObject } from '../../../src/formats/manifest/json';
import { withApiDefaults } from '../../../src/policy/own-policies/defaults';

test('a Deployment gets the defaults of the API, and keeps what its author wrote', () => {
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { template: { spec: { containers: [{ name: 'web', image: 'nginx', ports: [{ containerPort: 80 }] }, { name: 'b', image: 'b:1', imagePullPolicy: 'Never' }] } } },
  };
  const before = JSON.stringify(object);
  expect(withApiDefaults(object).spec).toMatchObject({
    replicas: 1,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    template: {
      spec: {
        restartPolicy: 'Always',
        dnsPolicy: 'ClusterFirst',
        securityContext: {},
        containers: [{ imagePullPolicy: 'Always', ports: [{ protocol: 'TCP' }] }, { imagePullPolicy: 'Never' }],
      },
    },
  });
  expect(JSON.stringify(object)).toBe(before);
});

test.each([
  ['nginx:latest', 'Always'], ['nginx:1.27', 'IfNotPresent'], ['localhost:5000/nginx', 'Always'], ['nginx@sha256:abc', 'IfNotPresent'],
])('the pull policy of %s is %s', (image, imagePullPolicy) => {
  const pod = withApiDefaults({ apiVersion: 'v1', kind: 'Pod', metadata: {}, spec: { containers: [{ name: 'a', image }] } });
  expect(pod.spec).toMatchObject({ containers: [{ imagePullPolicy }] });
});

test('only the limits of a Pod become its requests', () => {
  const spec = { containers: [{ name: 'a', image: 'a:1', resources: { limits: { cpu: '1' } } }] };
  expect(withApiDefaults({ apiVersion: 'v1', kind: 'Pod', spec }).spec).toMatchObject({ containers: [{ resources: { requests: { cpu: '1' } } }] });
  const job = withApiDefaults({ apiVersion: 'batch/v1', kind: 'Job', spec: { template: { spec } } });
  expect(JSON.stringify(job)).not.toContain('requests');
});

test.each([['v1', 'Service'], ['batch/v1', 'Job'], ['networking.k8s.io/v1', 'NetworkPolicy'], ['apps/v1', 'Deployment'], ['v1', 'ReplicationController']])(
  '%s %s may lack its spec', (apiVersion, kind) => {
    expect(withApiDefaults({ apiVersion, kind, metadata: { name: 'a' } })).toMatchObject({ apiVersion, kind, metadata: { name: 'a' } });
  },
);

test('a Job without labels has those of its pods', () => {
  const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [] } };
  const labels = { 'app': 'a', 'job-name': 'own', 'batch.kubernetes.io/job-name': 'own' };
  expect(withApiDefaults({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'own' }, spec: { template } })).toMatchObject({ metadata: { labels } });
  const labeled = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'own', labels: { b: 'c' } }, spec: { template } };
  expect(asObject(withApiDefaults(labeled).metadata).labels).toEqual({ b: 'c' });
});

import { resourceOf } from '../../../src/formats/manifest/api-resource';
import { JsonObject } from '../../../src/formats/manifest/json';
import { POD_TEMPLATES } from '../../../src/formats/manifest/workload';
import { asAdmitted } from '../../../src/policy/own-policies/admitted';
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

const BROKEN: readonly JsonObject[] = [
  {},
  { spec: {} },
  { spec: { template: 1, jobTemplate: [], volumes: {} }, metadata: [] },
  { spec: { template: { spec: null } }, metadata: { labels: 1 } },
];

test.each([...Object.keys(POD_TEMPLATES), '/Service', '/Namespace', '/Secret', 'networking.k8s.io/NetworkPolicy', 'autoscaling/HorizontalPodAutoscaler'])(
  'a %s without a spec, or with parts of wrong types, has no error', (groupKind) => {
    const [group, kind] = groupKind.split('/');
    for (const parts of BROKEN) {
      const object = { apiVersion: group === '' ? 'v1' : `${group}/v1`, kind, ...parts };
      const complete = withApiDefaults(object);
      expect(() => asAdmitted(complete, resourceOf(object), false)).not.toThrow();
    }
  },
);

import { servicePorts } from '../../../../src/policy/controls/objects/service-ports';
import { factsAt } from '../../facts/known';
import { found, violations } from '../support';

const PLACE = 'namespace shop';
const http = { name: 'http', containerPort: 8080 };
const workload = (labels: object, ports: unknown, kind = 'Deployment', more: object = {}) => ({
  apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
  kind,
  metadata: { name: 'w', namespace: 'shop' },
  spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'main', ports }, { name: 'sidecar' }] } }, ...more },
});
const service = (ports: unknown, more: object = {}) => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'shop' }, spec: { selector: { app: 'web' }, ports, ...more },
});

/** What a Service is found to be wrong about, beside some objects. */
function check(object: any, others: readonly any[] = [workload({ app: 'web' }, [http])], place = PLACE) {
  const { podPorts } = factsAt(place, others);
  return violations(servicePorts, object, undefined, { facts: { podPorts } }).map(({ path, risk, detail }) => [path.join('.'), risk, detail]);
}

test.each<[string, object, readonly [string, string, string]]>([
  ['a name that no pod has', { port: 80, targetPort: 'web' }, ['spec.ports.0.targetPort', 'broken', 'the pods that it selects have 8080, http']],
  ['a number that no pod has', { port: 80, targetPort: 80 }, ['spec.ports.0.targetPort', 'low', 'the pods that it selects have 8080, http']],
  ['a port without a target', { port: 80 }, ['spec.ports.0.port', 'low', 'the pods that it selects have 8080, http']],
])('reports %s', (_, port, expected) => expect(check(service([port]))).toEqual([expected]));

test('a port with text for its number can have any number, and is not called NaN', () => {
  const pods = [workload({ app: 'web' }, [http, { name: 'hook', containerPort: '{{ .Values.port }}' }])];
  expect(check(service([{ port: 443 }]), pods)).toEqual([]);
  expect(check(service([{ port: 443, targetPort: 'https' }]), pods)).toEqual([['spec.ports.0.targetPort', 'broken', 'the pods that it selects have http, hook']]);
});

test('without a cluster IP a name is not certain to break it', () => {
  expect(check(service([{ port: 80, targetPort: 'web' }], { clusterIP: 'None' }))).toMatchObject([[expect.any(String), 'low', expect.any(String)]]);
});

test.each<[string, object, (readonly any[])?]>([
  ['a name', service([{ port: 80, targetPort: 'http' }])],
  ['a number', service([{ port: 80, targetPort: 8080 }])],
  ['a number in quotes', service([{ port: 80, targetPort: '8080' }])],
  ['its own number', service([{ port: 8080 }])],
  ['a template', service([{ port: 80, targetPort: '${PORT}' }])],
  ['no port', service(undefined)],
  ['nonsense', service(['x', null, { targetPort: {} }])],
  ['no selector', service([{ port: 80, targetPort: 'web' }], { selector: undefined })],
  ['an empty selector', service([{ port: 80, targetPort: 'web' }], { selector: {} })],
  ['another type', service([{ port: 80, targetPort: 'web' }], { type: 'ExternalName' })],
  ['pods that no one knows', service([{ port: 80, targetPort: 'web' }], { selector: { app: 'other' } })],
  ['pods of a controller\'s label', service([{ port: 80, targetPort: 'web' }], { selector: { 'statefulset.kubernetes.io/pod-name': 'w-0' } })],
  ['a number of pods that declare none', service([{ port: 80, targetPort: 80 }]), [workload({ app: 'web' }, undefined)]],
  ['a name that one of several has', service([{ port: 80, targetPort: 'web' }]), [workload({ app: 'web' }, [http]), workload({ app: 'web' }, [{ name: 'web', containerPort: 1 }], 'Job')]],
  ['a custom resource alone', service([{ port: 80, targetPort: 'web' }]), [{ ...workload({ app: 'web' }, [http]), apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }]],
])('accepts %s', (...[, object, others]) => expect(check(object, others)).toEqual([]));

test('only pods at the same place count, with all labels of the selector', () => {
  const wrong = service([{ port: 80, targetPort: 'web' }]);
  expect(check(wrong, undefined, 'namespace other')).toEqual([]);
  const narrow = service([{ port: 80, targetPort: 'web' }], { selector: { app: 'web', tier: 'front' } });
  expect(check(narrow)).toEqual([]);
  expect(check(narrow, [workload({ app: 'web', tier: 'front' }, [http]), workload({ app: 'web', tier: 'back' }, [{ name: 'web', containerPort: 1 }])])).toHaveLength(1);
});

test('of very many pods with one label nothing is said', () => {
  const others = Array.from({ length: 501 }, () => workload({ app: 'web' }, [http]));
  expect(check(service([{ port: 80, targetPort: 'web' }]), others)).toEqual([]);
  expect(check(service([{ port: 80, targetPort: 'web' }]), others.slice(1))).toHaveLength(1);
});

test('many ports are cut', () => {
  const ports = Array.from({ length: 12 }, (_, index) => ({ containerPort: 9000 + index }));
  expect(check(service([{ port: 80, targetPort: 'web' }]), [workload({ app: 'web' }, ports)])).toMatchObject([[expect.any(String), 'broken', expect.stringMatching(/9007 and 4 more$/)]]);
  expect(check(service([{ port: 80, targetPort: 'web' }]), [workload({ app: 'web' }, [])])).toMatchObject([[expect.any(String), 'broken', 'the pods that it selects have no port']]);
});

test('without other objects nothing is known', () => expect(found(servicePorts, service([{ port: 80, targetPort: 'web' }]))).toEqual([]));

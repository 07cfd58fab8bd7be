import { Probe } from 'cdk8s-plus-28';
import { HardenedDeployment, Hardening } from '../../../../src/index';
import { slowStart } from '../../../../src/policy/controls/startup/slow-start';
import { container, newChart } from '../../../constructs/workloads/support';
import { found, goodPod, violations } from '../support';

const KEYCLOAK = 'quay.io/keycloak/keycloak:26.4';
const podWith = (probes: object, image = KEYCLOAK, list = 'containers') => goodPod((spec) => {
  delete spec.initContainers;
  spec[list] = [{ name: 'main', image, ...probes }];
});
const STARTUP = ['spec.containers[0].startupProbe.failureThreshold'];
const LIVENESS = ['spec.containers[0].livenessProbe.failureThreshold'];

test.each<[string, object, string[]]>([
  ['the startup probe of cdk8s-plus', { startupProbe: { failureThreshold: 3, tcpSocket: { port: 8080 } } }, STARTUP],
  ['a startup probe with all defaults', { startupProbe: {} }, STARTUP],
  ['59 seconds', { startupProbe: { failureThreshold: 59, periodSeconds: 1 } }, STARTUP],
  ['60 seconds', { startupProbe: { failureThreshold: 60, periodSeconds: 1 } }, []],
  ['a delay that makes up for it', { startupProbe: { initialDelaySeconds: 30 } }, []],
  ['a delay that does not', { startupProbe: { initialDelaySeconds: 29 } }, STARTUP],
  ['zeros, which are defaults', { startupProbe: { failureThreshold: 0, periodSeconds: 0 } }, STARTUP],
  ['a zero that is the default, and a long period', { startupProbe: { failureThreshold: 0, periodSeconds: 20 } }, []],
  ['a liveness probe alone', { livenessProbe: { failureThreshold: 5, periodSeconds: 10 } }, LIVENESS],
  ['a patient liveness probe', { livenessProbe: { initialDelaySeconds: 60 } }, []],
  ['a liveness probe after a patient startup probe', { livenessProbe: {}, startupProbe: { failureThreshold: 30 } }, []],
  ['a liveness probe after an impatient startup probe', { livenessProbe: { initialDelaySeconds: 300 }, startupProbe: {} }, STARTUP],
  ['a readiness probe, which kills nothing', { readinessProbe: {} }, []],
  ['no probe', {}, []],
  ['malformed probes', { startupProbe: 'x', livenessProbe: [] }, []],
])('evaluates %s', (_, probes, expected) => expect(found(slowStart, podWith(probes))).toEqual(expected));

test.each([
  ['sonarqube:25-community', STARTUP], ['jenkins/jenkins:lts', STARTUP], ['nginx:1.29', []], ['registry.example/keycloak:26', []],
])('evaluates it by what is known of %s', (image, expected) => expect(found(slowStart, podWith({ startupProbe: {} }, image))).toEqual(expected));

test('checks sidecars, and no ephemeral containers', () => {
  expect(found(slowStart, podWith({ startupProbe: {} }, KEYCLOAK, 'initContainers'))).toEqual(['spec.initContainers[0].startupProbe.failureThreshold']);
  expect(found(slowStart, podWith({ startupProbe: {} }, KEYCLOAK, 'ephemeralContainers'))).toEqual([]);
});

test('says how long it waits', () => {
  expect(violations(slowStart, podWith({ startupProbe: { failureThreshold: 3 } }))).toMatchObject([
    { container: 'main', value: 3, detail: 'keycloak 26.4 starts slowly, and its startupProbe fails after 30 s' },
  ]);
});

test.each([[undefined, 1], [Probe.fromTcpSocket({ failureThreshold: 30 }), 0]])('evaluates a hardened workload with a port and the startup probe %j', (startup, count) => {
  const chart = newChart();
  new HardenedDeployment(chart, 'web', { containers: [container({ image: KEYCLOAK, portNumber: 8080, startup })] });
  expect(Hardening.of(chart).report().findings.filter(({ control }) => control === slowStart.id)).toHaveLength(count);
});

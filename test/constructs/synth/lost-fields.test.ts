import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { CronJob, Deployment } from 'cdk8s-plus-28';
import { HardenedDeployment, Hardening, HardeningProfile } from '../../../src/index';
import { container, KINDS, manifestOf, newChart, podSpecOf, synthError } from '../workloads/support';

// The classes of cdk8s-plus-28 drop every field that Kubernetes 1.28 does not have, after JSON patches have run.

const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;

function patched(...patches: JsonPatch[]) {
  const web = new HardenedDeployment(newChart(), 'web', { containers: [container()] });
  ApiObject.of(web).addJsonPatch(...patches);
  return web;
}

test.each<[string, JsonPatch, (spec: any) => unknown, unknown]>([
  ['hostUsers', JsonPatch.add(`${POD}/hostUsers`, false), (spec) => spec.hostUsers, false],
  ['an AppArmor profile', JsonPatch.add(`${POD}/securityContext/appArmorProfile`, { type: 'RuntimeDefault' }),
    (spec) => spec.securityContext.appArmorProfile, { type: 'RuntimeDefault' }],
  ['a field of a container', JsonPatch.add(`${CONTAINER}/securityContext/appArmorProfile`, { type: 'RuntimeDefault' }),
    (spec) => spec.containers[0].securityContext.appArmorProfile, { type: 'RuntimeDefault' }],
  ['a field in a list that the patch adds', JsonPatch.add(`${CONTAINER}/volumeMounts`, [{ name: 'a', mountPath: '/a', readOnly: true, recursiveReadOnly: 'IfPossible' }]),
    (spec) => spec.containers[0].volumeMounts[0].recursiveReadOnly, 'IfPossible'],
  ['a quantity given as a text', JsonPatch.replace(`${CONTAINER}/resources/limits/cpu`, '2'), (spec) => spec.containers[0].resources.limits.cpu, '2'],
  ['quantities given as texts', JsonPatch.replace(`${CONTAINER}/resources`, { limits: { cpu: '100m', memory: 1024 }, requests: { cpu: '50m', memory: 512 } }),
    (spec) => [spec.containers[0].resources.limits.cpu, spec.containers[0].resources.limits.memory, spec.containers[0].resources.requests.cpu], ['100m', 1024, '50m']],
])('a hardened workload keeps %s of a JSON patch', (_, patch, find, expected) => {
  const web = patched(
    JsonPatch.add(`${POD}/volumes`, [{ name: 'a', configMap: { name: 'a' } }]), patch,
  );
  expect(find(podSpecOf(web))).toEqual(expected);
});

test.each(KINDS)('a $kind keeps fields of a patch', ({ spec, hardened }) => {
  const workload = hardened(newChart(), 'web', { containers: [container()] });
  ApiObject.of(workload).addJsonPatch(JsonPatch.add(`/${spec.replaceAll('.', '/')}/securityContext/appArmorProfile`, { type: 'RuntimeDefault' }));
  expect(podSpecOf(workload).securityContext.appArmorProfile).toEqual({ type: 'RuntimeDefault' });
});

test('kept fields are evaluated', () => {
  const web = patched(JsonPatch.add(`${CONTAINER}/securityContext/appArmorProfile`, { type: 'Unconfined' }));
  expect(synthError(Chart.of(web))).toContain('app-armor-profile: container "main"');
});

test('an unknown field fails, and the error names the patch and the class', () => {
  const web = patched(JsonPatch.add(`${CONTAINER}/securityContext/noSuchField`, true), JsonPatch.add('/spec/alsoNone', 1));
  const error = synthError(Chart.of(web));
  expect(error).toContain('[shop/web] dropped-fields: a JSON patch sets spec.template.spec.containers[0].securityContext.noSuchField, and the class KubeDeployment drops it');
  expect(error).toContain('[shop/web] dropped-fields: a JSON patch sets spec.alsoNone, and the class KubeDeployment drops it');
  expect(error).toContain('remove the patch, or create the object with ApiObject, which keeps every field');
});

describe('fields that a plain cdk8s-plus workload drops', () => {
  const plain = (chart: Chart) => {
    const web = new Deployment(chart, 'web', { containers: [container()] });
    ApiObject.of(web).addJsonPatch(JsonPatch.add(`${POD}/securityContext/appArmorProfile`, { type: 'RuntimeDefault' }));
    return web;
  };

  test('are reported by a gate, which changes nothing', () => {
    const chart = newChart();
    plain(chart);
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE });
    expect(synthError(chart)).toContain('[shop/web] dropped-fields: a JSON patch sets spec.template.spec.securityContext.appArmorProfile');
  });

  test('are not reported without a gate', () => {
    const chart = newChart();
    const web = plain(chart);
    new HardenedDeployment(chart, 'other', { containers: [container()] });
    expect(manifestOf(web).spec.template.spec.securityContext.appArmorProfile).toBeUndefined();
  });
});

test.each<[string, JsonPatch]>([
  ['removes a field', JsonPatch.remove(`${CONTAINER}/startupProbe`)],
  ['tests a field', JsonPatch.test('/kind', 'Deployment')],
  ['sets a field that the class knows', JsonPatch.add(`${POD}/hostname`, 'web')],
  ['sets an escaped key', JsonPatch.add('/metadata/annotations', { 'a/b~c': 'd' })],
  ['copies a field', JsonPatch.copy('/metadata/name', `${POD}/hostname`)],
])('accepts a patch that %s', (_, patch) => {
  expect(synthError(Chart.of(patched(patch)))).toBe('');
});

test('a bare ApiObject keeps every field itself', () => {
  const chart = new Chart(new App(), 'shop');
  const object = new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'Foo' });
  object.addJsonPatch(JsonPatch.add('/any', { thing: 1 }));
  Hardening.of(chart).enforce();
  expect(object.toJson().any).toEqual({ thing: 1 });
});

test('a field that a class drops without a patch is not reported', () => {
  const chart = newChart();
  const cron = new CronJob(chart, 'cron', { containers: [container()], schedule: { expressionString: '0 0 * * *' } as never });
  ApiObject.of(cron).addJsonPatch(JsonPatch.add('/metadata/labels', { a: 'b' }));
  Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE });
  expect(synthError(chart)).toBe('');
});

import { Chart, Size, Testing } from 'cdk8s';
import {
  Hardening, HardenedCronJob, HardenedDaemonSet, HardenedDeployment, HardenedJob, HardenedNamespace, HardenedPod, HardenedStatefulSet,
} from '../../../src';

const chart = () => new Chart(Testing.app(), 'shop');
const containers = [{ image: 'registry.example/app:1', portNumber: 8080 }];

function errorOf(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

const CLASSES: Readonly<Record<string, new (scope: Chart, id: string, props: any) => unknown>> = {
  HardenedCronJob, HardenedDaemonSet, HardenedDeployment, HardenedJob, HardenedPod, HardenedStatefulSet,
};

describe.each(Object.keys(CLASSES))('an error of the constructor of %s names its path', (name) => {
  test.each<[string, object]>([
    ['of an option', { runAs: 5 }],
    ['of two options', { isolate: false, allowTo: [] }],
    ['of a waiver', { waivers: [{ control: 'nope', reason: 'no one knows it yet' }] }],
  ])('%s', (_, props) => {
    const error = errorOf(() => new CLASSES[name](chart(), 'web', { containers, schedule: {}, ...props }));
    expect(error.message).toMatch(/^\[shop\/web\] (?:runAs|`isolate`|unknown control)/);
    expect(error.stack).toContain(`Error: ${error.message}\n    at `);
  });
});

test.each<[string, () => unknown]>([
  ['a failure policy', () => new HardenedJob(chart(), 'web', { containers, podFailurePolicy: Array(21).fill({ _toRule: () => ({}) }) as never })],
  ['a claim template', () => new HardenedStatefulSet(chart(), 'web', { containers, volumeClaimTemplates: [{ name: 'A', size: Size.gibibytes(1), mounts: [{ path: '/data' }] }] } as never)],
  ['a namespace', () => new HardenedNamespace(chart(), 'web', { defaultDeny: 5 } as never)],
  ['addWritablePath', () => new HardenedPod(chart(), 'web', { containers }).addWritablePath(5 as never)],
])('so does that of %s', (_, work) => {
  expect(errorOf(work).message).toMatch(/^\[shop\/web\] /);
});

test('a scope that is no construct does not hide the error', () => {
  expect(errorOf(() => new HardenedPod(undefined as never, 'web', { runAs: 5 } as never)).message).toBe('[web] runAs is 5: write RunAs.user(5)');
});

test('the error of a synthesis shows where the program created its constructs, and the message stays as it is', () => {
  const scope = chart();
  new HardenedPod(scope, 'web', { containers: [{ image: 'registry.example/app:1', securityContext: { privileged: true, allowPrivilegeEscalation: true } }] });
  Hardening.of(scope).enforce();
  const { message, stack } = errorOf(() => Testing.synth(scope));
  expect(message).toMatch(/^2 validation errors in 1 construct: shop\/web\n/);
  expect(stack).toContain(`Error: ${message}\n    at shop/web (${__filename}:`);
  expect(stack).not.toContain('/src/');
});

import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Hardening } from '../../../src';

const CLAIM = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } };
const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'redis' },
  spec: {
    containers: [{ name: 'main', image: 'redis:8', volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  },
};

function fsGroupWith(claim: object, isInOtherChart = false): unknown {
  const app = new App();
  Hardening.of(app).apply();
  const chart = new Chart(app, 'one');
  const other = new Chart(app, 'two');
  new ApiObject(isInOtherChart ? other : chart, 'claim', claim as never);
  new ApiObject(chart, 'pod', POD as never);
  return Testing.synth(chart).find(({ kind }) => kind === 'Pod').spec.securityContext.fsGroup;
}

test('a claim of the same chart is new with its pod, which gets the fsGroup that its user needs', () => {
  expect(fsGroupWith(CLAIM)).toBe(999);
});

// An fsGroup would change the files of a volume that somebody else has.
test('a claim of that name in another namespace, or in a chart that may be applied to another one, is not that of the pod', () => {
  expect(fsGroupWith({ ...CLAIM, metadata: { name: 'data', namespace: 'other' } })).toBeUndefined();
  expect(fsGroupWith(CLAIM, true)).toBeUndefined();
});

import { ApiObject, App, Chart, Size, Testing } from 'cdk8s';
import { Hardening, HardeningMixin, RunAs, WorkloadOverride, WritablePath } from '../../../../src';

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

// An fsGroup would change the files of a volume that someone else has.
test('a claim of that name in another namespace, or in a chart that may be applied to another one, is not that of the pod', () => {
  expect(fsGroupWith({ ...CLAIM, metadata: { name: 'data', namespace: 'other' } })).toBeUndefined();
  expect(fsGroupWith(CLAIM, true)).toBeUndefined();
});

describe('two writable paths', () => {
  const inClaim = (path: string) => WritablePath.fromPersistentVolumeClaimName(path, 'files', {
    subPath: path.slice(1), takeOwnership: { reason: 'NFS ignores fsGroup here' },
  });
  const redis = (...writablePaths: WritablePath[]) => ({ match: { name: 'redis' }, runAs: RunAs.user(1000), writablePaths });

  function applied(...workloads: WorkloadOverride[]): any {
    const chart = new Chart(new App(), 'one');
    new ApiObject(chart, 'pod', POD as never);
    Hardening.of(chart).apply({ workloads });
    return Testing.synth(chart)[0];
  }

  test('in the same PVC get one init container for its owner', () => {
    const { initContainers } = applied(redis(inClaim('/one')), redis(inClaim('/two'))).spec;
    expect(initContainers.map(({ name }: any) => name)).toEqual(['writable-owner-files']);
  });

  test('that contradict each other are an error, also in defaults and mixins', () => {
    const twice = [WritablePath.fromEmptyDir('/cache'), WritablePath.fromEmptyDir('/cache/', { sizeLimit: Size.mebibytes(1) })];
    const message = 'writable path "/cache" is declared twice for every container: leave one out';
    expect(() => applied(redis(...twice))).toThrow(message);
    expect(() => applied(redis(inClaim('/one'), inClaim('/two')))).toThrow('two writable paths take ownership of the PVC "files"');
    const scope = Hardening.of(new Chart(new App(), 'one'));
    expect(() => scope.apply({ writablePaths: twice })).toThrow(message);
    expect(() => scope.setDefaults({ writablePaths: twice })).toThrow(message);
    expect(() => new HardeningMixin({ writablePaths: twice })).toThrow(message);
  });
});

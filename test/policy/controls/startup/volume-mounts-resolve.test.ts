import { volumeMountsResolve } from '../../../../src/policy/controls/startup/volume-mounts-resolve';
import { found, goodContainer, goodPod } from '../support';

it.each<[string, (spec: any) => void, string[]]>([
  ['declared volumes', () => {}, []],
  ['a typo', (spec) => { spec.containers[0].volumeMounts[0].name = 'tpm'; }, ['spec.containers[0].volumeMounts[0].name']],
  ['no volumes at all', (spec) => { delete spec.volumes; },
    ['spec.initContainers[0].volumeMounts[0].name', 'spec.containers[0].volumeMounts[0].name']],
  ['a mount without a name', (spec) => { delete spec.containers[0].volumeMounts[0].name; }, ['spec.containers[0].volumeMounts[0].name']],
  ['a mount and a volume without a name', (spec) => { spec.containers[0].volumeMounts = [{}]; spec.volumes.push({ emptyDir: {} }); },
    ['spec.containers[0].volumeMounts[0].name']],
  ['a mount and a volume whose name is a number', (spec) => { spec.containers[0].volumeMounts = [{ name: 7 }]; spec.volumes.push({ name: 7 }); },
    ['spec.containers[0].volumeMounts[0].name']],
  ['an ephemeral container', (spec) => { spec.ephemeralContainers = [goodContainer('debug')]; },
    ['spec.ephemeralContainers[0].volumeMounts[0].name']],
  ['a device', (spec) => { spec.containers[0].volumeDevices = [{ name: 'tmp-main' }, { name: 'disk', devicePath: '/dev/xvda' }]; },
    ['spec.containers[0].volumeDevices[1].name']],
  ['null and wrong types', (spec) => { spec.containers = [{ volumeMounts: null, volumeDevices: {} }, null]; spec.volumes.push(null, 'x'); }, []],
  ['a malformed mount', (spec) => { spec.containers[0].volumeMounts = ['tmp']; }, ['spec.containers[0].volumeMounts[0].name']],
])('reports what is wrong, and nothing else: %s', (_, change, expected) => {
  expect(found(volumeMountsResolve, goodPod(change))).toEqual(expected);
});

it.each<[string, unknown[], string[]]>([
  ['declares it', [{ metadata: { name: 'data' } }], []],
  ['declares another one', [{ metadata: { name: 'date' } }, null], ['spec.template.spec.containers[0].volumeMounts[0].name']],
  ['declares one without a name', [{}], ['spec.template.spec.containers[0].volumeMounts[0].name']],
])('evaluates a claim template that %s', (_, volumeClaimTemplates, expected) => {
  const template = { spec: { containers: [{ name: 'main', volumeMounts: [{ name: 'data', mountPath: '/data' }] }] } };
  expect(found(volumeMountsResolve, { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { template, volumeClaimTemplates } })).toEqual(expected);
});

it('ignores containers from which an operator creates a pod', () => {
  const step = { name: 'build', volumeMounts: [{ name: 'workspace', mountPath: '/src' }, { mountPath: '/x' }] };
  expect(found(volumeMountsResolve, { apiVersion: 'tekton.dev/v1', kind: 'Task', spec: { steps: [step] } })).toEqual([]);
});

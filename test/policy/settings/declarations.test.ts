import { DECLARATIONS } from '../../../src/policy/controls/declarations';
import { violationsOf } from '../controls/declarations/support';
import { goodContainer, goodPod } from '../controls/support';

test('nothing is wrong with options that declare nothing', () => {
  const pod = goodPod((spec) => {
    spec.containers.push(goodContainer('side'));
    spec.volumes.push({ name: 'data', persistentVolumeClaim: { claimName: 'data' } });
  });
  expect(DECLARATIONS.flatMap((control) => violationsOf(control, {}, pod, { target: { kubernetesVersion: 20 } }))).toEqual([]);
});

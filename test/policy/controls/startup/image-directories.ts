import { PlatformFacts } from '../../../../src/knowledge/image-lock/facts/image-facts';
import { AnyPodControl } from '../../../../src/policy/controls/control';
import { APP, directoryOf, lockWith } from '../../../knowledge/image-lock/support';
import { goodPod, violations } from '../support';

// An image with files in a VOLUME and in its HOME, on a read-only root.

export const FACTS: Partial<PlatformFacts> = {
  user: 'app',
  uid: 1000,
  gid: 1000,
  home: '/home/app',
  directories: [
    directoryOf('/data', ['volume'], 'files', { size: 2 ** 20 }), directoryOf('/home/app', ['home', 'user'], 'files', { size: 4096 }), directoryOf('/run/app', ['user'], 'nothing'),
  ],
};

export const foundBy = (
  control: AnyPodControl, more: object = {}, context: object = {}, facts = FACTS,
) => violations(control, goodPod((spec) => {
  delete spec.initContainers;
  spec.securityContext = {};
  spec.volumes = [{ name: 'v', emptyDir: {} }, { name: 'c', configMap: { name: 'c' } }];
  spec.containers = [{ name: 'main', image: APP, securityContext: { readOnlyRootFilesystem: true, ...context }, ...more }];
}), undefined, { choices: { imageLock: { lock: lockWith(facts) } } });
export const mounting = (...paths: readonly string[]) => ({ volumeMounts: paths.map((mountPath) => ({ name: 'v', mountPath })) });

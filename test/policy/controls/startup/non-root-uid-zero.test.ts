import { nonRootUidZero } from '../../../../src/policy/controls/startup/non-root-uid-zero';
import { found, goodContainer, goodPod } from '../support';

const POD = ['spec.securityContext.runAsUser'];
const CONTAINER = ['spec.containers[0].securityContext.runAsUser'];

it.each<[string, object | null, object | null, string[]]>([
  ['another uid', { runAsNonRoot: true, runAsUser: 1 }, {}, []],
  ['both at the pod, once for all containers', { runAsNonRoot: true, runAsUser: 0 }, {}, POD],
  ['both at the container', {}, { runAsNonRoot: true, runAsUser: 0 }, CONTAINER],
  ['uid at the pod, runAsNonRoot at the container', { runAsUser: 0 }, { runAsNonRoot: true }, POD],
  ['uid at the container, runAsNonRoot at the pod', { runAsNonRoot: true }, { runAsUser: 0 }, CONTAINER],
  ['uid at both', { runAsNonRoot: true, runAsUser: 0 }, { runAsUser: 0 }, [...POD, ...CONTAINER]],
  ['no runAsNonRoot', { runAsUser: 0 }, {}, []],
  ['runAsNonRoot: false at the container', { runAsUser: 0 }, { runAsNonRoot: false }, []],
  ['no uid', { runAsNonRoot: true }, { runAsUser: null }, []],
  ['no security contexts', null, null, []],
  ['wrong types', { runAsNonRoot: 'true', runAsUser: '0' }, {}, []],
])('reports what is wrong, and nothing else: %s', (_, ofPod, ofContainer, expected) => {
  expect(found(nonRootUidZero, goodPod((spec) => {
    spec.securityContext = ofPod;
    spec.initContainers[0].securityContext = {};
    spec.containers[0].securityContext = ofContainer;
  }))).toEqual(expected);
});

it('checks containers of every list, also in a user namespace', () => {
  expect(found(nonRootUidZero, goodPod((spec) => {
    spec.hostUsers = false;
    spec.initContainers[0].securityContext.runAsUser = 0;
    spec.ephemeralContainers = [{ ...goodContainer('debug'), securityContext: { runAsUser: 0 } }, null];
  }))).toEqual(['spec.initContainers[0].securityContext.runAsUser', 'spec.ephemeralContainers[0].securityContext.runAsUser']);
});

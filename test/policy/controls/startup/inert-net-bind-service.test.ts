import { inertNetBindService } from '../../../../src/policy/controls/startup/inert-net-bind-service';
import { policyWith } from '../dockerfile/built';
import { found, goodContainer, goodPod } from '../support';

const FIELD = 'spec.containers[0].securityContext.capabilities.add[0]';

const podWith = (container: object, pod: object | null = {}) => goodPod((spec) => {
  spec.securityContext = pod;
  spec.containers[0].securityContext = container;
});
const add = ['NET_BIND_SERVICE'];

it.each<[string, object, object | null, string[]]>([
  ['a uid', { runAsUser: 1, allowPrivilegeEscalation: false, capabilities: { add } }, {}, [FIELD]],
  ['the pod\'s uid', { allowPrivilegeEscalation: false, capabilities: { add } }, { runAsUser: 1 }, [FIELD]],
  ['runAsNonRoot', { allowPrivilegeEscalation: false, capabilities: { add } }, { runAsNonRoot: true }, [FIELD]],
  ['lower case', { runAsUser: 1, allowPrivilegeEscalation: false, capabilities: { add: ['net_bind_service'] } }, {}, [FIELD]],
  ['with CAP_', { runAsUser: 1, allowPrivilegeEscalation: false, capabilities: { add: ['CAP_NET_BIND_SERVICE'] } }, {}, [FIELD]],
  ['root', { runAsUser: 0, allowPrivilegeEscalation: false, capabilities: { add } }, { runAsNonRoot: true }, []],
  ['the image\'s user', { allowPrivilegeEscalation: false, capabilities: { add } }, {}, []],
  ['privilege escalation', { runAsUser: 1, allowPrivilegeEscalation: true, capabilities: { add } }, {}, []],
  ['privilege escalation unset', { runAsUser: 1, capabilities: { add } }, {}, []],
  ['another capability', { runAsUser: 1, allowPrivilegeEscalation: false, capabilities: { add: ['NET_BIND_SERVICES', 'X_NET_BIND_SERVICE', 'CHOWN', 7, null, add] } }, {}, []],
  ['no added capability', { runAsUser: 1, allowPrivilegeEscalation: false, capabilities: { drop: add } }, {}, []],
  ['malformed JSON', { runAsUser: 1, allowPrivilegeEscalation: false, capabilities: 'ALL' }, null, []],
])('reports what is wrong, and nothing else: %s', (_, container, pod, expected) => {
  expect(found(inertNetBindService, podWith(container, pod))).toEqual(expected);
});

it('checks containers of every list', () => {
  expect(found(inertNetBindService, goodPod((spec) => {
    spec.initContainers[0].securityContext.capabilities.add = add;
    spec.ephemeralContainers = [goodContainer('debug')];
    spec.ephemeralContainers[0].securityContext.capabilities.add = ['CHOWN', ...add];
  }))).toEqual([
    'spec.initContainers[0].securityContext.capabilities.add[0]',
    'spec.ephemeralContainers[0].securityContext.capabilities.add[1]',
  ]);
});

it.each([
  ['coredns/coredns:1.12.0', []], ['registry.k8s.io/ingress-nginx/controller:v1.13.1', []], ['caddy:2', []], ['nginx:1.29', [FIELD]], [undefined, [FIELD]],
])('evaluates it by what is known of the image %s', (image, expected) => {
  const pod: any = podWith({ runAsUser: 1, allowPrivilegeEscalation: false, capabilities: { add } });
  pod.spec.containers[0].image = image;
  expect(found(inertNetBindService, pod)).toEqual(expected);
});

it('accepts a capability that a file has according to the Dockerfile', () => {
  const pod = podWith({ runAsUser: 1, allowPrivilegeEscalation: false, capabilities: { add } });
  expect(found(inertNetBindService, pod, undefined, policyWith({ hasFileCapabilities: true }))).toEqual([]);
  expect(found(inertNetBindService, pod, undefined, policyWith({ hasFileCapabilities: false }))).toEqual([FIELD]);
  expect(found(inertNetBindService, pod, undefined, policyWith({ hasFileCapabilities: true, container: 'other' }))).toEqual([FIELD]);
});

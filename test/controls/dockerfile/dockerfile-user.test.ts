import { policyWith } from './built';
import { dockerfileUser } from '../../../src/controls/dockerfile/dockerfile-user';
import { BuiltImage, DEFAULT_POLICY, Policy } from '../../../src/controls/policy';
import { found, goodContainer, goodPod, violations } from '../support';

const IMAGE = { noUser: 'has no USER' };
const identity = { ...DEFAULT_POLICY.identity, isDefault: true };
const policy = (image: Partial<BuiltImage> = IMAGE, more: Partial<Policy> = {}) => ({ ...policyWith(image), identity, ...more });

test('refuses the user that nobody chose, and says what the Dockerfile says', () => {
  expect(violations(dockerfileUser, goodPod(), undefined, policy())).toEqual([{
    container: 'main',
    path: ['spec', 'securityContext', 'runAsUser'],
    value: 65532,
    detail: 'Dockerfile has no USER',
    remedy: undefined,
  }]);
});

test.each<[string, Policy, ((spec: any) => void)?]>([
  ['the user of the Dockerfile', policy({})],
  ['what somebody chose', policy(IMAGE, { identity: DEFAULT_POLICY.identity })],
  ['what somebody chose for the container', policy(IMAGE, { containerIdentities: { main: identity } })],
  ['what the container says', policy(), ({ containers: [main] }) => { main.securityContext.runAsUser = 7; }],
  ['what the pod says', policy(), (spec) => { spec.securityContext.runAsUser = 7; }],
  ['none', policy(), (spec) => { delete spec.securityContext.runAsUser; }],
  ['none, where the platform assigns it', policy(IMAGE, { identity: { isDefault: true } }), (spec) => { delete spec.securityContext.runAsUser; }],
  ['any where nobody knows which of two containers it is', policy(), ({ containers }) => containers.push(goodContainer('second'))],
])('accepts %s', (_, given, change = () => {}) => expect(found(dockerfileUser, goodPod(change), undefined, given)).toEqual([]));

test('says nothing where no Dockerfile is known', () => expect(found(dockerfileUser, goodPod(), undefined, { identity })).toEqual([]));

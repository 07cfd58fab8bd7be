import { policyWith } from './built';
import { amended, EvaluationContext, ContextParts, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { dockerfileUser } from '../../../../src/policy/controls/dockerfile/dockerfile-user';
import { BuiltImage } from '../../../../src/policy/settings/images';
import { found, goodContainer, goodPod, violations } from '../support';

const IMAGE = { noUser: 'has no USER' };
const settings = (image: Partial<BuiltImage> = IMAGE, more: ContextParts = { }) => (amended(policyWith(image), more));

test('refuses the default user, and names the user of the Dockerfile', () => {
  expect(violations(dockerfileUser, goodPod(), undefined, settings())).toEqual([{
    container: 'main',
    path: ['spec', 'securityContext', 'runAsUser'],
    value: 65532,
    detail: 'Dockerfile has no USER',
    remedy: undefined,
  }]);
});

test.each<[string, EvaluationContext, ((spec: any) => void)?]>([
  ['the user of the Dockerfile', settings({})],
  ['a user that the author chose', settings(IMAGE, { choices: { identitySources: { pod: 'author', containers: {} } } })],
  ['a user that the author chose for the container', settings(IMAGE, { choices: { containerIdentities: { main: DEFAULT_CONTEXT.choices.identity } } })],
  ['a user in the container', settings(), ({ containers: [main] }) => { main.securityContext.runAsUser = 7; }],
  ['a user in the pod', settings(), (spec) => { spec.securityContext.runAsUser = 7; }],
  ['a pod without a uid', settings(), (spec) => { delete spec.securityContext.runAsUser; }],
  ['no user, if the platform assigns it', settings(IMAGE, { choices: { identity: {} } }), (spec) => { delete spec.securityContext.runAsUser; }],
  ['a Dockerfile of one of two containers', settings(), ({ containers }) => containers.push(goodContainer('second'))],
])('accepts %s', (_, given, change = () => {}) => expect(found(dockerfileUser, goodPod(change), undefined, given)).toEqual([]));

test('accepts any user without a Dockerfile', () => expect(found(dockerfileUser, goodPod(), undefined, DEFAULT_CONTEXT)).toEqual([]));

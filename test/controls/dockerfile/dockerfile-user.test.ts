import { policyWith } from './built';
import { dockerfileUser } from '../../../src/controls/dockerfile/dockerfile-user';
import { BuiltImage } from '../../../src/settings/images';
import { DEFAULT_SETTINGS, Settings } from '../../../src/settings/settings';
import { found, goodContainer, goodPod, violations } from '../support';

const IMAGE = { noUser: 'has no USER' };
const settings = (image: Partial<BuiltImage> = IMAGE, more: Partial<Settings> = {}) => ({ ...policyWith(image), ...more });

test('refuses the user that nobody chose, and says what the Dockerfile says', () => {
  expect(violations(dockerfileUser, goodPod(), undefined, settings())).toEqual([{
    container: 'main',
    path: ['spec', 'securityContext', 'runAsUser'],
    value: 65532,
    detail: 'Dockerfile has no USER',
    remedy: undefined,
  }]);
});

test.each<[string, Settings, ((spec: any) => void)?]>([
  ['the user of the Dockerfile', settings({})],
  ['what somebody chose', settings(IMAGE, { identitySources: { pod: 'author', containers: {} } })],
  ['what somebody chose for the container', settings(IMAGE, { containerIdentities: { main: DEFAULT_SETTINGS.identity } })],
  ['what the container says', settings(), ({ containers: [main] }) => { main.securityContext.runAsUser = 7; }],
  ['what the pod says', settings(), (spec) => { spec.securityContext.runAsUser = 7; }],
  ['none', settings(), (spec) => { delete spec.securityContext.runAsUser; }],
  ['none, where the platform assigns it', settings(IMAGE, { identity: {} }), (spec) => { delete spec.securityContext.runAsUser; }],
  ['any where nobody knows which of two containers it is', settings(), ({ containers }) => containers.push(goodContainer('second'))],
])('accepts %s', (_, given, change = () => {}) => expect(found(dockerfileUser, goodPod(change), undefined, given)).toEqual([]));

test('says nothing where no Dockerfile is known', () => expect(found(dockerfileUser, goodPod(), undefined, DEFAULT_SETTINGS)).toEqual([]));

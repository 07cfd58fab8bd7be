import { policyWith } from './built';
import { dockerfileFileCapabilities } from '../../../../src/policy/controls/dockerfile/dockerfile-file-capabilities';
import { goodPod, violations } from '../support';

const evaluate = (image: object, change: (main: any) => void = () => {}) =>
  violations(dockerfileFileCapabilities, goodPod(({ containers: [main] }) => change(main)), undefined, policyWith(image));

test('refuses a container that drops the capabilities of its image\'s file', () => {
  expect(evaluate({ hasFileCapabilities: true })).toMatchObject([{
    container: 'main',
    path: ['spec', 'containers', 0, 'securityContext', 'capabilities', 'add'],
    detail: 'Dockerfile gives a file capabilities with setcap, and where the container drops ALL, that file does not start ("exec ...: operation not permitted")',
  }]);
});

test.each<[string, object, ((main: any) => void)?]>([
  ['an image without file capabilities', { hasFileCapabilities: false }],
  ['an image of which nothing is known', {}],
  ['a container that adds one again', { hasFileCapabilities: true }, ({ securityContext }) => { securityContext.capabilities.add = ['NET_BIND_SERVICE']; }],
  ['a container that drops only others', { hasFileCapabilities: true }, ({ securityContext }) => { securityContext.capabilities.drop = ['CHOWN']; }],
  ['a container that keeps its capabilities', { hasFileCapabilities: true }, ({ securityContext }) => { delete securityContext.capabilities; }],
])('accepts %s', (_, image, change = () => {}) => expect(evaluate(image, change)).toEqual([]));

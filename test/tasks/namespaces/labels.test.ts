import { labeled, labelsOf } from '../../../src/tasks/namespaces/labels';
import { enforceable, nextText } from '../../../src/tasks/namespaces/rollout';
import { SurveyedNamespace } from '../../../src/tasks/namespaces/survey';

const PREFIX = 'pod-security.kubernetes.io/';
const labels = (values: { readonly [label: string]: string }) =>
  labelsOf({ metadata: { labels: Object.fromEntries(Object.entries(values).map(([label, value]) => [PREFIX + label, value])) } });

test.each([
  [{ 'enforce': 'baseline', 'enforce-version': 'v1.30' }, { enforce: { text: 'baseline:v1.30', level: 'baseline' } }],
  [{ warn: 'restricted' }, { warn: { text: 'restricted', level: 'restricted' } }],
  // The API server refuses pods by an invalid level as by "restricted", and does not warn by one.
  [{ enforce: 'strict', warn: 'strict' }, { enforce: { text: 'strict (invalid)', level: 'restricted' }, warn: { text: 'strict (invalid)', level: 'privileged' } }],
  [{ 'enforce': 'baseline', 'enforce-version': '1.30.1' }, { enforce: { text: 'baseline:1.30.1 (invalid)', level: 'baseline' } }],
  [{ 'enforce-version': 'v1.30' }, {}],
])('labels %j', (values: any, expected) => {
  expect(labels(values)).toEqual(expected);
});

test('a Namespace keeps its other labels and fields', () => {
  expect(labeled({ kind: 'Namespace', metadata: { name: 'a', labels: { team: 'x', [`${PREFIX}warn`]: 'baseline' } } }, ['warn'], 'restricted', 'v1.37')).toEqual({
    kind: 'Namespace', metadata: { name: 'a', labels: { team: 'x', [`${PREFIX}warn`]: 'restricted', [`${PREFIX}warn-version`]: 'v1.37' } },
  });
});

const namespace = (over: Partial<SurveyedNamespace>): SurveyedNamespace =>
  ({ name: 'shop', labels: {}, workloads: 1, unevaluated: 0, level: 'restricted', hardened: 'restricted', blockers: [], ...over });

test.each<[string, Partial<SurveyedNamespace>, string | undefined, string]>([
  ['all templates meet it', {}, 'restricted', 'enforce restricted'],
  ['it enforces it', { labels: labels({ enforce: 'restricted' }) }, undefined, 'done'],
  ['the templates meet less', { level: 'baseline' }, 'baseline', 'enforce baseline'],
  ['it enforces what the templates meet', { level: 'baseline', labels: labels({ enforce: 'baseline' }) }, undefined, 'done'],
  ['something is not evaluated', { unevaluated: 1 }, undefined, '1 of 1 not evaluated'],
  ['it is of Kubernetes', { name: 'kube-system' }, undefined, 'of Kubernetes: leave it'],
  ['its label is invalid', { labels: labels({ enforce: 'strict' }) }, undefined, 'done'],
])('what a namespace can enforce: %s', (_, over, level, next) => {
  expect([enforceable(namespace(over), 'restricted'), nextText(namespace(over), 'restricted')]).toEqual([level, next]);
});

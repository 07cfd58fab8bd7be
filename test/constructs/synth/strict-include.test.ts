import { App, Include } from 'cdk8s';
import { file, newChart, pod, podSpecsOf, RESTRICTED_SPEC } from './apply/support';
import { Hardening, StrictInclude } from '../../../src';

const FLOW = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: main
      image: app:1
      args: ["--one",
"--two", "--three"]
`;

const include = (url: string) => new StrictInclude(newChart(), 'files', { url });

test('it is an Include that keeps its URL', () => {
  const url = file('# a comment', pod(), 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { a: "yes" }');
  const strict = include(url);
  expect(strict).toBeInstanceOf(Include);
  expect(strict.url).toBe(url);
  const plain = new Include(newChart(), 'files', { url });
  expect(strict.apiObjects.map((object) => object.toJson())).toEqual(plain.apiObjects.map((object) => object.toJson()));
});

test('its workloads are hardened as those of Include', () => {
  const chart = newChart();
  new StrictInclude(chart, 'files', { url: file(pod()) });
  Hardening.of(App.of(chart)).apply();
  expect(podSpecsOf(chart)).toEqual([RESTRICTED_SPEC]);
});

test.each<[string, string, string]>([
  ['items of a list whose second line is not indented', FLOW,
    ':1: Pod "web": Include reads spec.containers[0].args as ["--one"], and kubectl as ["--one","--two","--three"]'],
  ['the same in a later document', `---\napiVersion: v1\nkind: ConfigMap\n---\n${FLOW}`, ':5: Pod "web": Include reads spec.containers[0].args'],
  ['a key that stands twice', 'apiVersion: v1\nkind: Pod\nkind: Job\n', ':3:1: the key `kind` is set twice'],
  ['a text that is no YAML', 'a: [b\n---\nc: d', ':'],
  ['a text that only cdk8s reads as a number', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  a: 1:30\n', 'ConfigMap "c": Include reads data.a as 90, and kubectl as "1:30"'],
])('it refuses %s', (_, text, error) => {
  const url = file(text);
  expect(() => include(url)).toThrow(`${url}${error.startsWith(':') ? error : ''}`);
  expect(() => include(url)).toThrow(error);
});

test('a long list of differences is cut', () => {
  const url = file(...Array.from({ length: 8 }, () => FLOW));
  expect(() => include(url)).toThrow(/; and \d+ more: write the list on one line/);
});

test.each<[string, unknown, string]>([
  ['a file that does not exist', { url: 'nope.yaml' }, 'nope.yaml: no such file (relative to '],
  ['a folder', { url: '/tmp' }, '/tmp: is a folder'],
  ['a server that does not answer', { url: 'http://127.0.0.1:1/x.yaml' }, 'http://127.0.0.1:1/x.yaml: cannot be downloaded: '],
  ['no URL', {}, 'StrictInclude: url is missing: write a text such as "manifests/web.yaml"'],
  ['a misspelled option', { file: 'x' }, 'StrictInclude has no option "file": use one of url'],
])('it refuses %s', (_, props, error) => {
  expect(() => new StrictInclude(newChart(), 'files', props as never)).toThrow(error);
});

import { Input } from '../../../src/tasks/audit/input';
import { hiddenWorkloads } from '../../../src/tasks/charts/hidden-workloads';

const pod = (name: string, container = '{ name: a, image: x }') =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { containers: [${container}] }\n`;
const input = (text: string | Error, name = 'a.yaml'): Input => {
  const chunks = () => {
    if (text instanceof Error) {
      throw text;
    }
    return [Buffer.from(text)];
  };
  return { name, isDockerfile: false, isNamed: false, chunks, preview: chunks };
};
const hidden = (file: string | Error, rendered: string | Error) => hiddenWorkloads([input(file)], [input(rendered)]).length > 0;

test.each<[string, string, string]>([
  ['no rendering has an object of its kind', pod('a'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n'],
  ['another object has its name as a part of a word', pod('a', '{ name: b, image: x }'), pod('cart')],
  ['another object has another name', `${pod('a')}---\n${pod('b', '{ name: b, image: x }')}`, pod('a')],
  ['nothing is rendered', pod('a'), ''],
  ['another object has other settings', pod('a', '{ name: a, image: x, securityContext: { privileged: true } }'), pod('b')],
  ['another object has other containers', pod('a', '{ name: b, image: x }'), pod('b')],
])('a file has a workload that no rendering has: %s', (_, file, rendered) => expect(hidden(file, rendered)).toBe(true));

test.each<[string, string | Error, string | Error]>([
  ['the same', pod('a'), pod('a')],
  ['with a prefix and a suffix', pod('a'), pod('x-a-y')],
  ['a patch with a target and any name', pod('any', '{ name: b, image: "x:1", env: [{ name: A, value: a, $patch: replace }], stdin: null }'),
    pod('web', '{ name: a, image: y }, { name: b, image: "x:2", env: [{ name: B }, { name: A, value: a }] }')],
  ['an item of a list', pod('a'), 'apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: Pod, metadata: { name: a } }]\n'],
  ['a patch', pod('a', '{ name: a, securityContext: { privileged: true } }'), pod('b')],
  ['a patch of JSON', '- { op: replace, path: /spec/image, value: "image: x" }', pod('b')],
  ['values', 'image: x\n', pod('b')],
  ['an object without containers', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: image }\ndata: { image: x }\n', pod('b')],
  ['no YAML', 'image: [', pod('b')],
  ['a file that cannot be read', new Error('x'), pod('b')],
  ['where a rendering failed', pod('a'), new Error('x')],
])('it has none: %s', (_, file, rendered) => expect(hidden(file, rendered)).toBe(false));

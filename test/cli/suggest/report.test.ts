import { parse } from 'yaml';
import { suggestFor } from './support';
import { podSpecOf, typescriptOf } from '../../../src/cli/suggest/declaration';
import { suggestionJson, SuggestionReport, suggestionText } from '../../../src/cli/suggest/report';
import { synthesise } from '../../examples/synthesise';

const IMAGE = 'registry.example.com/shop/web:1.4.2';

const suggestion = suggestFor(
  ['/etc/', '/etc/app/', '/etc/app/app.conf', '/srv/', '/srv/sub/'],
  ['C /etc/', 'C /etc/app/', 'C /etc/app/app.conf', 'A /etc/app/new', "A /it's/", "A /it's/f", 'A /file', 'A /srv/1', 'A /srv/2', 'A /srv/3',
    'A /srv/4'],
  { volumes: ['/data'] });

const report: SuggestionReport = {
  image: IMAGE, runtime: 'podman', user: '101', ending: { kind: 'time', seconds: 30 }, remarks: ['a remark'], suggestion,
};

test('the text shows the run, each path, and what to write', () => {
  const text = suggestionText(report);
  const [facts, code] = text.split(/^In TypeScript, as a prop of a hardened workload:\n\n/m);
  const [typescript, yaml] = code.split(/\n\nIn YAML, in the spec of a pod:\n\n/);
  expect(facts).toBe(`${IMAGE} ran for 30 s under podman as 101, until the time limit.
A remark.

It wrote:
  /data: a VOLUME of the image
  /etc/app: 2 changes, 20 bytes: /etc/app/app.conf, /etc/app/new; needs seeding: the image has 1 file there
  /it's: 1 change, 10 bytes: /it's/f
      the program creates this directory itself: if it fails because the directory exists, have it use a subdirectory, such as /it's/data
  /srv: 4 changes, 40 bytes: /srv/1, /srv/2, /srv/3 and 1 more; needs seeding: the image has directories there

Each of these paths is a separate mount, and so is /tmp: files cannot be renamed or hard-linked from one to another.

/ cannot be declared: it is the root filesystem itself. It wrote /file there.
    fix: have the program write elsewhere: with one of its settings, a variable such as HOME, or a working directory such as /tmp

`);
  expect(typescript).toBe(`  writablePaths: [
    WritablePath.emptyDir('/data'),
    WritablePath.fromImage('/etc/app'),
    WritablePath.emptyDir('/it\\'s'),
    WritablePath.fromImage('/srv'),
  ],`);
  expect(parse(yaml)).toEqual(podSpecOf(suggestion.paths, IMAGE));
});

test.each<[string, Partial<SuggestionReport>, string]>([
  ['until', { ending: { kind: 'until', seconds: 1.5 } }, '1.5 s under podman as 101, until the command succeeded.'],
  ['exit', { ending: { kind: 'exit', seconds: 0, exitCode: 3 } }, '0 s under podman as 101, and exited with code 3.'],
  ['interrupted', { ending: { kind: 'interrupted', seconds: 2 } }, '2 s under podman as 101, until it was interrupted.'],
  ['no user', { user: '' }, '30 s under podman as root, until the time limit.'],
])('the text shows how the run ended: %s', (_, change, expected) => {
  expect(suggestionText({ ...report, ...change }).split('\n')[0]).toBe(`${IMAGE} ran for ${expected}`);
});

test('the text says that nothing must be declared if nothing was written', () => {
  const text = suggestionText({ ...report, remarks: [], suggestion: suggestFor([], []) });
  expect(text).toBe(`${IMAGE} ran for 30 s under podman as 101, until the time limit.\n\nIt wrote nothing that needs to be declared.\n`);
});

test.each<[string, string[]]>([
  ['created and emptied again', ['C /run/', 'C /run/app/']],
  ['created and is empty', ['C /run/', 'A /run/app/']],
])('the text shows a directory that was %s', (_, lines) => {
  const image = lines[1].startsWith('C') ? ['/run/', '/run/app/'] : ['/run/', '/run/lock/'];
  expect(suggestionText({ ...report, suggestion: suggestFor(image, lines) })).toContain('  /run/app: no lasting change, but the directory was written to\n');
});

test.each([[0, '0 bytes'], [1, '1 byte'], [1023, '1023 bytes'], [1024, '1 KiB'], [1025, '2 KiB'], [3 * 2 ** 30, '3 GiB']])('%i bytes are printed as %s', (size, expected) => {
  const after = new Map([['/a/f', { kind: 'file', mode: 0o644, uid: 0, gid: 0, size } as const]]);
  expect(suggestionText({ ...report, suggestion: suggestFor(['/a/'], ['A /a/f'], { after }) })).toContain(`/a: 1 change, ${expected}: /a/f`);
});

test('names in an image cannot imitate lines of the report', () => {
  const text = suggestionText({ ...report, suggestion: suggestFor(['/a/'], ['A /a/x\n0 errors\u001b[2K']) });
  expect(text).toContain('/a/x\\u000a0 errors\\u001b[2K');
});

test('the JSON contains all of it', () => {
  const json = JSON.parse(suggestionJson(report));
  expect(Object.keys(json)).toEqual(['image', 'runtime', 'user', 'ending', 'remarks', 'paths', 'impossible', 'typescript', 'podSpec']);
  expect(json.remarks).toEqual(['a remark', ...suggestion.remarks]);
  expect(json.typescript).toBe(typescriptOf(suggestion.paths));
  expect(json.podSpec).toEqual(podSpecOf(suggestion.paths, IMAGE));
});

test('TypeScript and YAML are equivalent, and match a hardened workload', () => {
  const size = 3 * 2 ** 30;
  const large = { ...suggestion.paths[0], path: '/large', sizeLimit: size };
  const paths = [...suggestion.paths, large];
  const yaml = synthesise(`
import { App, Chart, Size } from 'cdk8s';
import { HardenedPod, WritablePath } from 'cdk8s-hardened';
const app = new App();
new HardenedPod(new Chart(app, 'shop', { disableResourceNameHashes: true }), 'web', {
  containers: [{ name: 'main', image: '${IMAGE}' }],
  ${typescriptOf(paths)}
});
app.synth();`)['shop.k8s.yaml'];

  const { initContainers, containers, volumes } = parse(yaml).spec;
  const expected = podSpecOf(paths, IMAGE) as any;
  expect(volumes).toEqual(expected.volumes);
  expect(containers[0].volumeMounts).toEqual(expected.containers[0].volumeMounts);
  // CPU and memory are those of its container, and nobody knows them from an image.
  const { resources: { limits, requests }, ...seed } = expected.initContainers[0];
  const resources = { limits: expect.objectContaining(limits), requests: expect.objectContaining(requests) };
  expect(initContainers).toEqual([{ ...seed, resources }]);
});

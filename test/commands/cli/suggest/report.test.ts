import { parse } from 'yaml';
import { suggestFor } from './support';
import { podSpecOf, typescriptOf } from '../../../../src/commands/cli/suggest/declaration';
import { suggestionJson, SuggestionReport, suggestionText } from '../../../../src/commands/cli/suggest/report';
import { synthesize } from '../../../examples/synthesize';

const IMAGE = 'registry.example.com/shop/web:1.4.2';

const suggestion = suggestFor(
  ['/etc/', '/etc/app/', '/etc/app/app.conf', '/srv/', '/srv/sub/'],
  ['C /etc/', 'C /etc/app/', 'C /etc/app/app.conf', 'A /etc/app/new', "A /it's/", "A /it's/f", 'A /file', 'A /srv/1', 'A /srv/2', 'A /srv/3',
    'A /srv/4'],
  { volumes: ['/data'] });

const DECLARED = { image: IMAGE, ids: { uid: 101, gid: 102 }, lowPorts: [], paths: suggestion.paths };

const report: SuggestionReport = {
  image: IMAGE, runtime: 'podman', user: '101:102', runAs: { uid: 101, gid: 102 }, lowPorts: [], ending: { kind: 'time', seconds: 30 }, remarks: ['a remark'], suggestion,
};

test('the text shows the run, each path, and what to write', () => {
  const text = suggestionText(report);
  const [facts, code] = text.split(/^In TypeScript, as props of a hardened workload:\n\n/m);
  const [typescript, yaml] = code.split(/\n\nIn YAML, in the spec of a pod:\n\n/);
  expect(facts).toBe(`${IMAGE} ran for 30 s under podman as 101:102, until the time limit.
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
  expect(typescript).toBe(`  runAs: RunAs.user(101, 102),
  writablePaths: [
    WritablePath.fromEmptyDir('/data'),
    WritablePath.fromImage('/etc/app'),
    WritablePath.fromEmptyDir('/it\\'s'),
    WritablePath.fromImage('/srv'),
  ],`);
  expect(parse(yaml)).toEqual(podSpecOf(DECLARED));
});

test.each<[string, Partial<SuggestionReport>, string]>([
  ['until', { ending: { kind: 'until', seconds: 1.5 } }, '1.5 s under podman as 101:102, until the command succeeded.'],
  ['exit', { ending: { kind: 'exit', seconds: 0, exitCode: 3 } }, '0 s under podman as 101:102, and exited with code 3.'],
  ['interrupted', { ending: { kind: 'interrupted', seconds: 2 } }, '2 s under podman as 101:102, until it was interrupted.'],
  ['ready', { ending: { kind: 'until', seconds: 2, answer: { status: 204, body: 'empty' } }, probe: 'http://:80/' }, '2 s under podman as 101:102, until it was ready; http://:80/ gave 204 empty.'],
  ['not ready', { ending: { kind: 'time', seconds: 2, answer: { status: 401, body: 'text/plain' } }, probe: 'http://:80/' }, '2 s under podman as 101:102, until the time limit; http://:80/ gave 401 text/plain.'],
])('the text shows how the run ended: %s', (_, change, expected) => {
  expect(suggestionText({ ...report, ...change }).split('\n')[0]).toBe(`${IMAGE} ran for ${expected}`);
});

test('the text says that nothing must be declared if nothing was written', () => {
  const text = suggestionText({ ...report, remarks: [], suggestion: suggestFor([], []) });
  expect(text).toBe(`${IMAGE} ran for 30 s under podman as 101:102, until the time limit.\n\nIt wrote nothing that needs to be declared.\n\nIn TypeScript, as props of a hardened workload:\n\n  runAs: RunAs.user(101, 102),\n`);
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
  expect(Object.keys(json)).toEqual(['image', 'runtime', 'user', 'runAs', 'lowPorts', 'ending', 'remarks', 'paths', 'impossible', 'verification', 'typescript', 'podSpec']);
  expect(json.remarks).toEqual(['a remark', ...suggestion.remarks]);
  expect(json.verification).toEqual({ outcome: 'none', why: '--skip-verification' });
  expect(json.typescript).toBe(typescriptOf(DECLARED));
  expect(json.podSpec).toEqual(podSpecOf(DECLARED));
});

test('TypeScript and YAML are equivalent, and match a hardened workload', () => {
  const size = 3 * 2 ** 30;
  const large = { ...suggestion.paths[0], path: '/large', sizeLimit: size };
  const paths = [...suggestion.paths, large];
  const yaml = synthesize(`
import { App, Chart, Size } from 'cdk8s';
import { HardenedPod, RunAs, WritablePath } from 'cdk8s-hardened';
const app = new App();
new HardenedPod(new Chart(app, 'shop', { disableResourceNameHashes: true }), 'web', {
  containers: [{ name: 'main', image: '${IMAGE}', ports: [{ number: 8080 }, { number: 443 }] }],
  ${typescriptOf({ ...DECLARED, paths })}
});
app.synth();`)['shop.k8s.yaml'];

  const { initContainers, containers, volumes, securityContext } = parse(yaml).spec;
  const expected = podSpecOf({ ...DECLARED, lowPorts: [443], paths }) as any;
  expect(securityContext).toMatchObject(expected.securityContext);
  expect(expected.securityContext).toEqual({ fsGroup: 102, runAsGroup: 102, runAsUser: 101, sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '443' }] });
  expect(volumes).toEqual(expected.volumes);
  expect(containers[0].volumeMounts).toEqual(expected.containers[0].volumeMounts);
  // CPU and memory are those of its container, and no one knows them from an image.
  const { resources: { limits, requests }, ...seed } = expected.initContainers[0];
  const resources = { limits: expect.objectContaining(limits), requests: expect.objectContaining(requests) };
  expect(initContainers).toEqual([{ ...seed, resources }]);
});

describe('the second run', () => {
  const same = { user: '101:102', ending: { kind: 'until', seconds: 1.5, answer: { status: 200, body: 'text/html' } } as const, differences: [], refusedWrites: [], log: [] };
  const shown = (verification: SuggestionReport['verification'], change: Partial<SuggestionReport> = {}) =>
    /^(?:Not v|V|It does not)[^]*?(?=\n\nIn TypeScript)/m.exec(suggestionText({ ...report, probe: 'http://:80/', verification, ...change }))?.[0];

  test('is shown as one line if it did the same', () => {
    expect(shown(same)).toBe('Verified: with a read-only root filesystem and these paths, as 101:102, it did the same for 1.5 s, and http://:80/ gave 200 text/html again.');
    expect(shown({ ...same, ending: { kind: 'time', seconds: 30 } }, { suggestion: suggestFor([], []) }))
      .toBe('Verified: with a read-only root filesystem, as 101:102, it did the same for 30 s.');
  });

  test('is shown with all that differed, and with writes that were refused', () => {
    expect(shown({ ...same, differences: ['one', 'other'], refusedWrites: ['x: Read-only file system'] })).toBe(
      'It does not work with a read-only root filesystem and these paths, as 101:102:\n    one\n    other\n'
      + 'Its log has lines that it did not have in the first run:\n    x: Read-only file system');
  });

  test('is shown with why there was none', () => {
    expect(shown('the run failed')).toBe('Not verified: the run failed.');
    expect(shown(undefined)).toBeUndefined();
  });

  test.each<[string, SuggestionReport['verification'], object]>([
    ['same', same, { outcome: 'same', user: '101:102', ending: same.ending, differences: [], refusedWrites: [] }],
    ['different', { ...same, differences: ['one'] }, { outcome: 'different', user: '101:102', ending: same.ending, differences: ['one'], refusedWrites: [] }],
    ['none', 'the run failed', { outcome: 'none', why: 'the run failed' }],
  ])('is in the JSON: %s', (_, verification, expected) => {
    expect(JSON.parse(suggestionJson({ ...report, verification })).verification).toEqual(expected);
  });
});

import fs from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { GOOD, PRIVILEGED, workspaces, NOTHING_ELSE } from './support';
import { onLinux, onPosix } from '../../support/systems';

const workspace = workspaces();

/** Nothing wrong. */
const FINE = 'FROM alpine:3.22\nUSER 10001\nCMD ["app"]\n';
/** One error, in line 3. */
const ROOT = 'FROM alpine:3.22\nRUN a\nUSER root\nCMD ["app"]\n';
/** One warning, in line 2. */
const SUDO = 'FROM alpine:3.22\nRUN apk add sudo\nUSER 10001\nCMD ["app"]\n';

test('reports a directive in its line, and does not cover it with a waiver for the first instruction', async () => {
  const waiver = '# cdk8s-hardened/waive: {"control": "dockerfile-syntax", "reason": "Our own frontend, reviewed.", "allow": ["evil/x"]}';
  const report = async (...lines: string[]) => (await workspace().write({ Dockerfile: [...lines, 'USER 10001', 'CMD ["app"]', ''].join('\n') }).json('Dockerfile')).findings
    .map(({ control, line, instruction, path, waived }) => ({ control, line, instruction, path, waived }));
  const finding = { control: 'dockerfile-syntax', line: 1, instruction: undefined, path: '/directives/0', waived: false };
  expect(await report('# syntax=evil/x', 'FROM alpine:3.22')).toEqual([finding]);
  expect(await report('# syntax=evil/x', waiver, 'FROM alpine:3.22')).toEqual([{ ...finding, waived: true }]);
  expect(await report('# syntax=evil/x', 'FROM \\', waiver, '  alpine:3.22')).toContainEqual(finding);
});

describe('Dockerfiles', () => {
  const NAMES = [
    'Dockerfile', 'Containerfile', 'dockerfile', 'web.Dockerfile', 'web.dockerfile', 'web.Containerfile', 'Dockerfile.web', 'Containerfile.web', 'Dockerfile-web', 'dockerfile_web', 'DOCKERFILE', 'sub/deep/Dockerfile', 'dockerfile.dev',
    'containerfile.prod', 'dockerfile.node.22',
  ];
  const OTHERS = ['Dockerfile.dockerignore', 'Dockerfile.md', 'Dockerfile.j2', 'Dockerfile.bak', 'Dockerfile~', 'dockerfile.ts', 'dockerfile.go', 'dockerfile.py', 'dockerfile.test.ts', 'dockerfile.tmpl', 'dockerfile-image.ts', 'DOCKERFILES', 'MyDockerfile', 'Dockerfiles', 'README.md'];

  test.each(NAMES)('include %s if it is named', async (name) => {
    expect(await workspace().write({ [name]: ROOT }).json(name))
      .toMatchObject({ status: 1, findings: [{ file: name, line: 3 }], stderr: [] });
  });

  onLinux('are all found in a folder with manifests, but other files are not', async () => {
    workspace().write({ ...Object.fromEntries([...NAMES, ...OTHERS].map((name) => [name, ROOT])), 'pod.yaml': PRIVILEGED, 'package.json': '{}' });
    const { findings, report, stderr } = await workspace().json('.');
    expect(findings.filter(({ control }) => control === 'dockerfile-user-root').map(({ file }) => file).sort()).toEqual([...NAMES].sort());
    expect(report.summary).toMatchObject({ files: 16, documents: 2, dockerfiles: 15, workloads: 1 });
    expect(stderr).toEqual(['cdk8s-hardened: skipped 1 file without a Kubernetes object: package.json']);
  });

  test('do not include a file whose name ends in .yaml', async () => {
    expect(await workspace().write({ 'Dockerfile.yaml': GOOD }).json('Dockerfile.yaml')).toMatchObject({ status: 0, report: { summary: { documents: 2, dockerfiles: 0 } } });
  });

  onPosix('are found through a link', async () => {
    workspace().write({ '.git/HEAD': '', 'real/Dockerfile': ROOT, 'linked/pod.yaml': GOOD });
    fs.symlinkSync('../real/Dockerfile', join(workspace().folder, 'linked', 'Dockerfile'));
    expect((await workspace().json('linked')).findings).toMatchObject([{ file: 'linked/Dockerfile' }]);
  });
});

describe('the report', () => {
  test('has a line for each finding, and what to write once a control', async () => {
    workspace().write({ 'Dockerfile': `${ROOT}HEALTHCHECK CMD sudo a\n`, 'pod.yaml': GOOD });
    expect(await workspace().audit('Dockerfile', 'pod.yaml')).toEqual({
      status: 1,
      stderr: [],
      stdout: `1 error, 1 warning, 0 waived (1 workload, 2 documents, 1 Dockerfile, 2 files): 1 high, 1 medium

Dockerfile
  3: high: dockerfile-user-root: USER root: the program runs as root
      fix: run the steps that need root earlier, and end the stage with the uid of another user, such as \`USER 10001\`
  5: medium: dockerfile-sudo: HEALTHCHECK sudo: it needs sudo in the image
      fix: run the steps that need root before USER, or in a separate stage, without sudo
`,
    });
  });

  test('counts in text no documents if there are only Dockerfiles', async () => {
    workspace().write({ 'a/Dockerfile': FINE, 'b/Dockerfile': FINE });
    expect(await workspace().audit('.')).toEqual({ status: 0, stderr: [], stdout: '0 errors, 0 warnings, 0 waived (2 Dockerfiles, 2 files)\n' });
  });

  test('has all fields of a finding in JSON', async () => {
    const { findings, report } = await workspace().write({ 'web/Dockerfile': ROOT, 'pod.yaml': PRIVILEGED }).json('web', 'pod.yaml');
    expect(findings[0]).toEqual({
      control: 'dockerfile-user-root',
      risk: 'high',
      severity: 'error',
      waived: false,
      file: 'web/Dockerfile',
      document: 1,
      line: 3,
      endLine: 3,
      apiVersion: '',
      kind: 'Dockerfile',
      name: 'web/Dockerfile',
      instruction: 'USER',
      path: '/instructions/2',
      field: 'instructions[2]',
      allowValue: 'root',
      message: 'dockerfile-user-root: USER root: the program runs as root',
      remedy: expect.stringContaining('USER 10001'),
      suggestedWaiver: {
        control: 'dockerfile-user-root',
        reason: '',
        allow: ['root'],
        target: { kind: 'Dockerfile', name: 'web/Dockerfile' },
      },
    });
    expect(findings[1]).toMatchObject({ control: 'privileged' });
    expect(findings[1]).not.toHaveProperty('instruction');
    const order = Object.keys(findings[1]).filter((key) => key in findings[0]);
    expect(Object.keys(findings[0]).filter((key) => key in findings[1])).toEqual(order);
    expect(report.summary).toEqual({
      files: 2,
      documents: 2,
      dockerfiles: 1,
      workloads: 1,
      errors: 2,
      warnings: 0,
      risks: { refused: 0, broken: 0, critical: 1, high: 1, medium: 0, low: 0 },
      waived: 0,
      ...NOTHING_ELSE,
    });
  });

  test('never contains a secret or terminal sequences of a file', async () => {
    const { stdout } = await workspace().write({ Dockerfile: `${FINE}ENV DB_PASSWORD=hunter2\nARG API_KEY=hunter2\nRUN chmod 777 /\u009b31m\n` }).audit('Dockerfile', '--detail', 'all');
    expect(stdout).toContain('dockerfile-secrets: ENV DB_PASSWORD');
    expect(stdout).toContain('dockerfile-world-writable');
    expect(stdout).not.toMatch(/hunter2|\u009b/);
  });

  test('cuts long values', async () => {
    const { findings } = await workspace().write({ Dockerfile: `${FINE}RUN chmod 777 ${'/a '.repeat(200)}\n` }).json('Dockerfile');
    expect(findings[0].message.length).toBeLessThan(200);
  });

  test('has the exit codes of manifests', async () => {
    workspace().write({ Dockerfile: SUDO });
    expect((await workspace().audit('Dockerfile')).status).toBe(0);
    expect((await workspace().audit('Dockerfile', '--fail-on', 'warning')).status).toBe(1);
    expect((await workspace().write({ Dockerfile: ROOT }).audit('Dockerfile', '--fail-on', 'never')).status).toBe(0);
  });

  describe.each([
    ['a profile', ['--profile', 'pss-restricted']],
    ['a control', ['--only', 'privileged']],
  ])('%s that checks no Dockerfile', (_, options) => {
    const remark = 'cdk8s-hardened: did not evaluate 1 Dockerfile without a control: the profile hardened has controls for them, unless `--only` leaves them out';
    const failure = 'cdk8s-hardened: nothing was evaluated: no selected control checks a Dockerfile: '
      + 'use `--profile hardened` without `--only`, or select one of its `dockerfile-` controls';

    test('fails if there is nothing else', async () => {
      workspace().write({ Dockerfile: ROOT });
      expect(await workspace().audit('Dockerfile', ...options)).toMatchObject({ status: 2, stderr: [remark, failure] });
    });

    test('passes beside a manifest, with a remark', async () => {
      workspace().write({ 'Dockerfile': ROOT, 'role.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n' });
      expect(await workspace().audit('.', ...options)).toMatchObject({ status: 0, stderr: [remark] });
    });

    test('passes if the user accepts it', async () => {
      workspace().write({ Dockerfile: ROOT });
      expect(await workspace().audit('Dockerfile', ...options, '--allow-empty')).toMatchObject({ status: 0 });
    });
  });
});

describe('an unreadable Dockerfile exits with 2 and names the line', () => {
  test.each<[string, string | Buffer, string]>([
    ['an empty file', '', ': it is empty'],
    ['no FROM', '# nothing\nARG A\n', ': it has no FROM'],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), ':1: it contains a control character'],
    ['random bytes', Buffer.from([0xff, 0xfe, 0xfd, 0x80]), ': it is not in UTF-8'],
    ['a wrong instruction', 'FROM a:1\n\nRUM x\n', ':3: unknown instruction "RUM": did you mean RUN?'],
    ['an unterminated here-document', 'FROM a:1\nRUN <<EOF\nUSER 1\n', ':2: the here-document "EOF" has no end'],
  ])('for %s', async (_, content, message) => {
    workspace().write({ 'sub/Dockerfile': content, 'other/Dockerfile': ROOT });
    const { status, findings, stderr } = await workspace().json('.');
    expect(status).toBe(2);
    expect(stderr).toEqual([expect.stringContaining(`cdk8s-hardened: sub/Dockerfile${message}`)]);
    expect(findings).toMatchObject([{ file: 'other/Dockerfile' }]);
  });

  test('for a missing file', async () => {
    expect(await workspace().audit('Dockerfile')).toEqual({ status: 2, stdout: '', stderr: [`cdk8s-hardened: Dockerfile: no such file or folder (relative to ${workspace().folder})`] });
  });

  onPosix('for an endless file', async () => {
    fs.symlinkSync('/dev/zero', join(workspace().folder, 'Dockerfile'));
    expect(await workspace().audit('Dockerfile')).toMatchObject({ status: 2, stderr: ['cdk8s-hardened: Dockerfile: it is larger than 256 KiB: move long scripts into files that it copies, or exclude it if it is not a Dockerfile'] });
  });
});

describe('waivers of Dockerfiles', () => {
  const WAIVER = { control: 'dockerfile-user-root', allow: ['root'], reason: 'the base image steps down itself' };
  const comment = (waiver: object) => `# cdk8s-hardened/waive: ${JSON.stringify(waiver)}\n`;
  const aboveUser = (waiver: object) => ROOT.replace('USER', `${comment(waiver)}USER`);
  const settings = (target: object, waiver: object = WAIVER) => stringify({ waivers: [{ ...waiver, target }] });
  const found = async (...args: string[]) => {
    const { status, findings, stderr } = await workspace().json(...args);
    return { status, stderr, found: findings.map(({ control, line, waived, severity }) => `${line} ${control} ${waived ? 'waived' : severity}`), findings };
  };

  test.each<[string, string, number]>([
    ['above the instruction', aboveUser(WAIVER), 4],
    ['above other lines before the instruction', ROOT.replace('USER', `${comment(WAIVER)}\n# why\nUSER`), 6],
    ['in the instruction', ROOT.replace('USER root', `USER \\\n${comment(WAIVER)}root`), 3],
    ['at the top, for the whole file', comment(WAIVER) + ROOT, 4],
    ['at the top, below directives', `# syntax=docker/dockerfile:1\n# escape=\\\n${comment(WAIVER)}${ROOT}`, 6],
  ])('cover a finding %s', async (_, content, line) => {
    expect(await found(...[workspace().write({ Dockerfile: content }) && 'Dockerfile'])).toMatchObject({ status: 0, found: [`${line} dockerfile-user-root waived`] });
  });

  test.each<[string, string, string[], string]>([
    ['above another instruction', ROOT.replace('RUN', `${comment(WAIVER)}RUN`), ['4 dockerfile-user-root error', '2 waiver-unused error'], 'covers nothing'],
    ['below the last instruction', ROOT + comment(WAIVER), ['3 dockerfile-user-root error', '5 waiver-invalid error'], 'no instruction follows the comment'],
    ['without the value', aboveUser({ ...WAIVER, allow: undefined }), ['4 dockerfile-user-root error', '3 waiver-unused error'], 'covers nothing: no finding matches it'],
    ['of another control', aboveUser({ ...WAIVER, control: 'dockerfile-sudo' }), ['4 dockerfile-user-root error', '3 waiver-unused error'], 'covers nothing'],
    ['that have expired', aboveUser({ ...WAIVER, expires: '2020-01-31' }), ['4 dockerfile-user-root waived', '3 waiver-expired error'], 'expired at the end of 2020-01-31 (UTC)'],
    ['with unsupported fields', aboveUser({ ...WAIVER, containers: ['main'] }), ['4 dockerfile-user-root waived', '3 waiver-unused error'], 'references unknown container "main"'],
    ['with an unknown control', aboveUser({ ...WAIVER, control: 'dockerfile-root' }), ['4 dockerfile-user-root error', '3 waiver-invalid error'], 'unknown control "dockerfile-root"'],
    ['with an unknown field', aboveUser({ ...WAIVER, expire: '2999-01-01' }), ['4 dockerfile-user-root error', '3 waiver-invalid error'], 'a waiver has no field "expire"'],
    ['without a reason', aboveUser({ control: WAIVER.control }), ['4 dockerfile-user-root error', '3 waiver-invalid error'], 'reason is missing'],
    ['that are not JSON', ROOT.replace('USER', '# cdk8s-hardened/waive: {control: x}\nUSER'), ['4 dockerfile-user-root error', '3 waiver-invalid error'], 'the comment is not a valid waiver'],
    ['in a list', aboveUser([WAIVER]), ['4 dockerfile-user-root error', '3 waiver-invalid error'], 'a waiver must be an object'],
    ['under another name', aboveUser(WAIVER).replace('waive:', 'waiver:'), ['4 dockerfile-user-root error', '3 waiver-invalid error'], 'unknown comment: use `cdk8s-hardened/waive: {...}`'],
  ])('are errors %s', async (_, content, expected, message) => {
    workspace().write({ Dockerfile: content });
    const result = await found('Dockerfile');
    expect(result).toMatchObject({ status: 1, found: expected });
    expect(result.findings[1].message).toContain(message);
  });

  test('without a required value are errors that suggest the value', async () => {
    const { findings } = await workspace().write({ Dockerfile: aboveUser({ ...WAIVER, allow: undefined }) }).json('Dockerfile');
    expect(findings[1].remedy).toBe('use { control: \'dockerfile-user-root\', allow: ["root"], reason: \'\' }');
  });

  test('are not read in a here-document', async () => {
    workspace().write({ Dockerfile: ROOT.replace('RUN a', `COPY <<E /x\n${comment(WAIVER)}E`) });
    expect(await found('Dockerfile')).toMatchObject({ status: 1, found: ['5 dockerfile-user-root error'] });
  });

  test.each(['Dockerfile', './web/../Dockerfile'])('from the waiver file cover a target named %s', async (name) => {
    workspace().write({ 'Dockerfile': ROOT, 'web/Dockerfile': ROOT, 'waivers.yaml': settings({ kind: 'Dockerfile', name }) });
    expect(await found('.', '--waiver-file', 'waivers.yaml')).toMatchObject({ found: ['3 dockerfile-user-root waived', '3 dockerfile-user-root error'] });
    expect(await found(join(workspace().folder, 'Dockerfile'), '--waiver-file', 'waivers.yaml')).toMatchObject({ status: 0 });
  });

  test('from the waiver file are named if their Dockerfile was not audited', async () => {
    workspace().write({ 'Dockerfile': FINE, 'waivers.yaml': settings({ kind: 'Dockerfile', name: 'web/Dockerfile' }) });
    expect(await found('Dockerfile', '--waiver-file', 'waivers.yaml')).toMatchObject({
      status: 0,
      stderr: ['cdk8s-hardened: the waiver of "dockerfile-user-root" is for Dockerfile web/Dockerfile, which is not in the audited files'],
    });
  });

  test('from the waiver file are errors if they cover nothing', async () => {
    workspace().write({ 'Dockerfile': FINE, 'waivers.yaml': settings({ kind: 'Dockerfile', name: 'Dockerfile' }) });
    expect(await found('Dockerfile', '--waiver-file', 'waivers.yaml')).toMatchObject({ status: 1, found: ['2 waiver-unused error'] });
  });

  test('exit with 2 if the target of a Dockerfile has a namespace', async () => {
    workspace().write({ 'Dockerfile': FINE, 'waivers.yaml': settings({ kind: 'Dockerfile', name: 'Dockerfile', namespace: 'shop' }) });
    const { status, stderr } = await workspace().audit('Dockerfile', '--waiver-file', 'waivers.yaml');
    expect({ status, stderr }).toEqual({ status: 2, stderr: [expect.stringContaining('waivers.yaml: waivers[0]: `target` is a Dockerfile, which has no namespace')] });
  });

  test('in comments do not apply with --waivers file, unless the file lists them', async () => {
    workspace().write({ 'Dockerfile': aboveUser(WAIVER), 'none.yaml': 'waivers: []\n', 'waivers.yaml': settings({ kind: 'Dockerfile', name: 'Dockerfile' }) });
    const unlisted = await found('Dockerfile', '--waiver-file', 'none.yaml');
    expect(unlisted).toMatchObject({ status: 1, found: ['4 dockerfile-user-root error', '3 waiver-unlisted error'] });
    expect(unlisted.findings[1].message).toContain('is in neither the waiver file nor the settings file, so it is ignored');
    expect(await found('Dockerfile', '--waiver-file', 'waivers.yaml')).toMatchObject({ status: 0 });
  });

  test('do not apply with --waivers none', async () => {
    workspace().write({ Dockerfile: aboveUser(WAIVER) });
    expect(await found('Dockerfile', '--waivers', 'none')).toMatchObject({ status: 1, found: ['4 dockerfile-user-root error'] });
  });

  test('are shown in the text report', async () => {
    expect((await workspace().write({ Dockerfile: aboveUser(WAIVER) }).audit('Dockerfile', '--detail', 'all')).stdout).toBe(
      `0 errors, 0 warnings, 1 waived (1 Dockerfile, 1 file)

Dockerfile
  4: waived: dockerfile-user-root: USER root: the program runs as root

risk  control               count  waived  first place, and fix
high  dockerfile-user-root              1  Dockerfile:4
`);
  });
});

import { parse } from 'yaml';
import { failedPod } from './support';
import { withoutExamples } from '../../../projenrc/without-examples';
import { CAUSES } from '../../../src/tasks/doctor/causes';
import { diagnose } from '../../../src/tasks/doctor/diagnose';
import { FailureEvidence } from '../../../src/tasks/doctor/evidence';
import { printedRemedy } from '../../../src/tasks/doctor/report/printed-remedy';
import { settingsEntry } from '../../../src/tasks/doctor/report/settings-entry';
import { settingsProblem } from '../../../src/tasks/settings-file/validate';
import { run } from '../../commands/cli/support';

const evidenceOf = ({ source, reason, text, with: more }: typeof CAUSES[number]['example']): FailureEvidence => ({
  subject: 'Pod shop/web-1',
  container: 'main',
  state: 'failed',
  restarts: 0,
  mounts: [],
  lines: [{ source, reason, text, at: 'example' }],
  ...more,
});

test('each cause has an id of its own', () => {
  const ids = CAUSES.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
});

test.each(CAUSES.map((cause) => [cause.id, cause] as const))('%s is found in its example, and nothing else', (id, { example }) => {
  expect(diagnose(evidenceOf(example)).causes.map(({ cause }) => cause.id)).toEqual([id]);
});

test.each(CAUSES.map((cause) => [cause.id, cause] as const))('%s says what to do', (_, { example }) => {
  const { causes: [{ cause, found }] } = diagnose(evidenceOf(example));
  const fix = cause.fix(found);
  expect(fix.do).toMatch(/^[A-Za-z`].*[^.]$/s);
  expect(Object.values(fix).join('\n')).not.toMatch(/undefined|\[object|NaN/);
});

test.each(CAUSES.map((cause) => [cause.id, cause] as const))('the lines of %s for the settings file are valid, and its YAML can be read', (_, { example }) => {
  const { causes: [{ cause, found }] } = diagnose(evidenceOf(example));
  const { settings, images, yaml } = cause.fix(found);
  const entry = settingsEntry({ kind: 'Deployment', name: 'web' }, settings, images)?.replace(/\b[UG]ID\b/g, '1').replace(/\bPATH\b/g, '/path').replace('IMAGE', 'registry.example.com/web');
  expect(settingsProblem(parse(entry ?? '{}') ?? {})).toBeUndefined();
  expect(() => parse(yaml ?? '')).not.toThrow();
});

/** Words in capitals that are names: of variables, capabilities, options and values. */
const NAMES = /^(?:[A-Z0-9]*_[A-Z0-9_]*|ALL|API|CPU|CSI|DNS|HOME|HTTP|ID|IP|JVM|NFS|NONE|OK|PID|PSS|PVC|RUN|SCC|SIGTERM|TLS|TMPDIR|TRUE|UNIX|URL|USER|UTC|YAML|HTTPS|GET|PGDATA|TCP|TZ|UDP|SELINUX)$/;

test.each(CAUSES.map((cause) => [cause.id, cause] as const))('code of %s can be pasted as it is, or says what to complete', (_, { example }) => {
  const { evidence, causes: [found] } = diagnose(evidenceOf(example));
  const { code, toComplete } = printedRemedy(found, evidence);
  const withoutComments = Object.values(code).map((text: string) => text.replace(/(?<!\S)(?:#|\/\/).*/g, '')).join('\n');
  const words = withoutComments.match(/(?<![\w.$-])[A-Z][A-Z0-9_]+(?![\w.])/g) ?? [];
  expect(words.filter((word) => !NAMES.test(word))).toEqual([]);
  expect(toComplete?.placeholders ?? ['UID']).not.toEqual([]);
});

test('a user that the evidence does not have is no code', async () => {
  const pod: any = failedPod('mkdir: cannot create directory');
  pod.status.containerStatuses[0].state = { waiting: { reason: 'CreateContainerConfigError', message: 'container has runAsNonRoot and image will run as root (pod: "web", container: main)' } };
  const { stdout } = await run(['doctor', '-'], { input: JSON.stringify(pod) });
  expect(stdout).toContain('    in TypeScript, with your value for GID, UID:\n      runAs: RunAs.user(UID),\n');
  expect(stdout).not.toContain('in TypeScript:\n');
  const [finding] = JSON.parse((await run(['doctor', '-', '--format', 'json'], { input: JSON.stringify(pod) })).stdout).findings;
  expect(finding).not.toHaveProperty('typescript');
  expect(finding.toComplete).toMatchObject({ placeholders: ['GID', 'UID'], typescript: 'runAs: RunAs.user(UID),' });
});

test('the published package has no examples', () => {
  const source = "[{ id: 'first', example: { text: 'EACCES' }, why: 'one' }, { id: 'last', signs: [], example: 'EROFS' }, { example: `a` }]";
  expect(withoutExamples(source)).not.toContain('example');
  // eslint-disable-next-line no-eval
  expect(eval(withoutExamples(source))).toEqual([{ id: 'first', why: 'one' }, { id: 'last', signs: [] }, {}]);
});

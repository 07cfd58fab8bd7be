import { parse } from 'yaml';
import { withoutExamples } from '../../../projenrc/without-examples';
import { CAUSES } from '../../../src/tasks/doctor/causes';
import { diagnose } from '../../../src/tasks/doctor/diagnose';
import { FailureEvidence } from '../../../src/tasks/doctor/evidence';
import { settingsEntry } from '../../../src/tasks/doctor/report/settings-entry';
import { settingsProblem } from '../../../src/tasks/settings-file/validate';

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

test('the published package has no examples', () => {
  const source = "[{ id: 'first', example: { text: 'EACCES' }, why: 'one' }, { id: 'last', signs: [], example: 'EROFS' }, { example: `a` }]";
  expect(withoutExamples(source)).not.toContain('example');
  // eslint-disable-next-line no-eval
  expect(eval(withoutExamples(source))).toEqual([{ id: 'first', why: 'one' }, { id: 'last', signs: [] }, {}]);
});

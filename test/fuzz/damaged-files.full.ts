import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { auditHere, expectAnswer, expectAnswerOrBadWaiverFile } from './audit-here';
import { DOCKERFILE_MARKS, edited, miswritten, shuffled, YAML_MARKS } from './damage';
import { GOOD, settings, PRIVILEGED, waivingPod, WAIVER, WRITABLE_ROOT } from '../commands/cli/support';
import { oddValue } from '../formats/yaml/odd-yaml';
import { workload } from '../policy/engine/manifests';

type Content = string | Uint8Array;

const auditManifest = (file: Content) => expectAnswer(auditHere(file));

function withstands(files: fc.Arbitrary<Content>, numRuns: number, audit = auditManifest): void {
  fc.assert(fc.property(files, audit), { numRuns });
}

describe('manifests', () => {
  const FILES = [GOOD, PRIVILEGED, waivingPod([WAIVER]), `${GOOD}---\n${PRIVILEGED}`, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] })];

  test('are audited with inserted and removed characters', () => withstands(edited(FILES, YAML_MARKS), 1500), 120_000);

  test('are audited with duplicated, moved and removed lines', () => withstands(shuffled(FILES), 500), 120_000);

  test('are audited with wrong bytes', () => withstands(miswritten(FILES, ['utf8', 'utf16le']), 500), 120_000);

  test('are audited with odd YAML values', () =>
    withstands(fc.tuple(oddValue(), fc.constantFrom('metadata', 'spec', 'zzz')).map(([value, field]) =>
      `apiVersion: v1\nkind: Pod\n${field}: ${value}\n`), 1000), 120_000);

  test('are audited with workloads of any kind', () =>
    withstands(fc.array(workload, { minLength: 1, maxLength: 3 }).map((all) => all.map((one) => JSON.stringify(one)).join('\n---\n')), 500), 120_000);
});

describe('Dockerfiles', () => {
  const FIXTURES = join(__dirname, '..', 'formats', 'dockerfile', 'fixtures');
  const WAIVING = 'FROM a\n# cdk8s-hardened/waive: {"control": "dockerfile-user-root", "allow": ["root"], "reason": "it steps down itself"}\nUSER root\n';
  const FILES = [...readdirSync(FIXTURES).map((file) => readFileSync(join(FIXTURES, file), 'utf8')), WAIVING];
  const audit = (file: Content) => expectAnswer(auditHere(file, 'Dockerfile'));

  test('are audited with inserted and removed characters', () => withstands(edited(FILES, DOCKERFILE_MARKS), 1000, audit), 120_000);

  test('are audited with duplicated, moved and removed lines', () => withstands(shuffled(FILES), 300, audit), 120_000);

  test('are audited with wrong bytes', () => withstands(miswritten(FILES, ['utf8', 'utf16le']), 300, audit), 120_000);
});

describe('waiver files', () => {
  const LIMITS = { neverWaive: ['privileged'], maxWaiverDays: 90 };
  const LISTED = { ...WAIVER, expires: '2030-01-31', owner: 'team', ticket: 'A-1' };
  const FILES = [settings([WAIVER]), settings([LISTED, { control: 'privileged', reason: 'needs it still' }], LIMITS), JSON.stringify(LIMITS)];
  const audit = (file: Content) => expectAnswerOrBadWaiverFile(auditHere(WRITABLE_ROOT, 'fuzz.yaml', file));

  test('are read with inserted and removed characters', () => withstands(edited(FILES, YAML_MARKS), 700, audit), 120_000);

  test('are read with duplicated, moved and removed lines', () => withstands(shuffled(FILES), 200, audit), 120_000);

  test('are read with wrong bytes', () => withstands(miswritten(FILES, ['utf8', 'utf16le']), 200, audit), 120_000);

  test('are read with odd YAML values', () =>
    withstands(fc.tuple(oddValue(), fc.constantFrom('waivers', 'neverWaive', 'maxWaiverDays')).map(([value, field]) =>
      `${field}: ${value}\n`), 300, audit), 120_000);

  test('are read with any JSON in any field', () => {
    const whole = { waivers: [{ ...LISTED, target: { kind: 'Pod', namespace: 'shop', name: 'good' } }], ...LIMITS };
    const places = [
      [], ['waivers'], ['waivers', 0], ...Object.keys(whole.waivers[0]).map((key) => ['waivers', 0, key]),
      ...['kind', 'namespace', 'name'].map((key) => ['waivers', 0, 'target', key]), ['neverWaive'], ['neverWaive', 0], ['maxWaiverDays'],
    ];
    withstands(fc.tuple(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 })).map(([place, value]) =>
      stringify(withValueAt(whole, place, value))), 500, audit);
  }, 120_000);
});

function withValueAt(holder: any, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) {
    return value;
  }
  const copy = Array.isArray(holder) ? [...holder] : { ...holder };
  copy[step] = withValueAt(holder[step], rest, value);
  return copy;
}

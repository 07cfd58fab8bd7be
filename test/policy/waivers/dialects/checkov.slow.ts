import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join } from 'path';
import { CHECKOV_CASES, CheckovCase, DOCKERFILE_CASES } from './checkov-cases';
import { readDockerfile } from '../../../../src/formats/dockerfile/parser/read-dockerfile';
import { JsonObject } from '../../../../src/formats/manifest/json';
import { amended, thirdPartyContext } from '../../../../src/policy/context/context';
import { CHECKOV } from '../../../../src/policy/controls/known-as/checkov';
import { standardIds } from '../../../../src/policy/controls/known-as/standard';
import { evaluate, evaluateDockerfile } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { annotateForScanners } from '../../../../src/policy/waivers/dialects/scanner-annotations';
import { PYTHON_SCANNERS } from '../../../programs/pinned';
import { scannerFolder } from '../../../programs/python-scanners';
import { knownIds, NOT_OURS } from '../../controls/known-as/not-ours';
import { waiver } from '../findings';

// Checkov starts slowly, so it runs once, for all cases.

const HARDENED = profileOf('hardened');
const SETTINGS = amended(thirdPartyContext('kubernetes'), { facts: { networkPolicies: { isolates: () => false } } });

let folder: string;
let failing: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-checkov-cases-'));
  CHECKOV_CASES.forEach((each, index) => {
    write(join(folder, `${index}`, 'before.json'), each.manifest);
    write(join(folder, `${index}`, 'after.json'), annotated(each));
  });
  DOCKERFILE_CASES.forEach(({ text }, index) => write(join(folder, `dockerfile-${index}`, 'Dockerfile'), text));
  failing = runCheckov(folder);
}, 10 * 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

function write(file: string, content: JsonObject | string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

/** The manifest with what Checkov gets for a waiver of one value. */
function annotated({ manifest, control, allow }: CheckovCase): JsonObject {
  const findings = evaluate(manifest, HARDENED, SETTINGS).map((finding) => {
    const isWaived = finding.control.id === control && (allow === undefined || finding.allowKey === allow);
    return isWaived ? { ...finding, waiver: waiver(control, { allow: allow === undefined ? undefined : [allow] }) } : finding;
  });
  return annotateForScanners(manifest, ['checkov'], findings, () => []);
}

interface Report {
  readonly summary: JsonObject;
  readonly results: { readonly failed_checks: readonly { readonly check_id: string; readonly file_path: string }[] };
}

/** The ids that fail in each file, by the path below the folder. */
function runCheckov(scanned: string): ReadonlyMap<string, ReadonlySet<string>> {
  const packages = scannerFolder('checkov');
  const options = ['--framework', 'kubernetes', 'dockerfile', '-o', 'json', '--quiet', '--compact', '--skip-download'];
  const args = [join(packages, 'bin', 'checkov'), '-d', scanned, ...options];
  const env = { ...process.env, PYTHONPATH: packages, LOG_LEVEL: 'ERROR' };
  const { stdout, stderr, error } = spawnSync('python3', args, { encoding: 'utf8', env, maxBuffer: 256 * 1024 * 1024 });
  let reports: readonly Report[];
  try {
    reports = [JSON.parse(stdout)].flat();
  } catch {
    throw new Error(`Checkov printed no JSON: ${error?.message ?? ''}${stderr}${stdout}`);
  }
  const { checkov } = PYTHON_SCANNERS;
  expect(reports.map(({ summary }) => [summary.checkov_version, summary.parsing_errors])).toEqual([[checkov, 0], [checkov, 0]]);
  const found = new Map<string, Set<string>>();
  for (const { check_id: id, file_path: path } of reports.flatMap(({ results }) => results.failed_checks)) {
    const file = path.replace(/^\//, '');
    found.set(file, (found.get(file) ?? new Set()).add(id));
  }
  return found;
}

const failingIn = (file: string) => failing.get(file) ?? new Set<string>();

test.each(CHECKOV_CASES.map((each, index) => [index, each.title, each] as const))('%i: exactly what is waived disappears: %s', (index, _, each) => {
  const [before, after] = ['before', 'after'].map((file) => failingIn(`${index}/${file}.json`));
  expect([...before].filter((id) => !after.has(id)).sort()).toEqual([...each.ids].sort());
  expect([...after].filter((id) => !before.has(id))).toEqual([]);
  // Each id that is written is one that fails otherwise.
  const { annotations = {} } = annotated(each).metadata as { readonly annotations?: JsonObject };
  const written = Object.values(annotations).flatMap((value) => /^CKV\w+(?==)/.exec(String(value)) ?? []);
  expect([...written].sort()).toEqual([...each.ids].sort());
});

test.each(DOCKERFILE_CASES.map((each, index) => [index, each.control, each] as const))('%i: both find it in a Dockerfile: %s', (index, control, { text, id }) => {
  expect(evaluateDockerfile(readDockerfile(Buffer.from(text)), HARDENED).map((finding) => finding.control.id)).toContain(control);
  expect(failingIn(`dockerfile-${index}/Dockerfile`)).toContain(id);
  expect(standardIds(CHECKOV, control)).toContain(id);
});

test('a case covers each id that can be written', () => {
  const ofBindings = ['CKV2_K8S_1', 'CKV2_K8S_2', 'CKV2_K8S_3', 'CKV2_K8S_4', 'CKV2_K8S_5'];
  const known = knownIds(CHECKOV);
  const covered = new Set([...CHECKOV_CASES.flatMap(({ ids }) => ids), ...DOCKERFILE_CASES.map(({ id }) => id), ...ofBindings]);
  expect(known.filter((id) => !covered.has(id))).toEqual([]);
});

test('each of its checks has a control, or a reason why not', () => {
  const listed = ['kubernetes', 'dockerfile'].flatMap((framework) => idsBelow(join(scannerFolder('checkov'), 'checkov', framework, 'checks')));
  const known = knownIds(CHECKOV);
  const left = Object.values(NOT_OURS.Checkov).flat();
  expect([...new Set(listed)].sort()).toEqual([...new Set([...known, ...left])].sort());
  expect(left.filter((id) => known.includes(id))).toEqual([]);
});

function idsBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:py|json)$/.test(file) && !basename(file).startsWith('__'))
    .flatMap((file) => readFileSync(join(directory, file), 'utf8').match(/(?<=\bid"?\s*[=:]\s*"?)CKV2?_(?:K8S|DOCKER)_\d+/g) ?? []);
}

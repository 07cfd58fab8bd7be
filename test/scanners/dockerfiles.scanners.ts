import { mkdirSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { parse } from 'yaml';
import { keyOf, ScannerReport } from './support/scanner';
import { trivyReport } from './support/trivy';
import { readDockerfile } from '../../src/formats/dockerfile/parser/read-dockerfile';
import { TRIVY } from '../../src/policy/controls/known-as/trivy';
import { evaluateDockerfile } from '../../src/policy/engine/evaluate';
import { profileOf } from '../../src/policy/engine/profile';
import { acceptanceOf, reportingIds } from '../../src/policy/waivers/dialects/acceptance';
import { trivy } from '../../src/policy/waivers/dialects/trivy';
import { DOCKERFILE } from '../../src/policy/waivers/target';
import { knownIds } from '../policy/controls/known-as/not-ours';
import { DOCKERFILE_CASES } from '../policy/waivers/dialects/checkov-cases';
import { waiver } from '../policy/waivers/findings';

/* Trivy reports what the library finds in Dockerfiles, and no longer reports exactly what a waiver accepts. Checkov has a slow test. */

/** Beside those for Checkov. */
const CASES = [
  ...DOCKERFILE_CASES,
  { control: 'dockerfile-secrets', text: 'FROM a:1\nENV AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLE7Gq0\nUSER 65532\n' },
  { control: 'dockerfile-working-dir', text: 'FROM a:1\nWORKDIR /proc/1\nUSER 65532\n' },
].map(({ control, text }, index) => {
  const findings = evaluateDockerfile(readDockerfile(Buffer.from(text)), profileOf('hardened'))
    .map((finding) => finding.control.id === control ? { ...finding, waiver: waiver(control) } : finding);
  const path = `${index}/${DOCKERFILE}`;
  return { control, text, path, subject: { ...acceptanceOf(findings, []), path, apiVersion: '', kind: DOCKERFILE, name: path } };
});

const idsOf = (report: ScannerReport, path: string) => [...report.get(keyOf(DOCKERFILE, '', path)) ?? []];

test('exceptions from checks of Dockerfiles cover exactly what is waived, and a case covers each check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dockerfiles-'));
  for (const { path, text } of CASES) {
    mkdirSync(dirname(join(folder, path)));
    writeFileSync(join(folder, path), text);
  }
  const { text: exceptions } = trivy.render(CASES.map(({ subject }) => subject));
  const { misconfigurations } = parse(exceptions);
  const [before, after] = ['', exceptions].map((text) => trivyReport(folder, text));
  const wrong = CASES.flatMap(({ control, path, subject: { accepted } }) => {
    const [plain, excepted] = [before, after].map((report) => idsOf(report, path));
    const written = misconfigurations.filter(({ paths }: any) => paths.includes(path)).map(({ id }: any) => id);
    const expected = [...reportingIds(TRIVY, accepted.map(({ found }) => found))];
    const gone = plain.filter((id) => !excepted.includes(id));
    const isSame = [gone, written].every((ids) => JSON.stringify([...ids].sort()) === JSON.stringify([...expected].sort()));
    return isSame ? [] : [{ control, path, plain, written, expected, gone }];
  });
  expect(wrong).toEqual([]);
  const reported = new Set(CASES.flatMap(({ path }) => idsOf(before, path)));
  expect(knownIds(TRIVY).filter((id) => id.startsWith('DS-') && !reported.has(id))).toEqual([]);
});

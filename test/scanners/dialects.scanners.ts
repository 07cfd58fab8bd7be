import { mkdirSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ScannerCase, scannerCases } from './support/cases';
import { kubeLinter } from './support/kube-linter';
import { kubeScore } from './support/kube-score';
import { polaris } from './support/polaris';
import { objectKey, ScannerReport, TestedScanner } from './support/scanner';
import { TESTED_SCANNERS } from './support/scanners';
import { trivy } from './support/trivy';
import { asObject, JsonObject } from '../../src/formats/manifest/json';
import { idsFor, standardIds } from '../../src/policy/controls/known-as/standard';
import { acceptanceOf } from '../../src/policy/waivers/dialects/acceptance';
import { annotateForScanners } from '../../src/policy/waivers/dialects/scanner-annotations';
import { trivy as trivyIgnore } from '../../src/policy/waivers/dialects/trivy';

/* Real scanners report what the library says they do, and no longer report exactly what a waiver accepts. */

const CASES = scannerCases();

const fileOf = (index: number) => `${index}.yaml`;

/** A folder with the manifest of each case. JSON is YAML, too. */
function folderOf(manifestOf: (each: ScannerCase) => JsonObject): string {
  const folder = mkdtempSync(join(tmpdir(), 'scanner-cases-'));
  CASES.forEach((each, index) => writeFileSync(join(folder, fileOf(index)), JSON.stringify(manifestOf(each))));
  return folder;
}

const idsIn = (report: ScannerReport, { manifest }: ScannerCase) => report.get(objectKey(manifest)) ?? new Set<string>();

/** The exceptions of each case, and the report of the scanner with them. */
interface Excepted {
  readonly written: readonly (readonly string[])[];
  readonly report: ScannerReport;
}

function withAnnotations({ scan }: TestedScanner, scanner: string, idsOf: (annotations: JsonObject) => readonly string[]): Excepted {
  const annotated = ({ manifest, findings }: ScannerCase) => annotateForScanners(manifest, [scanner], findings, () => []);
  const written = CASES.map((each) => idsOf(asObject(asObject(annotated(each).metadata).annotations)));
  return { written, report: scan(folderOf(annotated)) };
}

function withIgnoreFile(): Excepted {
  const { text } = trivyIgnore.render(CASES.map(({ manifest, findings }, index) => {
    const { name, namespace } = manifest.metadata as { readonly name: string; readonly namespace: string };
    return { ...acceptanceOf(findings, []), path: fileOf(index), apiVersion: String(manifest.apiVersion), kind: String(manifest.kind), name, namespace };
  }));
  const written = CASES.map((): string[] => []);
  for (const [, id, index] of text.matchAll(/- id: (\S+)\n\s+paths: \["(\d+)\.yaml"\]/g)) written[Number(index)].push(id);
  const folder = mkdtempSync(join(tmpdir(), 'trivy-'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.trivyignore.yaml'), text);
  return { written, report: trivy.scan(folderOf(({ manifest }) => manifest), join(folder, '.trivyignore.yaml')) };
}

const idsAfter = (prefix: string, suffix = '') => (annotations: JsonObject) => Object.keys(annotations)
  .filter((key) => key.startsWith(prefix) && key.endsWith(suffix)).map((key) => key.slice(prefix.length, key.length - suffix.length));

const EXCEPTED: { readonly [scanner: string]: () => Excepted } = {
  'kube-linter': () => withAnnotations(kubeLinter, 'kube-linter', idsAfter('ignore-check.kube-linter.io/')),
  'kube-score': () => withAnnotations(kubeScore, 'kube-score', (annotations) => String(annotations['kube-score/ignore'] ?? '').split(',').filter(Boolean)),
  'Polaris': () => withAnnotations(polaris, 'polaris', idsAfter('polaris.fairwinds.com/', '-exempt')),
  'Trivy': withIgnoreFile,
};

describe.each(TESTED_SCANNERS.map((each) => [each.standard.name, each] as const))('%s', (name, scanner) => {
  const { standard } = scanner;
  let before: ScannerReport;

  beforeAll(() => { before = scanner.scan(folderOf(({ manifest }) => manifest)); });

  test('reports all that the library says it does', () => {
    const wrong = CASES.flatMap((each) => {
      const ids = new Set(acceptanceOf(each.findings, []).accepted.flatMap(({ found }) => idsFor(standard, found)));
      const missing = [...ids].filter((id) => !idsIn(before, each).has(id));
      return missing.length > 0 ? [`${each.title}: ${missing}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  test('has a case for each of its ids', () => {
    const reported = new Set(CASES.flatMap((each) => [...idsIn(before, each)]));
    const known = Object.keys(standard.ids).flatMap((control) => standardIds(standard, control));
    expect(known.filter((id) => !reported.has(id))).toEqual([]);
  });

  if (name in EXCEPTED) {
    test('no longer reports exactly what a waiver accepts', () => {
      const { written, report } = EXCEPTED[name]();
      const wrong = CASES.flatMap((each, index) => {
        const [plain, excepted] = [before, report].map((one) => idsIn(one, each));
        const gone = [...plain].filter((id) => !excepted.has(id)).sort();
        const isSame = JSON.stringify(gone) === JSON.stringify([...new Set(written[index])].sort());
        return isSame && [...excepted].every((id) => plain.has(id)) ? [] : [`${each.title}: ${gone} instead of ${written[index]}`];
      });
      expect(wrong).toEqual([]);
      expect(written.filter((ids) => ids.length > 0).length).toBeGreaterThan(10);
    });
  }
});

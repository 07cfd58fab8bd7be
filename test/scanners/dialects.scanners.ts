import { parse } from 'yaml';
import { ScannerCase, scannerCases } from './support/cases';
import { kubeLinter } from './support/kube-linter';
import { kubeScore } from './support/kube-score';
import { polaris } from './support/polaris';
import { objectKey, scanned, ScannerReport, TestedScanner, writeObjects } from './support/scanner';
import { TESTED_SCANNERS } from './support/scanners';
import { trivyReport } from './support/trivy';
import { asObject, JsonObject } from '../../src/formats/manifest/json';
import { OF_BINDINGS } from '../../src/policy/controls/known-as/parts';
import { idsFor, idText } from '../../src/policy/controls/known-as/standard';
import { acceptanceOf, reportingIds } from '../../src/policy/waivers/dialects/acceptance';
import { AcceptedSubject } from '../../src/policy/waivers/dialects/file-dialect';
import { annotateForScanners } from '../../src/policy/waivers/dialects/scanner-annotations';
import { trivy as ignoreFile } from '../../src/policy/waivers/dialects/trivy';
import { knownIds } from '../policy/controls/known-as/not-ours';

/* Real scanners report what the library says they do, and no longer report exactly what a waiver accepts. */

const CASES = scannerCases();

/** An id that a scanner does not report in every case of a control, because the rest of the object decides. */
interface Inexact {
  readonly scanner: string;
  readonly control: string;
  readonly id: string;
  readonly reason: string;
}

type Difference = Pick<Inexact, 'id' | 'control'>;

const INEXACT: readonly Inexact[] = [
  { scanner: 'kube-linter', control: 'capabilities-restricted', id: 'drop-net-raw-capability', reason: 'it needs a list of capabilities' },
  { scanner: 'kube-linter', control: 'run-as-non-root', id: 'run-as-non-root', reason: 'it accepts another uid than 0 in place of runAsNonRoot' },
  { scanner: 'kube-linter', control: 'runtime-socket', id: 'docker-sock', reason: 'it reports the socket only where a container mounts it' },
  { scanner: 'kube-score', control: 'image-pull-policy', id: 'container-image-pull-policy', reason: 'Kubernetes always pulls an image without a tag' },
  { scanner: 'kube-score', control: 'seccomp-profile-restricted', id: 'container-seccomp-profile', reason: 'a profile without a type is enough for it' },
  { scanner: 'Polaris', control: 'run-as-non-root', id: 'runAsRootAllowed', reason: 'it accepts another uid than 0 in place of runAsNonRoot' },
  { scanner: 'Polaris', control: 'seccomp-profile-restricted', id: 'linuxHardening', reason: 'SELinux or dropped capabilities are enough for it' },
  { scanner: 'Polaris', control: 'capabilities-restricted', id: 'linuxHardening', reason: 'SELinux or a seccomp profile is enough for it' },
];

/** An id that a scanner reports, where the library finds nothing of its controls. */
type OnlyThere = Omit<Inexact, 'control'>;

const NO_POLICY_APPLIES = 'policies do not apply to pods in the network of the node';
const ROLE_ELSEWHERE = 'it reports a binding to a role that it does not see';
const ROOT_LISTENS = 'the control reports only ports that the user of the container cannot open';
const OTHER_PROBE = 'the control reports only names of ports: a kubelet connects to any number';

const ONLY_THERE: readonly OnlyThere[] = [
  { scanner: 'kube-linter', id: 'liveness-port', reason: OTHER_PROBE },
  { scanner: 'kube-linter', id: 'readiness-port', reason: OTHER_PROBE },
  { scanner: 'kube-linter', id: 'startup-port', reason: OTHER_PROBE },
  { scanner: 'kube-linter', id: 'non-existent-service-account', reason: 'the account may be in the cluster' },
  { scanner: 'kube-linter', id: 'non-isolated-pod', reason: NO_POLICY_APPLIES },
  { scanner: 'kube-linter', id: 'privileged-ports', reason: ROOT_LISTENS },
  { scanner: 'kube-score', id: 'pod-networkpolicy', reason: NO_POLICY_APPLIES },
  { scanner: 'Polaris', id: 'clusterrolebindingPodExecAttach', reason: ROLE_ELSEWHERE },
  { scanner: 'Polaris', id: 'missingNetworkPolicy', reason: NO_POLICY_APPLIES },
  { scanner: 'Polaris', id: 'rolebindingClusterAdminClusterRole', reason: ROLE_ELSEWHERE },
  { scanner: 'Polaris', id: 'rolebindingClusterAdminRole', reason: ROLE_ELSEWHERE },
  { scanner: 'Polaris', id: 'rolebindingClusterRolePodExecAttach', reason: ROLE_ELSEWHERE },
  { scanner: 'Polaris', id: 'rolebindingRolePodExecAttach', reason: ROLE_ELSEWHERE },
  { scanner: 'Trivy', id: 'KSV-0117', reason: ROOT_LISTENS },
  { scanner: 'Trivy', id: 'KSV-0125', reason: 'it trusts only the registries of three clouds, and the library those in `allowedRegistries`' },
  { scanner: 'Trivy', id: 'KSV-01010', reason: 'it looks at names as well, and at values that are no secrets' },
];

const idsIn = (report: ScannerReport, { manifest }: ScannerCase) => report.get(objectKey(manifest)) ?? new Set<string>();

/** The exceptions of each case, and the report of the scanner with them. */
interface Excepted {
  readonly written: readonly (readonly string[])[];
  readonly report: ScannerReport;
}

function withAnnotations(tested: TestedScanner, scanner: string, idsOf: (annotations: JsonObject) => readonly string[]): Excepted {
  const annotated = CASES.map(({ manifest, findings }) => annotateForScanners(manifest, [scanner], findings, () => []));
  return { written: annotated.map(({ metadata }) => idsOf(asObject(asObject(metadata).annotations))), report: scanned(tested, annotated) };
}

const idsAfter = (prefix: string, suffix = '') => (annotations: JsonObject) => Object.keys(annotations)
  .filter((key) => key.startsWith(prefix) && key.endsWith(suffix)).map((key) => key.slice(prefix.length, key.length - suffix.length));

/** Trivy gets a file with exceptions, in place of annotations. */
function withIgnoreFile(): Excepted {
  const subjects = CASES.map(({ manifest: { apiVersion, kind, metadata }, findings }, index): AcceptedSubject => {
    const { namespace, name } = metadata as { readonly namespace: string; readonly name: string };
    return { ...acceptanceOf(findings, []), path: `${index}.yaml`, apiVersion: String(apiVersion), kind: String(kind), namespace, name };
  });
  const { text } = ignoreFile.render(subjects);
  const { misconfigurations } = parse(text);
  const written = subjects.map(({ path }) => misconfigurations.filter(({ paths }: any) => paths.includes(path)).map(({ id }: any) => id));
  return { written, report: trivyReport(writeObjects(CASES.map(({ manifest }) => manifest)), text) };
}

const EXCEPTED: { readonly [scanner: string]: () => Excepted } = {
  'kube-linter': () => withAnnotations(kubeLinter, 'kube-linter', idsAfter('ignore-check.kube-linter.io/')),
  'kube-score': () => withAnnotations(kubeScore, 'kube-score', (annotations) => String(annotations['kube-score/ignore'] ?? '').split(',').filter(Boolean)),
  'Trivy': withIgnoreFile,
  'Polaris': () => withAnnotations(polaris, 'polaris', idsAfter('polaris.fairwinds.com/', '-exempt')),
};

describe.each(TESTED_SCANNERS.map((each) => [each.standard.name, each] as const))('%s', (name, scanner) => {
  const { standard } = scanner;
  let before: ScannerReport;

  beforeAll(() => { before = scanned(scanner, CASES.map(({ manifest }) => manifest)); });

  test('reports all that the library says it does', () => {
    const wrong = CASES.flatMap((each) => {
      const accepted = acceptanceOf(each.findings, []).accepted
        .flatMap(({ found }) => idsFor(standard, found).map((id) => ({ id, control: found.control })));
      const missing = accepted.filter(({ id }) => !idsIn(before, each).has(id));
      return missing.map(({ id, control }) => ({ id, control, title: each.title }));
    });
    const isListed = (each: Difference) => (one: Difference) => one.id === each.id && one.control === each.control;
    const listed = INEXACT.filter((each) => each.scanner === name);
    expect(wrong.filter((each) => !listed.some(isListed(each)))).toEqual([]);
    expect(listed.filter((each) => !wrong.some(isListed(each)))).toEqual([]);
  });

  test('reports nothing else that the library has a control for', () => {
    const ours = new Set(knownIds(standard));
    const extra = CASES.flatMap((each) => {
      const { accepted, open } = acceptanceOf(each.findings, []);
      const named = reportingIds(standard, [...accepted.map(({ found }) => found), ...open]);
      return [...idsIn(before, each)].filter((id) => ours.has(id) && !named.has(id));
    });
    expect([...new Set(extra)].sort()).toEqual(ONLY_THERE.filter((each) => each.scanner === name).map(({ id }) => id).sort());
  });

  test('has a case for each of its ids', () => {
    const reported = new Set(CASES.flatMap((each) => [...idsIn(before, each)]));
    // Controls report the role, and never the binding.
    const ofObjects = Object.keys(standard.ids).filter((control) => !control.startsWith('dockerfile-'));
    const known = ofObjects.flatMap((control) => standard.ids[control]).filter((id) => typeof id === 'string' || id.object !== OF_BINDINGS).map(idText);
    expect(known.filter((id) => !reported.has(id))).toEqual([]);
  });

  if (name in EXCEPTED) {
    test('no longer reports exactly what a waiver accepts', () => {
      const { written, report } = EXCEPTED[name]();
      const wrong = CASES.flatMap((each, index) => {
        const [plain, excepted] = [before, report].map((one) => idsIn(one, each));
        const gone = [...plain].filter((id) => !excepted.has(id)).sort();
        const reported = new Set(written[index].filter((id) => plain.has(id)));
        const isSame = JSON.stringify(gone) === JSON.stringify([...reported].sort());
        return isSame && [...excepted].every((id) => plain.has(id)) ? [] : [`${each.title}: ${gone} instead of ${written[index]}`];
      });
      expect(wrong).toEqual([]);
      expect(written.filter((ids) => ids.length > 0).length).toBeGreaterThan(10);
    });
  }
});

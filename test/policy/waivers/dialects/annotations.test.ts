import { JsonObject } from '../../../../src/formats/manifest/json';
import { CHECKOV } from '../../../../src/policy/controls/known-as/checkov';
import { KUBE_LINTER } from '../../../../src/policy/controls/known-as/kube-linter';
import { KUBE_SCORE } from '../../../../src/policy/controls/known-as/kube-score';
import { KUBESCAPE } from '../../../../src/policy/controls/known-as/kubescape';
import { POLARIS } from '../../../../src/policy/controls/known-as/polaris';
import { standardIds } from '../../../../src/policy/controls/known-as/standard';
import { EvaluatedFinding } from '../../../../src/policy/engine/finding';
import { Waiver } from '../../../../src/policy/settings/waiver';
import { annotateForScanners, ANNOTATION_DIALECTS } from '../../../../src/policy/waivers/dialects/scanner-annotations';
import { finding, waiver } from '../findings';

// The exact text that each scanner reads.

const ROOT = waiver('run-as-non-root', { reason: 'starts as root: UID=0 is needed\n until 8.0', expires: '2027-06-30' });
const WRITABLE = waiver('read-only-root-filesystem', { reason: 'writes beside its binary', containers: ['main'] });

const waived = (id: string, by: Waiver, fields: Partial<EvaluatedFinding> = {}) => finding(id, { waiver: by, ...fields });
const FOUND = [waived('run-as-non-root', ROOT), waived('read-only-root-filesystem', WRITABLE, { container: 'main' })];

function annotationsOf(scanner: string, findings: readonly EvaluatedFinding[], existing?: JsonObject): unknown {
  const annotated = annotateForScanners({ kind: 'Pod', metadata: { name: 'p', ...existing && { annotations: existing } } }, [scanner], findings, () => []);
  return (annotated.metadata as JsonObject).annotations;
}

test.each<[string, JsonObject]>([
  ['kube-linter', {
    'ignore-check.kube-linter.io/no-read-only-root-fs': 'writes beside its binary',
    'ignore-check.kube-linter.io/run-as-non-root': 'starts as root: UID=0 is needed until 8.0',
  }],
  ['kube-score', { 'kube-score/ignore': 'container-security-context-readonlyrootfilesystem' }],
  ['polaris', {
    'polaris.fairwinds.com/notReadOnlyRootFilesystem-exempt': 'true',
    'polaris.fairwinds.com/runAsRootAllowed-exempt': 'true',
  }],
  ['checkov', {
    'checkov.io/skip1': 'CKV_K8S_22=writes beside its binary',
    'checkov.io/skip2': 'CKV_K8S_23=starts as root: UID:0 is needed until 8.0',
  }],
  ['kubescape', {
    'kubescape.io/skip-controls': 'C-0013,C-0017',
    'kubescape.io/skip-expiry': '2027-06-30T23:59:59Z',
    'kubescape.io/skip-reason': 'starts as root: UID=0 is needed until 8.0; writes beside its binary',
  }],
])('%s reads %j', (scanner, expected) => {
  expect(annotationsOf(scanner, FOUND)).toEqual(expected);
  expect(JSON.stringify(annotationsOf(scanner, [...FOUND].reverse()))).toBe(JSON.stringify(annotationsOf(scanner, FOUND)));
});

test.each<[string, JsonObject, JsonObject]>([
  ['kube-linter', { 'ignore-check.kube-linter.io/run-as-non-root': 'mine' }, {
    'ignore-check.kube-linter.io/run-as-non-root': 'mine', 'ignore-check.kube-linter.io/no-read-only-root-fs': 'writes beside its binary',
  }],
  ['kube-score', { 'kube-score/ignore': 'service-type, container-security-context-readonlyrootfilesystem' },
    { 'kube-score/ignore': 'service-type,container-security-context-readonlyrootfilesystem' }],
  ['polaris', { 'polaris.fairwinds.com/runAsRootAllowed-exempt': 'false' }, {
    'polaris.fairwinds.com/runAsRootAllowed-exempt': 'false', 'polaris.fairwinds.com/notReadOnlyRootFilesystem-exempt': 'true',
  }],
  ['checkov', { 'checkov.io/skip1': 'CKV_K8S_14', 'checkov.io/skip_mine': 'CKV_K8S_22=mine' }, {
    'checkov.io/skip1': 'CKV_K8S_14',
    'checkov.io/skip_mine': 'CKV_K8S_22=mine',
    'checkov.io/skip2': 'CKV_K8S_23=starts as root: UID:0 is needed until 8.0',
  }],
  ['kubescape', {
    'kubescape.io/skip-controls': 'C-0001, C-0013',
    'kubescape.io/skip-reason': 'mine',
    'kubescape.io/skip-expiry': '2027-01-31T12:00:00+02:00',
  }, {
    'kubescape.io/skip-controls': 'C-0001,C-0013,C-0017',
    'kubescape.io/skip-reason': 'mine; starts as root: UID=0 is needed until 8.0; writes beside its binary',
    'kubescape.io/skip-expiry': '2027-01-31T12:00:00+02:00',
  }],
])('%s keeps what the author wrote: %j', (scanner, existing, expected) => {
  expect(annotationsOf(scanner, FOUND, { ...existing, other: 'x' })).toEqual({ ...expected, other: 'x' });
});

test.each(Object.keys(ANNOTATION_DIALECTS))('%s gets nothing for what has no waiver, in part or in whole', (scanner) => {
  expect(annotationsOf(scanner, [finding('read-only-root-filesystem')])).toBeUndefined();
  expect(annotationsOf(scanner, [...FOUND.slice(1), finding('read-only-root-filesystem', { container: 'sidecar' })])).toBeUndefined();
});

test.each(Object.keys(ANNOTATION_DIALECTS))('%s finds its own annotations again, and adds nothing to them', (scanner) => {
  const once = annotationsOf(scanner, FOUND) as JsonObject;
  expect(JSON.stringify(annotationsOf(scanner, FOUND, once))).toBe(JSON.stringify(once));
});

test('an id that stands for several controls is only written if waivers cover all that is found of them', () => {
  const cpu = waived('cpu-resources', waiver('cpu-resources'));
  expect(annotationsOf('kube-score', [cpu])).toEqual({ 'kube-score/ignore': 'container-resources' });
  expect(annotationsOf('kube-score', [cpu, waived('memory-resources', waiver('memory-resources'))])).toEqual({ 'kube-score/ignore': 'container-resources' });
  expect(annotationsOf('kube-score', [cpu, finding('memory-resources')])).toBeUndefined();
});

test('a value that another profile finds too has the ids of both controls', () => {
  const [loose] = [finding('host-path-volumes')];
  const found = waived('restricted-volumes', waiver('restricted-volumes'), { counterparts: [{ control: loose.control }] });
  expect(annotationsOf('kubescape', [found])).toMatchObject({ 'kubescape.io/skip-controls': 'C-0048' });
  expect(annotationsOf('polaris', [found])).toEqual({ 'polaris.fairwinds.com/hostPathSet-exempt': 'true' });
});

test('only scanners that are named get annotations, and lists and odd metadata none', () => {
  const manifest = { kind: 'Pod', metadata: { name: 'p' } };
  expect(annotateForScanners(manifest, [], FOUND, () => [])).toBe(manifest);
  expect(annotateForScanners(manifest, ['checkov'], [], () => [])).toBe(manifest);
  const list = { kind: 'List', metadata: {}, items: [] };
  expect(annotateForScanners(list, ['checkov'], FOUND, () => [])).toBe(list);
  const odd = { kind: 'Pod', metadata: { annotations: ['x'] } };
  expect(annotateForScanners(odd, ['checkov'], FOUND, () => [])).toBe(odd);
});

test.each([KUBE_LINTER, POLARIS])('the ids of $name fit in the keys of annotations', (standard) => {
  // https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set
  const objects = Object.keys(standard.ids).filter((control) => !control.startsWith('dockerfile')).flatMap((control) => standardIds(standard, control));
  expect(objects.filter((id) => !/^[A-Za-z0-9][-A-Za-z0-9_.]{0,54}[A-Za-z0-9]$/.test(id))).toEqual([]);
});

test.each([KUBE_SCORE, CHECKOV, KUBESCAPE])('the ids of $name have no comma and no `=`', (standard) => {
  expect(Object.keys(standard.ids).flatMap((control) => standardIds(standard, control)).filter((id) => /[,=\s]/.test(id))).toEqual([]);
});

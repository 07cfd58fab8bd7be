import { stringify } from 'yaml';
import { Audit } from '../../../src/tasks/audit/audit';
import { auditPaths } from '../../../src/tasks/audit/audit-paths';
import { evaluationOf } from '../../../src/tasks/audit/evaluation';
import { Input } from '../../../src/tasks/audit/input';
import { resultOf } from '../../../src/tasks/audit/steps';
import { AuditWaivers } from '../../../src/tasks/audit/waivers';
import { Baseline, BaselineMatcher } from '../../../src/tasks/baseline/baseline';
import { Finding } from '../../../src/tasks/reports/finding';
import { AuditSarif } from '../../../src/tasks/reports/formats/sarif';
import { LazyFinding } from '../../../src/tasks/reports/to-finding';
import { goodPod } from '../../policy/controls/support';

// The same finding in several overlays is one finding.

const overlay = (name: string, ...objects: readonly object[]): Input => {
  const chunks = () => [Buffer.from(objects.map((each) => stringify(each)).join('---\n'))];
  return {
    name,
    isNamed: false,
    isDockerfile: false,
    chunks,
    preview: chunks,
    rendering: { kind: 'kustomization', isForeign: false, sources: [], fileOf: () => `${name}/kustomization.yaml` },
  };
};
const pod = (fields: object, name = 'web') => goodPod((spec, own) => {
  Object.assign(spec, fields);
  own.metadata.name = name;
});

function run(inputs: readonly Input[], baseline?: Baseline | 'new') {
  const evaluation = evaluationOf({ profile: 'pss-restricted' });
  const waivers = new AuditWaivers('inline', { waivers: [], neverWaive: [] }, [], new Date());
  const reported: LazyFinding[] = [];
  const matcher = baseline === undefined ? undefined : new BaselineMatcher(baseline === 'new' ? undefined : baseline);
  const onFinding = (finding: Finding) => reported.push(finding as LazyFinding);
  const audit = new Audit({ evaluationFor: () => evaluation, waivers, baseline: matcher, onFinding });
  resultOf(auditPaths(audit, { paths: ['.'], inputs, isExcluded: () => false, skipsOthers: true }));
  return { findings: reported.map((finding) => finding.toJSON()), summary: audit.summary, matcher };
}

const FIVE = ['a', 'b', 'c', 'd', 'e'];

test('the same finding in five overlays is one finding, with all of their paths', () => {
  const { findings, summary } = run(FIVE.map((name) => overlay(name, pod({ hostPID: true }))));
  expect(findings).toMatchObject([{ control: 'host-namespaces', file: 'a', overlays: FIVE, message: expect.stringMatching(/\(in 5 overlays\)$/) }]);
  expect(summary).toMatchObject({ errors: 1, workloads: 5 });
});

test('another value, container, object or namespace is another finding', () => {
  const others = [
    pod({ hostPID: true }), pod({ hostIPC: true }), pod({ hostPID: true }, 'other'), { ...pod({ hostPID: true }), metadata: { name: 'web', namespace: 'other' } },
  ];
  const { findings } = run(others.map((each, index) => overlay(`${index}`, each)));
  expect(findings.map(({ file, overlays }) => [file, overlays])).toEqual([['0', undefined], ['1', undefined], ['2', undefined], ['3', undefined]]);
  expect(run([overlay('a', pod({ hostPID: true }), pod({ hostPID: true }))]).findings).toHaveLength(2);
});

test('a baseline has it once, and lists it in a new overlay', () => {
  const before = run(['a', 'b'].map((name) => overlay(name, pod({ hostPID: true }))), 'new').matcher!.current();
  expect(before.findings).toHaveLength(1);
  expect(before.findings[0].count).toBeUndefined();
  const { summary } = run(FIVE.map((name) => overlay(name, pod({ hostPID: true }))), before);
  expect(summary).toMatchObject({ errors: 0, baselined: 1 });
  const changed = run([...FIVE.map((name) => overlay(name, pod({ hostPID: true }))), overlay('f', pod({ hostPID: true, hostNetwork: true }))], before);
  expect(changed.findings.filter(({ baselined }) => !baselined).map(({ field, file }) => [field, file])).toEqual([['spec.hostNetwork', 'f']]);
});

test('SARIF has the other overlays as related locations', () => {
  const [finding] = run(FIVE.map((name) => overlay(name, pod({ hostPID: true })))).findings;
  const sarif = new AuditSarif();
  const text = sarif.begin({ tool: { name: 'a', version: '1' }, profile: 'hardened', kubernetesVersion: '1.34', platform: 'kubernetes', failOn: 'error' })
    + sarif.finding(finding) + sarif.end(run([]).summary);
  const [result] = JSON.parse(text).runs[0].results;
  expect(result.relatedLocations.map(({ physicalLocation }: any) => physicalLocation.artifactLocation.uri)).toEqual(['b', 'c', 'd', 'e']);
});

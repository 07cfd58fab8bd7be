import { noRisks } from '../../../../src/tasks/reports/fail-on';
import { Finding } from '../../../../src/tasks/reports/finding';
import { FindingRisk, FindingSeverity } from '../../../../src/tasks/reports/finding-risk';
import { FORMATS } from '../../../../src/tasks/reports/formats';
import { FORMAT_NAMES, FormatName } from '../../../../src/tasks/reports/formats/names';

const FOUND: Finding = {
  control: 'privileged',
  risk: FindingRisk.CRITICAL,
  severity: FindingSeverity.ERROR,
  waived: false,
  file: 'charts/web',
  source: 'charts/web/templates/pod.yaml',
  document: 1,
  line: 7,
  apiVersion: 'v1',
  kind: 'Pod',
  name: 'web',
  path: '/spec/containers/0/securityContext/privileged',
  field: 'spec.containers[0].securityContext.privileged',
  container: 'main',
  message: 'container "main": securityContext.privileged is true',
  remedy: 'remove `privileged: true`',
};
const TOOL = { name: 'cdk8s-hardened', version: '1.0.0' };
const HEADER = { tool: TOOL, profile: 'hardened', kubernetesVersion: '1.34', platform: 'kubernetes', failOn: 'error' } as const;
const NONE = { warnings: 0, dockerfiles: 0, waived: 0, unevaluated: 0, leftOut: 0, risks: noRisks() };
const SUMMARY = { ...NONE, files: 1, documents: 1, workloads: 1, errors: 1 };

function reportOf(format: FormatName, finding: Finding): string {
  const report = FORMATS[format]({});
  return [report.begin(HEADER), report.finding(finding), report.end(SUMMARY)].join('');
}

describe.each([...FORMAT_NAMES])('the format %s', (format) => {
  test('shows the value of a finding in a chart, and nothing where none is known', () => {
    const plain = reportOf(format, FOUND);
    const shown = reportOf(format, { ...FOUND, chartValue: 'db.main-context' });
    expect(shown).toContain('db.main-context');
    // The program of the page has the word.
    expect(plain).not.toMatch(format === 'html' ? /"value":/ : /chartValue|value: /i);
    expect(FORMATS[format]({}).showsValue(FOUND)).toBe(true);
  });

  test('shows no value that breaks out of its place', () => {
    const text = reportOf(format, { ...FOUND, chartValue: 'a\n::error::x\u001b[31m</script><b>.`b`' });
    expect(text).not.toMatch(/^::error::x|\u001b/m);
    expect(text.includes('<b>.')).toBe(!['html', 'markdown', 'junit'].includes(format));
  });
});

test('formats without waived findings need no values for them, and the text only for those that it lists', () => {
  const shows = (format: FormatName, style: object, finding: Partial<Finding>) =>
    FORMATS[format](style).showsValue({ ...FOUND, ...finding });
  for (const format of ['sarif', 'github', 'gitlab', 'rdjson', 'junit'] as const) {
    expect([shows(format, {}, { waived: true }), shows(format, {}, { baselined: true })]).toEqual([false, false]);
  }
  expect(shows('sarif', { detail: 'all' }, { waived: true })).toBe(true);
  expect(shows('json', {}, { waived: true, baselined: true })).toBe(true);
  expect(shows('text', {}, { risk: FindingRisk.LOW, severity: FindingSeverity.WARNING })).toBe(false);
  expect(shows('text', {}, { risk: FindingRisk.LOW, severity: FindingSeverity.ERROR })).toBe(true);
  expect(shows('text', { detail: 'all' }, { risk: FindingRisk.LOW })).toBe(true);
  expect(shows('text', { detail: 'summary' }, {})).toBe(false);
  expect(shows('text', { detail: 'failing' }, {})).toBe(false);
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { HardenedDeployment, Hardening, RunAs, Scanner, Waiver, WritablePath } from '../../../../src/index';
import { run } from '../../../commands/cli/support';
import { container, manifestOf, newChart, synthError } from '../../../constructs/workloads/support';

// The uid that a known image forces is right, and scanners report it: a waiver makes an exception from it for them.

const UID: Waiver = { control: 'high-user-id', allow: ['999'], reason: 'the image of PostgreSQL works with no other user' };
const BOTH: Waiver = { controls: ['high-user-id', 'high-group-id'], allow: ['999'], reason: UID.reason };

const directories: string[] = [];
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

function workspace(files: { readonly [name: string]: object }): string {
  const made = mkdtempSync(join(tmpdir(), 'known-ids-'));
  directories.push(made);
  Object.entries(files).forEach(([name, value]) => writeFileSync(join(made, name), stringify(value)));
  return made;
}

function database(waivers: readonly Waiver[], image = 'postgres:17'): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'shop', annotations: { 'cdk8s-hardened/waivers': JSON.stringify(waivers) } },
    spec: { template: { spec: { securityContext: { runAsUser: 999, runAsGroup: 999, runAsNonRoot: true }, containers: [{ name: 'db', image }] } } },
  };
}

const TARGET = { kind: 'StatefulSet', name: 'db', namespace: 'shop' };

/** What an audit says about the ids, and about waivers. */
async function audited(waivers: readonly Waiver[], image?: string, ...args: string[]): Promise<readonly string[]> {
  const cwd = workspace({ 'db.yaml': database(waivers, image) });
  const { stdout } = await run(['audit', 'db.yaml', '--format', 'json', ...args], { cwd });
  return JSON.parse(stdout).findings.map(({ control, waived }: any) => `${control}${waived ? ' (waived)' : ''}`)
    .filter((text: string) => /^(?:high-|waiver-)/.test(text));
}

test('a waiver of the uid of a known image is used, and without one there is no finding', async () => {
  await expect(audited([])).resolves.toEqual([]);
  await expect(audited([UID])).resolves.toEqual(['high-user-id (waived)']);
  await expect(audited([BOTH])).resolves.toEqual(['high-user-id (waived)', 'high-group-id (waived)']);
});

test('a waiver of another value is unused, and the uid of another image is a finding', async () => {
  await expect(audited([{ ...UID, allow: ['998'] }])).resolves.toEqual(['waiver-unused']);
  await expect(audited([UID], 'registry.example/app:1')).resolves.toEqual(['high-user-id (waived)', 'high-group-id']);
  await expect(audited([], 'registry.example/app:1')).resolves.toEqual(['high-user-id', 'high-group-id']);
});

test('a waiver that does not count makes no finding', async () => {
  await expect(audited([UID], undefined, '--waivers', 'none')).resolves.toEqual([]);
});

test('a waiver file is read the same, and its exceptions are written', async () => {
  const cwd = workspace({ 'db.yaml': database([]), 'waivers.yaml': { waivers: [{ ...BOTH, target: TARGET }] } });
  const { stderr } = await run(['export-waivers', 'db.yaml', '--waiver-file', 'waivers.yaml', '--output-dir', 'out'], { cwd });
  expect(stderr.filter((line) => line.includes('unused'))).toEqual([]);
  const trivy = readFileSync(join(cwd, 'out', '.trivyignore.yaml'), 'utf8');
  expect(trivy).toContain('- id: KSV-0020');
  expect(trivy).toContain('- id: KSV-0021');
});

test('`harden` does not call such a waiver unused', async () => {
  const settings = (waiver: Waiver) => ({ 'db.yaml': database([]), 'cdk8s-hardened.yaml': { profile: 'hardened', waivers: [{ ...waiver, target: TARGET }] } });
  const used = await run(['harden', 'db.yaml'], { cwd: workspace(settings(UID)) });
  expect(used.stderr.filter((line) => line.includes('high-user-id'))).toEqual([]);
  const unused = await run(['harden', 'db.yaml'], { cwd: workspace(settings({ ...UID, allow: ['998'] })) });
  expect(unused.stderr.join('\n')).toContain('waiver of "high-user-id"');
});

test('a hardened workload makes the exceptions for its scanners', () => {
  const chart = newChart();
  Hardening.of(chart).setDefaults({ scannerAnnotations: Object.values(Scanner) });
  const deployment = new HardenedDeployment(chart, 'db', {
    containers: [container({ image: 'postgres:17' })],
    runAs: RunAs.user(999),
    waivers: [BOTH],
    writablePaths: [WritablePath.fromEmptyDir('/var/lib/postgresql/data')],
  });
  expect((manifestOf(deployment) as any).metadata.annotations).toMatchObject({
    'kube-score/ignore': 'container-security-context-user-group-id',
    'checkov.io/skip1': `CKV_K8S_40=${UID.reason}`,
  });
  expect(synthError(chart)).toBe('');
});

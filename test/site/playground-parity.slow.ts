import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { TEXTS } from './texts';
import { evaluateText } from '../../site/playground/evaluate';
import { Request } from '../../site/playground/result';
import { LATEST_VERSION, OLDEST_VERSION } from '../../src/formats/manifest/version';
import { printLock } from '../../src/knowledge/image-lock/print-lock';
import { CATALOG } from '../../src/policy/controls/catalog';
import { Finding } from '../../src/tasks/reports/finding';
import { printable } from '../../src/tasks/reports/printable';
import { byRisk } from '../../src/tasks/reports/risk-order';
import { run, waivingPod, Workspace } from '../commands/cli/support';
import { directoryOf, lockWith } from '../knowledge/image-lock/support';

// The playground says what the command line says.

const workspace = new Workspace();
afterAll(() => workspace.remove());

const OPTIONS: Omit<Request, 'text'> = { kind: 'detect', profile: 'hardened', kubernetesVersion: '1.37', platform: 'kubernetes' };

async function audited(file: string, ...args: string[]): Promise<{ findings: readonly Finding[]; summary: any; stderr: string[] }> {
  const { report: { summary }, findings, stderr } = await workspace.json(file, '--config', 'none', ...args);
  return { findings, summary, stderr };
}

function shown({ control, risk, waived, severity, message, remedy, line, endLine }: Finding) {
  return { control, risk, state: waived ? 'waived' : severity, message: message.replace(`${control}: `, ''), remedy: printable(remedy), line, endLine };
}

const names = Object.keys(TEXTS);

describe.each([
  { ...OPTIONS, texts: names },
  { ...OPTIONS, profile: 'pss-restricted' as const, kubernetesVersion: '1.28', platform: 'openshift' as const, texts: names.filter((name) => !/known|fixtures/.test(name)) },
])('with $profile, $kubernetesVersion and $platform', ({ texts, ...options }) => {
  const args = ['--profile', options.profile, '--kubernetes-version', options.kubernetesVersion, '--platform', options.platform];

  test.each(texts)('says of the text %s what the command line says', async (name) => {
    const text = TEXTS[name];
    const result = evaluateText({ ...options, text });
    workspace.write({ [result.file]: text });
    const { findings, summary, stderr } = await audited(result.file, ...args);
    const own = result.findings.map(({ title: _, why: __, object: ___, suggestedWaiver: ____, ...rest }) => rest);
    expect(own).toEqual([...findings].sort(byRisk).map(shown));
    expect(result.totals).toEqual({ error: summary.errors, warning: summary.warnings, waived: summary.waived });
    const told = [...result.error ? [`${result.file}:${result.error.line}:${result.error.column}: ${result.error.message}`] : [], ...result.remarks];
    expect(told.map((line) => `cdk8s-hardened: ${line}`).sort()).toEqual([...stderr].sort());
    if (!result.isDockerfile && !result.error) {
      const { stdout, notes } = await hardened(result.file, args);
      expect(result.hardened.diff).toEqual(stdout);
      expect(result.hardened.notes).toEqual(notes);
    }
  });
});

/** The notes without what is left, the advice on the settings file and the summary: the page lists findings itself. */
async function hardened(file: string, args: readonly string[]): Promise<{ stdout: readonly string[]; notes: readonly string[] }> {
  const { stdout, stderr } = await run(['harden', file, '--diff', '--config', 'none', ...args], { cwd: workspace.folder });
  const end = stderr.findIndex((line) => /^(?:\S+: \w+ \S+$|Remaining findings |`--profile|To resolve some of these|cdk8s-hardened: )/.test(line));
  return { stdout: stdout.split(/\r?\n/).filter(Boolean), notes: stderr.slice(0, end) };
}

describe('Pod Security Standards', () => {
  const standards = new Set(CATALOG.filter(({ level }) => /^pss-/.test(level)).map(({ id }) => id));
  const versions = Array.from({ length: LATEST_VERSION - OLDEST_VERSION + 1 }, (_, index) => OLDEST_VERSION + index);

  test.each(['third-party/manifests/ci-runner.yaml', 'sysctls of several versions', 'waived'])('of %s are those of the audit, in each version', async (name) => {
    const text = name === 'waived' ? waivingPod([], (spec) => { spec.hostPID = true; })
      : TEXTS[name] ?? 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  hostUsers: false\n  securityContext: { sysctls: [{ name: net.ipv4.tcp_keepalive_time, value: "1" }, { name: net.ipv4.ip_local_reserved_ports, value: "1" }] }\n  containers: [{ name: a, image: a, securityContext: { procMount: Unmasked } }]\n';
    const { podSecurity } = evaluateText({ ...OPTIONS, text });
    workspace.write({ 'manifest.yaml': text });
    for (const version of versions) {
      const result = podSecurity.find(({ versions: range }) => {
        const [first, last = first] = range.split(' to ').map((each) => Number(each.slice(2)));
        return version >= first && version <= last;
      })!;
      for (const level of ['baseline', 'restricted'] as const) {
        const { findings } = await audited('manifest.yaml', '--profile', `pss-${level}`, '--kubernetes-version', `1.${version}`, '--waivers', 'none');
        const ids = new Set(findings.map(({ control }) => control).filter((id) => standards.has(id)));
        expect([version, level, result[level].violated.map(({ control }) => control).sort()]).toEqual([version, level, [...ids].sort()]);
      }
    }
  });

  it('differ between versions', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  securityContext: { sysctls: [{ name: net.ipv4.tcp_keepalive_time, value: "1" }] }\n  containers: [{ name: a, image: a }]\n';
    const { podSecurity } = evaluateText({ ...OPTIONS, text });
    expect(podSecurity.map(({ versions: range, baseline }) => [range, baseline.violated.map(({ control }) => control)]))
      .toEqual(expect.arrayContaining([['1.29 to 1.37', []]]));
    expect(podSecurity.some(({ baseline }) => baseline.violated.some(({ control }) => control === 'sysctls'))).toBe(true);
  });
});

test('waivers are used, unused, expired or invalid', () => {
  const used = { control: 'read-only-root-filesystem', containers: ['main'], reason: 'the application needs it' };
  const shownOf = (...all: object[]) => evaluateText({ ...OPTIONS, text: waivingPod(all) }).waivers
    .map(({ status, detail }) => [status, detail.split(' ').slice(0, 3).join(' ')]);
  expect(shownOf(used, { control: 'host-ports', reason: used.reason })).toEqual(expect.arrayContaining([
    ['used', 'read-only-root-filesystem: the application'],
    ['unused', 'waiver of "host-ports"'],
  ]));
  expect(shownOf({ ...used, expires: '2024-01-31' })).toContainEqual(['expired', 'waiver of "read-only-root-filesystem"']);
  expect(shownOf({ ...used, control: 'no-such-control' }).map(([status]) => status)).toEqual(['invalid']);
});

test('a suggested waiver can be an entry of a waiver file, once it has a reason', async () => {
  const text = waivingPod([]);
  const [{ suggestedWaiver }] = evaluateText({ ...OPTIONS, text }).findings;
  workspace.write({ 'manifest.yaml': text, 'waivers.yaml': `waivers:\n${suggestedWaiver!.replace("reason: ''", 'reason: writes beside its binary')}\n` });
  const { findings } = await audited('manifest.yaml', '--waiver-file', 'waivers.yaml');
  expect(findings.map(({ waived }) => waived)).toEqual([true]);
});

test('every folder of texts is there', () => {
  expect(Object.keys(TEXTS).length).toBeGreaterThan(100);
  expect(readdirSync(join(__dirname, '../third-party/manifests')).every((file) => TEXTS[`third-party/manifests/${file}`]
    === readFileSync(join(__dirname, '../third-party/manifests', file), 'utf8'))).toBe(true);
});

describe('a lock file beside the manifests', () => {
  const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: cart, namespace: shop }\nspec:\n  containers: [{ name: main, image: "registry.example/app:1" }]\n';
  const LOCK = printLock([...lockWith({ user: 'app', uid: 1000, gid: 1000, directories: [directoryOf('/data', ['volume'], 'nothing')] }).images.values()]);

  test.each([['before', `${LOCK}---\n${POD}`], ['after', `${POD}---\n${LOCK}`]])('%s counts as with --lock', async (_, text) => {
    const result = evaluateText({ ...OPTIONS, text });
    expect(result.error).toBeUndefined();
    expect(result.hardened.text).toContain('scratch-main--data');
    expect(result.hardened.text).not.toContain('ImageLock');
    workspace.write({ 'manifest.yaml': POD, 'images.lock.yaml': LOCK });
    const { findings } = await audited('manifest.yaml', '--lock', 'images.lock.yaml');
    const shift = text.startsWith(LOCK) ? LOCK.split('\n').length : 0;
    const ofLock = (message: string) => message.replaceAll('images.lock.yaml', 'manifest.yaml');
    expect(result.findings.map(({ control, message, line }) => [control, message, line]))
      .toEqual([...findings].sort(byRisk).map((each) => [each.control, ofLock(shown(each).message), each.line! + shift]));
  });

  test('with a mistake is an error at its place', () => {
    const text = `${POD}---\n${LOCK.replace('uid: 1000', 'uid: x')}`;
    expect(evaluateText({ ...OPTIONS, text }).error).toMatchObject({ line: text.split('\n').findIndex((line) => line.includes('uid: x')) + 1 });
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Finding } from '../../src/tasks/reports/finding';
import { run } from '../commands/cli/support';
import { expectGolden } from '../golden-file';

// Manifests in the shape of popular charts: what hardening changes in them, and what it says is left to do.

const MANIFESTS = join(__dirname, 'manifests');
const files = readdirSync(MANIFESTS);
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-third-party-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MODES: readonly (readonly [string, readonly string[]])[] = [['', []], ['.override-unsafe', ['--override-unsafe']], ['.hardened', ['--profile', 'hardened', '--run-as', '10001']]];

describe.each(MODES)('hardened%s', (mode, args) => {
  const harden = (file: string, cwd: string, ...more: string[]) => run(['harden', file, ...args, ...more], { cwd });

  test.each(files)('%s changes as the golden file shows', async (file) => {
    const { status, stdout, stderr } = await harden(file, MANIFESTS, '--diff');
    expect(status).toBe(0);
    expectGolden(`third-party/${file.replace('.yaml', '')}${mode}.diff`, [stdout, ...stderr.map((line) => `# ${line}\n`)].join(''));
  });

  test.each(files)('%s passes the audit, except for what was named', async (file) => {
    const { stdout, stderr } = await harden(file, MANIFESTS);
    writeFileSync(join(folder, file), stdout);
    const { stdout: report } = await run(['audit', file, '--profile', 'pss-restricted', '--format', 'json'], { cwd: folder });
    const findings: readonly Finding[] = JSON.parse(report).findings;
    // The custom resource of an operator is not hardened: the audit warns that nobody evaluated it.
    const messages = findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    expect(messages.filter((message) => !stderr.includes(`    ${message}`))).toEqual([]);
  });

  test.each(files)('%s has nothing left with the lines that it says to write', async (file) => {
    const { stderr } = await harden(file, MANIFESTS);
    const start = stderr.indexOf('To settle what is left, write in cdk8s-hardened.yaml:');
    const lines = start < 0 ? [] : stderr.slice(start + 1, -1);
    writeFileSync(join(folder, 'cdk8s-hardened.yaml'), lines.join('\n').replaceAll('UID', '10001').replaceAll('…', 'a need of the application'));
    writeFileSync(join(folder, file), readFileSync(join(MANIFESTS, file)));
    const { status, stderr: after } = await harden(file, folder, '--config', 'cdk8s-hardened.yaml', '--fail-on', 'error');
    // Where root is replaced, the image needs another uid.
    const isDone = (line: string) => !/findings? left/.test(line) && (lines.some((each) => /overrideUnsafe/.test(each)) || !/needs: uid/.test(line));
    // Warnings are counted by control: hygiene that only an author can settle.
    const warnings = after.indexOf('Warnings that are left:');
    const listed = warnings < 0 ? after : after.slice(0, warnings);
    expect([status, listed.filter((line) => !isDone(line))]).toEqual([0, []]);
  });

  test.each(files)('%s does not change again', async (file) => {
    writeFileSync(join(folder, file), (await harden(file, MANIFESTS)).stdout);
    const { status, stdout } = await harden(file, folder, '--no-config');
    expect([status, stdout]).toEqual([0, readFileSync(join(folder, file), 'utf8')]);
  });
});

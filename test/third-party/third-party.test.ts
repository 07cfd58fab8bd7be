import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { run } from '../commands/cli/support';
import { expectGolden } from '../golden-file';

// Manifests in the shape of popular charts: what hardening changes in them, and what it says is left to do.

const MANIFESTS = join(__dirname, 'manifests');
const files = readdirSync(MANIFESTS);
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-third-party-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The options, and the settings file. */
const MODES: readonly (readonly [string, readonly string[], string])[] = [
  ['', [], ''], ['.override-unsafe', ['--override-unsafe'], ''], ['.hardened', ['--profile', 'hardened'], 'runAs: 10001\n'],
];

describe.each(MODES)('hardened%s', (mode, args, settings) => {
  const config = join(folder, `settings${mode}.yaml`);
  beforeAll(() => writeFileSync(config, settings));
  const harden = (file: string, cwd: string, ...more: string[]) => run(['harden', file, ...args, '--config', config, ...more], { cwd });

  test.each(files)('%s changes as the golden file shows', async (file) => {
    const { status, stdout, stderr } = await harden(file, MANIFESTS, '--diff');
    expect(status).toBe(0);
    expectGolden(`third-party/${file.replace('.yaml', '')}${mode}.diff`, [stdout, ...stderr.map((line) => `# ${line}\n`)].join(''));
  });

  test.each(files)('%s has nothing left in the audit but what was named', async (file) => {
    const { stdout, stderr } = await harden(file, MANIFESTS);
    writeFileSync(join(folder, file), stdout);
    const { stdout: report } = await run(['audit', file, '--config', 'none', '--detail', 'all'], { cwd: folder });
    // Lines shift, and both count the rest in a table or a list.
    const listed = (lines: readonly string[]) => lines.flatMap((line) => /^ {2}\d+:\d+: ((?!medium|low).*)$/.exec(line)?.[1] ?? []);
    const rows = report.split('\n').flatMap((line) => /^(medium|low) +([\w-]+) +(\d+) /.exec(line)?.slice(1).join(' ') ?? []);
    const counts = stderr.flatMap((line) => {
      const [, risk, names = ''] = /^ {2}(medium|low): (.*)$/.exec(line) ?? [];
      return risk === undefined ? [] : names.split(', ').map((name) => /\(/.test(name) ? `${risk} ${name.replace(/[()]/g, '')}` : `${risk} ${name} 1`);
    });
    expect([listed(stderr), counts.sort()]).toEqual([listed(report.split('\n')), rows.sort()]);
  });

  test.each(files)('%s has nothing left with the lines that it says to write', async (file) => {
    const { stderr } = await harden(file, MANIFESTS);
    const start = stderr.indexOf('To resolve some of these, add to cdk8s-hardened.yaml:');
    const lines = start < 0 ? [] : stderr.slice(start + 1, -1);
    writeFileSync(join(folder, 'cdk8s-hardened.yaml'), settings + lines.join('\n').replaceAll('UID', '10001'));
    writeFileSync(join(folder, file), readFileSync(join(MANIFESTS, file)));
    const unexplained = lines.some((line) => line.endsWith('reason: \'\' }'));
    if (unexplained) {
      const refused = await harden(file, folder, '--config', 'cdk8s-hardened.yaml');
      expect([refused.status, refused.stderr.join()]).toEqual([2, expect.stringMatching(/reason`? is empty: explain in at least 3 words why you accept the risk/)]);
      writeFileSync(join(folder, 'cdk8s-hardened.yaml'), readFileSync(join(folder, 'cdk8s-hardened.yaml'), 'utf8').replaceAll('reason: \'\'', 'reason: accepted in this test'));
    }
    const { stdout: settled, stderr: after } = await harden(file, folder, '--config', 'cdk8s-hardened.yaml');
    const { status } = await run(['audit', '-', '--config', 'cdk8s-hardened.yaml'], { cwd: folder, input: settled });
    // Where root is replaced, the image needs another uid, and does not start without.
    const isReplaced = lines.some((each) => /overrideUnsafe/.test(each));
    const isRefused = (line: string) => isReplaced && /: broken: image-user: /.test(line);
    const isOpen = (line: string) => /^ {2}\d+:\d+: |-resources|needs: uid|is not in the input|is not a quantity/.test(line)
      && !(isReplaced && /needs: uid/.test(line)) && !isRefused(line);
    expect([status, after.filter(isOpen)]).toEqual([after.some(isRefused) ? 1 : 0, []]);
  });

  test.each(files)('%s does not change again', async (file) => {
    writeFileSync(join(folder, file), (await harden(file, MANIFESTS)).stdout);
    const { status, stdout } = await harden(file, folder);
    expect([status, stdout]).toEqual([0, readFileSync(join(folder, file), 'utf8')]);
  });
});

/*
 * What each format of a report takes of memory: `ts-node --transpile-only bench/report-memory.ts [documents]` prints a table. A file has
 * ten findings a document; each format is measured in a process of its own, with so many documents and with a fifth of them. A format
 * that streams takes about the same for both. docs/how-to/ci.md has the figures.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(__dirname, '..', 'lib', 'commands', 'cli', 'main.js');
const DOCUMENTS = Number(process.argv[2] ?? 5000);
/** Ten findings under the profile hardened. */
const document = (number: number) => `---
apiVersion: v1
kind: Pod
metadata: { name: web-${number}, namespace: shop }
spec:
  enableServiceLinks: false
  securityContext: { fsGroup: 10001, runAsUser: 10001, runAsGroup: 10001 }
  containers:
    - name: main
      image: registry.example/shop/web@sha256:${'0'.repeat(64)}
      resources: { requests: { cpu: 100m }, limits: { memory: 1Gi } }
`;
const FORMATS: readonly (readonly string[])[] = [
  ['--detail', 'failing', '--only', 'privileged'], // finds nothing: what all take
  ...['json', 'text', 'github', 'gitlab', 'sarif', 'rdjson', 'markdown', 'junit', 'html', 'policyreport', 'openreports'].map((format) => ['--format', format]),
  ['--format', 'text', '--detail', 'all'],
];
const folder = mkdtempSync(join(tmpdir(), 'report-memory-'));
writeFileSync(join(folder, 'peak.js'), 'process.on("exit", () => process.stderr.write(`peak=${process.resourceUsage().maxRSS}\\n`))');

function peak(documents: number, options: readonly string[]): number | undefined {
  const path = join(folder, `${documents}.yaml`);
  const args = ['--require', join(folder, 'peak.js'), MAIN, 'audit', path, '--config', 'none', '--output', '/dev/null', ...options];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return status === 0 || status === 1 ? Math.round(Number(/peak=(\d+)/.exec(stderr)![1]) / 1024) : undefined;
}

const sizes = [DOCUMENTS / 5, DOCUMENTS];
sizes.forEach((size) => writeFileSync(join(folder, `${size}.yaml`), Array.from({ length: size }, (_, number) => document(number)).join('')));
console.log(`| format | ${sizes.map((size) => `${size * 10} findings`).join(' | ')} |\n| --- | ---: | ---: |`);
for (const options of FORMATS) {
  const peaks = sizes.map((size) => peak(size, options));
  // A format that this version does not have exits with 2.
  if (!peaks.includes(undefined)) {
    console.log(`| ${options.join(' ')} | ${peaks.map((mib) => `${mib} MiB`).join(' | ')} |`);
  }
}
rmSync(folder, { recursive: true });

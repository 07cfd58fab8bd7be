/*
 * What reading a large cluster takes of memory and of CPU time: `ts-node --transpile-only bench/cluster/main.ts`. A program in place of
 * kubectl generates 500 namespaces, 20,000 workloads and 50,000 pods. The time is only that of our process, without this program.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const MAIN = join(__dirname, '..', '..', 'lib', 'commands', 'cli', 'main.js');
const COMMANDS = ['audit --profile pss-restricted --format json', 'audit --format html', 'namespaces'];
const folder = mkdtempSync(join(tmpdir(), 'cluster-'));
const hook = join(folder, 'peak.js');
const PEAK = 'const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();'
  + 'process.stderr.write(`peak=${maxRSS} cpu=${userCPUTime + systemCPUTime}\\n`)';
writeFileSync(hook, `process.on('exit', () => { ${PEAK} })`);
copyFileSync(join(__dirname, 'kubectl.cjs'), join(folder, 'kubectl'));
chmodSync(join(folder, 'kubectl'), 0o755);
const env = { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) };

console.log('| command | peak memory | CPU time |\n| --- | ---: | ---: |');
for (const command of COMMANDS) {
  const args = ['--require', hook, MAIN, ...command.split(' '), '--cluster', '--config', 'none', '--output', join(folder, 'output')];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  const [, peak, cpu] = /peak=(\d+) cpu=(\d+)/.exec(stderr) ?? [];
  console.log(`| ${command} | ${Math.round(Number(peak) / 1024)} MiB | ${(Number(cpu) / 1e6).toFixed(1)} s |${status === 2 ? ` ${stderr}` : ''}`);
}
rmSync(folder, { recursive: true });

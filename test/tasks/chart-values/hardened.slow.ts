import { execFileSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { ValuesRun } from './support';
import { run } from '../../commands/cli/support';
import { helm, kubectl } from '../../programs/kubernetes';
import { helmOnly, Programs } from '../charts/support';

// The profile hardened, and what is known of images.

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const LOCK = `apiVersion: cdk8s-hardened/v1\nkind: ImageLock\nimages:\n  - image: docker.io/library/nginx:1.29@${DIGEST}\n    resolved: 2026-11-28\n`;

let programs: Programs;
let chart: ValuesRun;
beforeAll(() => { programs = helmOnly(4); });
afterAll(() => programs.remove());
beforeEach(() => {
  chart = new ValuesRun('modern', programs);
  chart.write({ 'images.lock.yaml': LOCK, 'cdk8s-hardened.yaml': 'lock: { file: images.lock.yaml }\n' });
});
afterEach(() => chart.remove());

const scratch = (path: string) => `scratch-web--${path}`;

test('writes volumes, mounts, presets and digests where values reach them, and a patch for the rest', async () => {
  const { values, lines, status } = await chart.values('--profile', 'hardened');
  expect({ status, values }).toEqual({
    status: 0,
    values: {
      containerSecurityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
      extraVolumeMounts: [
        { name: 'own', mountPath: '/own' },
        { name: scratch('var-cache-nginx'), mountPath: '/var/cache/nginx' }, { name: scratch('run'), mountPath: '/run' }, { name: scratch('tmp'), mountPath: '/tmp' },
      ],
      extraVolumes: [
        { name: 'own', emptyDir: {} },
        { name: scratch('var-cache-nginx'), emptyDir: { sizeLimit: '1Gi' } },
        { name: scratch('run'), emptyDir: { sizeLimit: '16Mi' } },
        { name: scratch('tmp'), emptyDir: { sizeLimit: '1Gi' } },
      ],
      image: { digest: DIGEST },
      podSecurityContext: {
        fsGroup: 101,
        fsGroupChangePolicy: 'OnRootMismatch',
        runAsGroup: 101,
        runAsNonRoot: true,
        runAsUser: 101,
        seccompProfile: { type: 'RuntimeDefault' },
        sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }],
      },
      resourcesPreset: 'small',
    },
  });
  expect(lines).toEqual(expect.arrayContaining([
    '1 of 1 workload hardened by 6 values (40 lines); 1 patch',
    'extraVolumeMounts reaches the container of 1 workload',
    'no known value reaches Deployment shop: enableServiceLinks: the chart has no known value for it; a patch sets it',
  ]));
});

test('what is deployed has no error, and no patch replaces what values set', async () => {
  expect(await chart.run('--profile', 'hardened', '--output-dir', 'out')).toMatchObject({ status: 0 });
  const out = chart.path('out');
  writeFileSync(join(out, 'rendered.yaml'), execFileSync(helm(4), ['template', 'shop', chart.chart, '-n', 'prod', '-f', join(out, 'values.yaml')]));
  const built = execFileSync(kubectl(), ['kustomize', out], { encoding: 'utf8' });
  const { stdout } = await run(['audit', '-', '--profile', 'hardened', '--format', 'json', '--config', 'none'], { input: built });
  const { findings } = JSON.parse(stdout);
  expect(findings.filter(({ severity }: any) => severity === 'error')).toEqual([]);
  const left = [...new Set<string>(findings.map(({ control }: any) => control))].sort();
  expect(left).toContain('network-policy');
  expect(readFileSync(join(out, 'values.yaml'), 'utf8')).toContain(`\n# Warnings that are left: ${left.join(', ')}\n`);
  expect(Object.keys(parse(readFileSync(join(out, 'patches.yaml'), 'utf8')).spec.template.spec)).toEqual(['containers', 'enableServiceLinks']);
  expect(await chart.run('--profile', 'hardened', '--output-dir', 'out', '--check')).toMatchObject({ status: 0 });
});

test('a root filesystem stays writable where no known value reaches the mounts that a program needs', async () => {
  const file = join(chart.chart, 'templates/web.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/ {10}volumeMounts: .*\n/, ''));
  const { values } = await chart.values('--profile', 'hardened', '--no-patches');
  const { extraVolumes, extraVolumeMounts, containerSecurityContext: { readOnlyRootFilesystem } } = values;
  expect({ extraVolumes, extraVolumeMounts, readOnlyRootFilesystem }).toEqual({});
  const { lines } = await chart.values('--profile', 'hardened');
  expect(lines[0]).toMatch(/^1 of 1 workload hardened by .*; 1 patch$/);
});

test('the settings file and the lock file count in every profile', async () => {
  chart.write({ 'cdk8s-hardened.yaml': 'lock: { file: images.lock.yaml }\nworkloads:\n  - match: { name: shop }\n    runAs: 4000\n' });
  const { stdout } = await run(['values', chart.chart, '--release', 'shop', '-n', 'prod'], { cwd: chart.folder, env: programs.env });
  expect(parse(stdout)).toMatchObject({ image: { digest: DIGEST }, podSecurityContext: { runAsUser: 4000 } });
});

test('--explain shows which value reaches which field, and writes nothing', async () => {
  const { status, stdout, stderr } = await chart.run('--explain');
  expect({ status, stderr }).toEqual({ status: 0, stderr: [] });
  const lines = stdout.split('\n').map((line) => line.trim().replace(/ +<-/, ' <-'));
  expect(lines.slice(0, 2)).toEqual(['Deployment shop (charts/modern/templates/web.yaml)', 'pod']);
  expect(lines).toEqual(expect.arrayContaining([
    'securityContext.runAsNonRoot <- podSecurityContext.runAsNonRoot',
    'volumes <- extraVolumes',
    'automountServiceAccountToken <- automountServiceAccountToken',
    'container "web"',
    'securityContext.readOnlyRootFilesystem <- containerSecurityContext.readOnlyRootFilesystem',
    'resources.limits.memory <- resources.limits.memory',
    'volumeMounts <- extraVolumeMounts',
    'image <- image.digest',
  ]));
});

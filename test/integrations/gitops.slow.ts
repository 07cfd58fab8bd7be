import { spawnSync } from 'child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { evaluate } from '../../src/policy/engine/evaluate';
import { profileOf } from '../../src/policy/engine/profile';
import { helm } from '../programs/kubernetes';

// The scripts of integrations/argo-cd and integrations/flux, run as Argo CD and a CI job run them, with the real Helm.

const ROOT = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-gitops-'));
afterAll(() => rmSync(folder, { recursive: true }));

const env = { ...process.env, HOME: folder, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, ARGOCD_APP_NAME: 'app', ARGOCD_APP_NAMESPACE: 'ns' };

beforeAll(() => {
  mkdirSync(join(folder, 'bin'));
  symlinkSync(helm(3), join(folder, 'bin', 'helm'));
  const bin = join(folder, 'bin', 'cdk8s-hardened');
  writeFileSync(bin, `#!/bin/sh\nexec node ${join(ROOT, 'lib', 'commands', 'cli', 'main.js')} "$@"\n`);
  chmodSync(bin, 0o755);
  writeFileSync(join(folder, 'bin', 'npx'), '#!/bin/sh\nshift\nexec "$@"\n', { mode: 0o755 }); // as if it were installed in the project
  cpSync(join(__dirname, 'chart'), join(folder, 'chart'), { recursive: true });
});

const findingsIn = (yaml: string) => parseAllDocuments(yaml).map((document) => document.toJS()).filter((object) => object?.kind)
  .flatMap((object) => evaluate(object, profileOf('pss-restricted')).map(({ control }) => control.id));

describe('the plugin of Argo CD', () => {
  const { apiVersion, kind, spec: { generate: { command, args }, discover } } = parse(readFileSync(join(ROOT, 'integrations', 'argo-cd', 'plugin.yaml'), 'utf8'));
  const generate = () => spawnSync(command[0], [...command.slice(1), ...args], { cwd: join(folder, 'chart'), env, encoding: 'utf8' });

  it('is one', () => {
    expect([apiVersion, kind, discover.fileName]).toEqual(['argoproj.io/v1alpha1', 'ConfigManagementPlugin', './Chart.yaml']);
  });

  it('prints the hardened chart, without and with settings', () => {
    const { status, stdout } = generate();
    expect([status, findingsIn(stdout)]).toEqual([0, []]);
    writeFileSync(join(folder, 'chart', 'cdk8s-hardened.yaml'), 'runAs: 10001\n');
    expect(generate().stdout).toContain('runAsUser: 10001');
  });

  it('fails if Helm fails', () => {
    writeFileSync(join(folder, 'chart', 'templates', 'bad.yaml'), '{{ fail "no" }}');
    const { status, stdout } = generate();
    rmSync(join(folder, 'chart', 'templates', 'bad.yaml'));
    expect([status === 0, stdout]).toEqual([false, '']);
  });
});

it('the script for Flux writes the hardened chart where its Kustomization looks', () => {
  writeFileSync(join(folder, 'cdk8s-hardened.yaml'), 'runAs: 10001\n');
  const { status, stderr } = spawnSync(join(ROOT, 'integrations', 'flux', 'render.sh'), ['app', 'chart', 'ns'], { cwd: folder, env, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, expect.stringMatching(/\ncdk8s-hardened: 2 workloads, 2 documents changed; \d+ warnings\n$/)]);
  const { spec: { path } } = parse(readFileSync(join(ROOT, 'integrations', 'flux', 'kustomization.yaml'), 'utf8'));
  expect(findingsIn(readFileSync(join(folder, path, 'manifests.yaml'), 'utf8'))).toEqual([]);
});

import { spawnSync } from 'child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { evaluate } from '../../src/policy/engine/evaluate';
import { profileOf } from '../../src/policy/engine/profile';
import { requirePackages } from '../programs/debian';
import { kubectl } from '../programs/kubernetes';
import { SLOW_PACKAGES } from '../programs/pinned';

// The real kustomize, with the files of integrations/kustomize.

const INTEGRATION = join(__dirname, '..', '..', 'integrations', 'kustomize');
const root = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-kustomize-'));
const folder = join(root, 'example');
afterAll(() => rmSync(root, { recursive: true }));

beforeAll(() => {
  requirePackages({ kustomize: SLOW_PACKAGES.kustomize });
  cpSync(join(INTEGRATION, 'example'), folder, { recursive: true });
  symlinkSync(join(INTEGRATION, 'cdk8s-hardened-krm'), join(root, 'cdk8s-hardened-krm'));
});

const findingsIn = (yaml: string) => parseAllDocuments(yaml).flatMap((document) => evaluate(document.toJS(), profileOf('pss-restricted')).map(({ control }) => control.id));

function build(...args: string[]) {
  return spawnSync('kustomize', ['build', ...args, folder], { encoding: 'utf8' });
}

it('kustomize hardens what it builds by the function of its configuration', () => {
  const { status, stdout } = build('--enable-alpha-plugins', '--enable-exec');
  expect(status).toBe(0);
  expect(findingsIn(stdout)).toEqual([]);
  expect(stdout).toContain('runAsUser: 10001');
});

it('kustomize without the flags fails, so that nothing unhardened is deployed', () => {
  const { status, stdout } = build();
  expect([status === 0, stdout]).toEqual([false, '']);
});

it('a function whose settings are invalid stops kustomize', () => {
  writeFileSync(join(folder, 'hardening.yaml'), 'apiVersion: a/v1\nkind: A\nmetadata:\n  name: a\n  annotations:\n    config.kubernetes.io/function: "exec: {path: ../cdk8s-hardened-krm}"\nspec: {profle: hardened}\n');
  const { status, stderr } = build('--enable-alpha-plugins', '--enable-exec');
  expect(status).not.toBe(0);
  expect(stderr).toContain('did you mean `profile`?');
});

it('kubectl kustomize --enable-alpha-plugins ignores the function, and says nothing: docs/how-to/third-party.md warns', () => {
  cpSync(join(INTEGRATION, 'example', 'hardening.yaml'), join(folder, 'hardening.yaml'));
  expect(spawnSync(kubectl(), ['kustomize', folder], { encoding: 'utf8' })).toMatchObject({ status: 1, stdout: '' });
  const { status, stdout } = spawnSync(kubectl(), ['kustomize', '--enable-alpha-plugins', folder], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(findingsIn(stdout)).not.toEqual([]);
});

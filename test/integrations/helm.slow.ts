import { execFileSync, spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { evaluate } from '../../src/policy/engine/evaluate';
import { profileOf } from '../../src/policy/engine/profile';
import { helm } from '../programs/kubernetes';

// The real Helm, with the files of integrations/helm and the compiled library.

const INTEGRATION = join(__dirname, '..', '..', 'integrations', 'helm');
const CHART = join(__dirname, 'chart');
const home = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-helm-'));
afterAll(() => rmSync(home, { recursive: true }));

/** Helm 3 does not read the plugins of Helm 4. */
function envOf(major: 3 | 4): NodeJS.ProcessEnv {
  const own = join(home, String(major));
  return { ...process.env, HOME: own, HELM_CACHE_HOME: own, HELM_CONFIG_HOME: own, HELM_DATA_HOME: own };
}

function template(major: 3 | 4, ...args: string[]) {
  return spawnSync(helm(major), ['template', 'r', CHART, ...args], { env: envOf(major), encoding: 'utf8' });
}

const objectsIn = (yaml: string): any[] => parseAllDocuments(yaml).map((document) => document.toJS()).filter((object) => object?.kind);
const findingsIn = (object: any) => evaluate(object, profileOf('pss-restricted')).map(({ control }) => control.id);

const RENDERERS = { 3: join(INTEGRATION, 'post-render'), 4: 'cdk8s-hardened' };

beforeAll(() => {
  execFileSync(helm(4), ['plugin', 'install', INTEGRATION], { env: envOf(4) });
});

describe.each([3, 4] as const)('Helm %d', (major) => {
  const postRender = (...args: string[]) => template(major, '--post-renderer', RENDERERS[major], ...args);

  it('installs what was hardened, and everything else as it was rendered', () => {
    const { status, stdout, stderr } = postRender();
    expect([status, stderr]).toEqual([0, '']);
    const objects = objectsIn(stdout);
    expect(objects.map(({ kind }) => kind).sort()).toEqual(['ConfigMap', 'Deployment', 'Job']);
    const plain = objectsIn(template(major).stdout);
    expect(objects.find(({ kind }) => kind === 'ConfigMap')).toEqual(plain.find(({ kind }) => kind === 'ConfigMap'));
    expect(findingsIn(plain.find(({ kind }) => kind === 'Deployment'))).not.toEqual([]);
    expect(findingsIn(objects.find(({ kind }) => kind === 'Deployment'))).toEqual([]);
  });

  it(`${major === 3 ? 'does not give hooks to the post-renderer' : 'gives hooks to the post-renderer, too'}`, () => {
    const job = objectsIn(postRender().stdout).find(({ kind }) => kind === 'Job');
    expect(findingsIn(job).length > 0).toBe(major === 3);
  });

  it('takes options of harden', () => {
    const settings = join(home, 'settings.yaml');
    writeFileSync(settings, 'runAs: 10001\n');
    const { stdout } = postRender('--post-renderer-args', '--config', '--post-renderer-args', settings);
    expect(objectsIn(stdout).find(({ kind }) => kind === 'Deployment').spec.template.spec.securityContext.runAsUser).toBe(10001);
  });

  it('renders a chart with nothing to render', () => {
    const { status, stdout } = postRender('--set', 'enabled=false');
    expect([status, objectsIn(stdout)]).toEqual([0, []]);
  });

  it('stops if an option is invalid', () => {
    const { status, stdout } = postRender('--post-renderer-args', '--profile', '--post-renderer-args', 'none');
    expect([status, stdout]).toEqual([1, '']);
  });
});

import { readFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { run, Workspace } from './cli/support';
import { codeBlocks, expectDiff } from './examples/markdown';
import { PLAIN, synthesise } from './examples/synthesise';
import { evaluate } from '../src/engine/evaluate';
import { harden } from '../src/engine/harden';
import { profileOf } from '../src/engine/profile';
import { isObject, Path } from '../src/manifest/json';
import { DEFAULT_SETTINGS } from '../src/settings/settings';

// What the README shows is what a reader gets.

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const [code, writablePaths, storage, presets, identity, dockerfile, gate, applied, waiver] = codeBlocks(readme, 'ts');
const plain = synthesise(code, PLAIN)['shop.k8s.yaml'];
const hardened = synthesise(code)['shop.k8s.yaml'];

it('shows the pod that its code synthesizes, and that of a plain Deployment', () => {
  expectDiff(codeBlocks(readme, 'diff')[0], plain, hardened);
});

it('shows the error of an unsafe option', () => {
  const [, choice] = /with `(securityContext: .*?)` in that container/.exec(readme)!;
  const [text] = codeBlocks(readme, 'text');
  expect(() => synthesise(code.replace('portNumber: 8080', `$&, ${choice}`))).toThrow(new Error(text.trimEnd()));
});

it('shows the commands that CI runs, with no other setup', () => {
  const commands = codeBlocks(readme, 'sh').filter((text) => text.includes('npm ci')).flatMap((text) => text.match(/npm [^&#\n]*[^&#\s]/g)!);
  const steps = readFileSync(join(__dirname, '..', '.ci', 'run'), 'utf8').match(/(?<=^step )npm .*$/gm);
  expect(steps).toEqual(expect.arrayContaining([...new Set(commands)]));
  expect(new Set(commands).size).toBe(3);
});

it('shows writable paths that compile', () => {
  const imports = "import { Size } from 'cdk8s';\nimport { WritablePathMedium } from 'cdk8s-hardened';\n";
  const yaml = synthesise(imports + code.replace(/writablePaths: .*\n/, writablePaths))['shop.k8s.yaml'];
  expect(parse(yaml).spec.template.spec.containers[0].volumeMounts.map((mount: any) => mount.mountPath))
    .toEqual(['/tmp', '/var/cache/web', '/run/web']);
});

it('shows seeded and persistent paths that compile', () => {
  const imports = "import { Size } from 'cdk8s';\nimport { PersistentVolumeClaim } from 'cdk8s-plus-28';\n";
  const yaml = synthesise(imports + code.replace('app.synth();', `${storage}\napp.synth();`))['shop.k8s.yaml'];
  const { containers, initContainers } = parseAllDocuments(yaml).map((document) => document.toJS().spec.template.spec).pop();
  expect(containers[0].volumeMounts.map(({ mountPath }: any) => mountPath))
    .toEqual(['/tmp', '/etc/cms/conf.d', '/var/lib/cms/uploads', '/var/lib/cms/plugins']);
  expect(initContainers[0].args.filter((argument: string) => argument.startsWith('/'))).toEqual(['/etc/cms/conf.d', '/var/lib/cms/plugins']);
});

it('shows an identity for each container, a token and a Secret', () => {
  const names = 'HardenedDeployment, RunAs, SecretFiles, ServiceAccountToken';
  const imports = "import { Secret } from 'cdk8s-plus-28';\n";
  const yaml = synthesise(imports + code.replace('{ HardenedDeployment', `{ ${names}`).replace('app.synth();', `${identity}\napp.synth();`));
  const { spec } = parseAllDocuments(yaml['shop.k8s.yaml']).map((document) => document.toJS().spec.template).pop();
  expect(spec.securityContext).toMatchObject({ runAsUser: 1654, runAsGroup: 1654, fsGroup: 1654 });
  expect(spec.containers[1].securityContext.runAsUser).toBe(65532);
  expect(spec.containers.map(({ volumeMounts }: any) => volumeMounts.map(({ mountPath }: any) => mountPath)))
    .toEqual([['/run/database', '/tmp'], ['/var/run/secrets/tokens', '/tmp']]);
});

it('shows a Dockerfile that sets the user of its workload', () => {
  const workspace = new Workspace().write({ 'api/Dockerfile': 'FROM debian:13.1-slim\nEXPOSE 8080\nUSER 10001\n' });
  const [, path] = /fromFile\('(.*?)'\)/.exec(dockerfile)!;
  const imports = code.replace('{ HardenedDeployment', '{ DockerfileImage, HardenedDeployment');
  const yaml = synthesise(imports.replace('app.synth();', `${dockerfile.replace(path, join(workspace.folder, path))}\napp.synth();`));
  const [, api] = parseAllDocuments(yaml['shop.k8s.yaml']).map((document) => document.toJS());
  expect(api.spec.template.spec.securityContext.runAsUser).toBe(10001);
  workspace.remove();
});

it('shows the audit of a Dockerfile', async () => {
  const [, line] = /So it prints `(Dockerfile:.*?)`\./.exec(readme)!;
  const lines = ['FROM debian:13.1-slim', 'RUN useradd -u 10001 app', ...Array(6).fill(''), 'USER app'];
  const workspace = new Workspace().write({ Dockerfile: lines.join('\n') });
  expect((await workspace.audit('Dockerfile')).stdout.split('\n')).toContain(`  ${line}`);
  workspace.remove();
});

it('shows presets that compile', () => {
  const both = code.replace('{ HardenedDeployment', '{ HardenedDeployment, RuntimePreset').replace('app.synth();', `${presets}\napp.synth();`);
  const [, blog] = parseAllDocuments(synthesise(both)['shop.k8s.yaml']).map((document) => document.toJS());
  const { containers } = blog.spec.template.spec;
  expect(containers.map(({ env, securityContext }: any) => [env.map(({ name }: any) => name), securityContext.runAsUser]))
    .toEqual([[['CACHE_DIR', 'HOME', 'TMPDIR'], 33], [['CACHE_DIR'], 101]]);
});

it('shows a gate and a waiver that work', () => {
  const both = `${gate}\n${waiver.replace(/expires: '.*?'/, "expires: '2999-12-31'")}\napp.synth();`;
  const yaml = synthesise(code.replace('{ HardenedDeployment', '{ Hardening, HardeningProfile, HardenedDeployment').replace('app.synth();', both));
  expect(yaml['shop.k8s.yaml']).toContain('cdk8s-hardened/waivers: \'[{"control":"read-only-root-filesystem"');
});

it('shows how to harden a chart of somebody else', () => {
  const workspace = new Workspace().write({
    'redis.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: redis }\nspec: { containers: [{ name: redis, image: "bitnami/redis:8" }] }\n',
  });
  const lines = applied.replace('redis.yaml', join(workspace.folder, 'redis.yaml'));
  const imports = "import { Include } from 'cdk8s';\n";
  const all = imports + code.replace('{ HardenedDeployment', '{ Hardening, HardenedDeployment, RunAs').replace('app.synth();', `${lines}\napp.synth();`);
  const [, redis] = parseAllDocuments(synthesise(all)['shop.k8s.yaml']).map((document) => document.toJS());
  expect(redis.spec).toMatchObject({ securityContext: { runAsNonRoot: true }, containers: [{ securityContext: { runAsUser: 1001, capabilities: { drop: ['ALL'] } } }] });
  workspace.remove();
});

it('shows how to set the severity of a control, except those of Pod Security', () => {
  const [, severity] = /`(Hardening\.of\(app\)\.setDefaults\({ controls: .*?\))`/.exec(readme)!;
  const synthesiseWith = (line: string) =>
    synthesise(code.replace('{ HardenedDeployment', '{ Hardening, HardenedDeployment').replace('app.synth();', `${line};\napp.synth();`));
  expect(synthesiseWith(severity)['shop.k8s.yaml']).toBe(hardened);
  expect(() => synthesiseWith(severity.replace('cpu-resources', 'privileged'))).toThrow('the severity of "privileged" cannot be changed');
});

it('shows the audit of a file', async () => {
  const workspace = new Workspace().write({ 'pod.yaml': codeBlocks(readme, 'yaml')[0] });
  const [, command, output] = /^\$ npx cdk8s-hardened (.*)\n([^]*)$/.exec(codeBlocks(readme, 'console')[0])!;
  expect(await run(command.split(' '), { cwd: workspace.folder })).toEqual({ status: 1, stdout: output, stderr: [] });
  workspace.remove();
});

it('explains why a namespace that enforces "restricted" refuses a plain Deployment', () => {
  const broken = evaluate(parse(plain), profileOf('pss-restricted')).map(({ control }) => control.id);
  expect(broken).toEqual(['capabilities-restricted', 'seccomp-profile-restricted']);
});

it('names every field that is filled in', () => {
  const bare = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'main' }], volumes: [{ name: 'a', emptyDir: {} }] } };
  const [, table] = /## What is filled in\n([^]*?)\n## /.exec(readme)!;
  const fields = new Set(harden(bare, DEFAULT_SETTINGS).changes.flatMap(({ path, after }) => fieldsOf(path, after)));
  expect(fields.size).toBeGreaterThan(10);
  expect([...fields].filter((field) => !new RegExp(`\\b${field}\\b`).test(table))).toEqual([]);
});

/** The names of the fields that a change fills in. An element of a list counts as its list. */
function fieldsOf(path: Path, value: unknown): string[] {
  const field = path[path.length - 1];
  if (typeof field === 'number') {
    return fieldsOf(path.slice(0, -1), undefined);
  }
  return isObject(value) ? Object.keys(value).flatMap((key) => fieldsOf([...path, key], value[key])) : [field];
}

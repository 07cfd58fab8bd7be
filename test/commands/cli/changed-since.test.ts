import { rmSync, symlinkSync, writeFileSync } from 'fs';
import { basename, join } from 'path';
import { gitIn, GOOD, podYaml, PRIVILEGED, run, workspaces } from './support';

// audit --changed-since

const workspace = workspaces();

test('audits what the branch changed, committed or not, and new files', async () => {
  const git = gitIn(workspace().folder);
  workspace().write({ 'old.yaml': PRIVILEGED, 'committed.yaml': GOOD, 'apps/edited.yaml': GOOD });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=one');
  git('switch', '--quiet', '--create', 'branch');
  workspace().write({ 'committed.yaml': PRIVILEGED });
  git('commit', '--quiet', '--all', '--message=two');
  workspace().write({ 'apps/edited.yaml': PRIVILEGED, 'new.yaml': PRIVILEGED });
  const { findings, stderr } = await workspace().json('.', '--changed-since', 'main', '--profile', 'pss-baseline');
  expect(findings.map(({ file }) => file)).toEqual(['apps/edited.yaml', 'committed.yaml', 'new.yaml']);
  expect(stderr).toEqual(['cdk8s-hardened: skipped 1 file that did not change, or that git ignores']);
  git('config', 'diff.relative', 'true');
  const below = await run(['audit', '..', '--changed-since', 'main', '--profile', 'pss-baseline'], { cwd: join(workspace().folder, 'apps') });
  expect(below.stdout).toMatch(/^3 errors, /);
  // What did not change still counts: the policy that selects a changed pod.
  workspace().write({ 'new.yaml': GOOD.split('---\n')[0] });
  expect((await workspace().json('new.yaml', 'old.yaml', '--changed-since', 'main', '--only', 'network-policy')).findings).toEqual([]);
  expect((await workspace().json('new.yaml', '--changed-since', 'main', '--only', 'network-policy')).findings).toHaveLength(1);
  const nothing = await workspace().audit('old.yaml', '--changed-since', 'main');
  expect(nothing.status).toBe(0);
  const unknown = await workspace().audit('.', '--changed-since', 'nowhere');
  expect(unknown.status).toBe(2);
  expect(unknown.stderr.join()).toMatch(/--changed-since nowhere: git says: .*fetch-depth: 0/);
});

test('audits what git cannot compare: a named folder that it ignores, files of other folders, and submodules', async () => {
  const git = gitIn(workspace().folder);
  const outside = join(workspace().folder, '..', `${basename(workspace().folder)}-outside.yaml`);
  workspace().write({ '.gitignore': 'dist/\nnode_modules/\n', 'a.yaml': GOOD, 'dist/rendered.yaml': PRIVILEGED, 'node_modules/x/pod.yaml': PRIVILEGED });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=one');
  workspace().write({ 'nested/pod.yaml': PRIVILEGED });
  gitIn(join(workspace().folder, 'nested'))('init', '--quiet');
  writeFileSync(outside, PRIVILEGED);
  try {
    const named = await workspace().json('a.yaml', 'dist', outside, '--changed-since', 'main', '--profile', 'pss-baseline');
    expect(named.findings.map(({ file }) => file)).toEqual(['dist/rendered.yaml', outside]);
    const { findings, stderr } = await workspace().json('.', '--changed-since', 'main', '--profile', 'pss-baseline');
    expect(findings.map(({ file }) => file)).toEqual(['nested/pod.yaml']);
    expect(stderr).toEqual(['cdk8s-hardened: skipped 3 files that did not change, or that git ignores']);
  } finally {
    rmSync(outside);
  }
});

test('outside of a repository is an error that names git', async () => {
  workspace().write({ 'a.yaml': GOOD });
  const { status, stderr } = await workspace().audit('.', '--changed-since', 'main');
  expect(status).toBe(2);
  expect(stderr.join()).toMatch(/git says: fatal: not a git repository[^;]*$/);
});

describe('files that did not change are evaluated as far as others that did make something wrong in them', () => {
  const [POD, POLICY] = GOOD.split('---\n');
  const ACCOUNT = (automount: boolean) => `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web, namespace: shop}\nautomountServiceAccountToken: ${automount}\n`;
  const BINDING = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b, namespace: shop}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
roleRef: {kind: Role, name: r, apiGroup: rbac.authorization.k8s.io}
`;
  const CLAIM = (mode: string) => `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data, namespace: shop}\nspec: {accessModes: [${mode}]}\n`;
  const WITH_ACCOUNT = podYaml((spec) => {
    spec.serviceAccountName = 'web';
    delete spec.automountServiceAccountToken;
    spec.containers[0].securityContext.privileged = true; // Was so before, and is nobody's business here.
  });
  const MANY_PODS = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: main, image: a}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
`;

  const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}\n';
  const withPort = (name: string) => podYaml((spec, pod) => {
    pod.metadata.labels = { app: 'web' };
    spec.containers[0].ports = [{ name, containerPort: 8080 }];
  }).split('---\n')[0];

  async function since(before: Files, after: Files, ...args: string[]) {
    const git = gitIn(workspace().folder);
    workspace().write(withTexts(before));
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=one');
    Object.entries(after).forEach(([file, text]) => text === undefined && rmSync(join(workspace().folder, file)));
    workspace().write(withTexts(after));
    return workspace().json('.', '--changed-since', 'main', ...args);
  }

  test.each<[string, Files, Files, object[]]>([
    ['a NetworkPolicy that was deleted', { 'pod.yaml': POD, 'policy.yaml': POLICY }, { 'policy.yaml': undefined }, [{ control: 'network-policy', file: 'pod.yaml' }]],
    ['a NetworkPolicy that selects others now', { 'pod.yaml': POD, 'policy.yaml': POLICY },
      { 'policy.yaml': POLICY.replace(/podSelector:.*\n/, 'podSelector: {matchLabels: {app: none}}\n') }, [{ control: 'network-policy', file: 'pod.yaml' }]],
    ['a NetworkPolicy that a new file with the same name replaces', { 'pod.yaml': POD, 'policy.yaml': POLICY },
      { 'z.yaml': POLICY.replace(/podSelector:.*\n/, 'podSelector: {matchLabels: {app: none}}\n') }, [{ control: 'network-policy', file: 'pod.yaml' }]],
    ['a NetworkPolicy that is applied last since its file was renamed', { 'pod.yaml': POD, 'policy.yaml': POLICY, 'a.yaml': POLICY.replace(/podSelector:.*\n/, 'podSelector: {matchLabels: {app: none}}\n') },
      { 'a.yaml': undefined, 'z.yaml': POLICY.replace(/podSelector:.*\n/, 'podSelector: {matchLabels: {app: none}}\n') }, [{ control: 'network-policy', file: 'pod.yaml' }]],
    ['a file that lost its NetworkPolicy', { 'pod.yaml': POD, 'policy.yaml': `${ACCOUNT(false)}---\n${POLICY}` }, { 'policy.yaml': ACCOUNT(false) }, [{ control: 'network-policy', file: 'pod.yaml' }]],
    ['a NetworkPolicy that was moved to another folder without a namespace', { 'pod.yaml': withoutNamespace(POD), 'policy.yaml': withoutNamespace(POLICY) },
      { 'policy.yaml': undefined, 'other/policy.yaml': withoutNamespace(POLICY) }, [{ control: 'network-policy', file: 'pod.yaml' }]],
    ['a ServiceAccount that was deleted', { 'pod.yaml': WITH_ACCOUNT, 'account.yaml': ACCOUNT(false) }, { 'account.yaml': undefined },
      [{ control: 'service-account-token', file: 'pod.yaml' }, { control: 'service-account-exists', file: 'pod.yaml' }]],
    ['a ServiceAccount that mounts its token now', { 'pod.yaml': WITH_ACCOUNT, 'account.yaml': ACCOUNT(false) }, { 'account.yaml': ACCOUNT(true) },
      [{ control: 'service-account-token', file: 'pod.yaml' }]],
    ['a RoleBinding that was deleted', { 'pod.yaml': WITH_ACCOUNT, 'account.yaml': ACCOUNT(true), 'binding.yaml': BINDING }, { 'binding.yaml': undefined },
      [{ control: 'service-account-token', file: 'pod.yaml' }]],
    ['a RoleBinding that names another account now', { 'pod.yaml': WITH_ACCOUNT, 'account.yaml': ACCOUNT(true), 'binding.yaml': BINDING },
      { 'binding.yaml': BINDING.replace('name: web', 'name: api') },
      [{ control: 'service-account-token', file: 'pod.yaml' }]],
    ['a PVC of one node', { 'web.yaml': MANY_PODS, 'claim.yaml': CLAIM('ReadWriteMany') }, { 'claim.yaml': CLAIM('ReadWriteOnce') }, [{ control: 'single-node-claims', file: 'web.yaml' }]],
    ['a port that has another name now', { 'pod.yaml': withPort('http'), 'service.yaml': SERVICE, 'other.yaml': POLICY }, { 'pod.yaml': withPort('web') }, [{ control: 'service-ports', file: 'service.yaml' }]],
    ['several changes in one file of several documents', { 'pod.yaml': `${MANY_PODS}---\n${POD}`, 'policy.yaml': POLICY, 'claim.yaml': CLAIM('ReadWriteMany') },
      { 'policy.yaml': undefined, 'claim.yaml': CLAIM('ReadWriteOnce') }, ['network-policy', 'single-node-claims', 'network-policy'].map((control) => ({ control, file: 'pod.yaml' }))],
  ])('%s', async (_, before, after, expected) => {
    const { findings } = await since(before, after);
    expect(findings.map(({ control, file }) => ({ control, file }))).toEqual(expected);
  });

  test('a link to a NetworkPolicy that was deleted', async () => {
    const { folder } = workspace();
    const git = gitIn(folder);
    workspace().write({ 'shop/pod.yaml': POD, 'policies/isolated.txt': POLICY });
    symlinkSync('../policies/isolated.txt', join(folder, 'shop', 'policy.yaml'));
    symlinkSync('../policies/none.txt', join(folder, 'shop', 'nowhere.yaml'));
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=one');
    rmSync(join(folder, 'shop', 'nowhere.yaml'));
    rmSync(join(folder, 'shop', 'policy.yaml'));
    const { findings } = await workspace().json('.', '--changed-since', 'main', '--only', 'network-policy');
    expect(findings).toEqual([expect.objectContaining({ file: 'shop/pod.yaml' })]);
  });

  test.each<[string, Files, Files]>([
    ['nothing that they depend on', { 'pod.yaml': WITH_ACCOUNT, 'map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, namespace: shop}\n' }, { 'map.yaml': undefined }],
    ['a NetworkPolicy that another one replaces', { 'pod.yaml': POD, 'policy.yaml': POLICY }, { 'policy.yaml': undefined, 'new.yaml': POLICY }],
    ['a NetworkPolicy of another namespace', { 'pod.yaml': POD, 'mine.yaml': POLICY, 'policy.yaml': POLICY.replace('shop', 'other') }, { 'policy.yaml': undefined }],
    ['a NetworkPolicy that is new, though more is wrong in the file', { 'pod.yaml': PRIVILEGED.split('---\n')[0] }, { 'policy.yaml': POLICY }],
    ['a RoleBinding of an account whose pods mount no token', {
      'pod.yaml': POD,
      'policy.yaml': POLICY,
      'binding.yaml': 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b, namespace: shop}\nsubjects: [{kind: ServiceAccount, name: default}]\nroleRef: {kind: Role, name: r, apiGroup: rbac.authorization.k8s.io}\n',
    }, { 'binding.yaml': undefined }],
  ])('and not for %s', async (_, before, after) => {
    const { findings, status, report } = await since(before, after);
    const documents = Object.values(after).filter(Boolean).length;
    expect({ status, findings, summary: report.summary }).toMatchObject({ status: 0, findings: [], summary: { documents } });
  });

  test('the summary and the remark count the file where something was found', async () => {
    const { status, report, stderr } = await since({ 'pod.yaml': POD, 'other.yaml': GOOD.replace(/shop/g, 'other'), 'policy.yaml': POLICY }, { 'policy.yaml': undefined }, '--fail-on', 'warning');
    expect(status).toBe(1);
    expect(report.summary).toMatchObject({ files: 1, documents: 1, workloads: 1, warnings: 1 });
    expect(stderr).toEqual(['cdk8s-hardened: skipped 1 file that did not change, or that git ignores']);
  });

  test('waivers count, and one that covers nothing here is not unused', async () => {
    const waivers = JSON.stringify([{ control: 'network-policy', reason: 'a mesh isolates it', allow: ['good'] }, { control: 'privileged', containers: ['main'], reason: 'needs it no more' }]);
    const pod = podYaml((_, { metadata }) => { metadata.annotations = { 'cdk8s-hardened/waivers': waivers }; }).split('---\n')[0];
    const { report } = await since({ 'pod.yaml': pod, 'policy.yaml': POLICY }, { 'policy.yaml': undefined });
    expect(report.summary).toMatchObject({ errors: 0, warnings: 0, waived: 1 });
  });

  test('excluded files, files outside of the paths, and unreadable ones do not count', async () => {
    const git = gitIn(workspace().folder);
    workspace().write({ 'a/pod.yaml': POD, 'a/old/policy.yaml': POLICY, 'b/policy.yaml': POLICY, 'a/broken.yaml': 'kind: [\n' });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=one');
    rmSync(join(workspace().folder, 'a', 'old', 'policy.yaml'));
    rmSync(join(workspace().folder, 'b', 'policy.yaml'));
    const audited = (...args: string[]) => workspace().json('a', '--changed-since', 'main', '--only', 'network-policy', ...args);
    expect((await audited('--exclude-files', 'old')).findings).toEqual([]);
    expect((await audited()).findings).toHaveLength(1);
    const { findings } = JSON.parse((await run(['audit', '../a', '--changed-since', 'main', '--only', 'network-policy', '--format', 'json'], { cwd: join(workspace().folder, 'b') })).stdout);
    expect(findings).toEqual([expect.objectContaining({ file: '../a/pod.yaml' })]);
  });
});

interface Files { readonly [file: string]: string | undefined }

/** Those that exist. */
function withTexts(files: Files): { [file: string]: string } {
  return Object.fromEntries(Object.entries(files).flatMap(([file, text]) => text === undefined ? [] : [[file, text]]));
}

function withoutNamespace(yaml: string): string {
  return yaml.replace(/^ *namespace: shop\n/m, '');
}

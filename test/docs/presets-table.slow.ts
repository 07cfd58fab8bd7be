import { readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from './page';
import { synthesizeAsUser } from '../examples/user-project';
import { APPLICATIONS } from '../runtime/apps/applications';
import { PROGRAMS } from '../runtime/images/programs';

// The table "I have ... -> write ..." of docs/how-to/presets.md: the code of each row compiles, synthesizes, and has the described effect.

const page = readFileSync(join(ROOT, 'docs', 'how-to', 'presets.md'), 'utf8');
const rows = /^\| problem \| fix \|\n.*\n([^]*?)\n*$(?![^])/m.exec(page)![1].split('\n').map((row) => row.slice(2, -2).split(' | '));

const MODULES: { readonly [module: string]: readonly string[] } = {
  'cdk8s': ['App', 'Chart'],
  'cdk8s-plus-28': ['Capability', 'PersistentVolumeClaim'],
  'cdk8s-hardened': ['HardenedDeployment', 'Hardening', 'Platform', 'RunAs', 'RuntimePreset', 'WritablePath'],
};

const main = (spec: any) => spec.containers[0];
const variables = (spec: any) => (main(spec).env ?? []).map(({ name }: any) => name);
const mount = (spec: any, path: string) => main(spec).volumeMounts.find(({ mountPath }: any) => mountPath === path);
const volume = (spec: any, path: string) => spec.volumes.find(({ name }: any) => name === mount(spec, path).name);
const initContainers = (spec: any) => (spec.initContainers ?? []).map(({ name }: any) => name);

/** What each piece of code in the table puts into the pod. */
const PROMISES: { readonly [code: string]: (spec: any) => void } = {
  "presets: [RuntimePreset.forImage('nginx')]": (spec) => expect(volume(spec, '/var/cache/nginx').emptyDir).toBeDefined(),
  'presets: [RuntimePreset.DOTNET]': (spec) => expect(main(spec).env).toContainEqual({ name: 'DOTNET_EnableDiagnostics', value: '0' }),
  'presets: [RuntimePreset.JVM]': (spec) => expect(variables(spec)).toContain('JAVA_TOOL_OPTIONS'),
  'presets: [RuntimePreset.PYTHON]': (spec) => expect(main(spec).env).toContainEqual({ name: 'TMPDIR', value: '/tmp' }),
  'presets: [RuntimePreset.RUBY]': (spec) => {
    expect(main(spec).env).toContainEqual({ name: 'TMPDIR', value: '/var/tmp' });
    expect(initContainers(spec)).toEqual(['writable-seed-web']);
  },
  'presets: [RuntimePreset.NODE]': (spec) => expect(variables(spec)).toEqual(expect.arrayContaining(['XDG_CACHE_HOME', 'npm_config_cache'])),
  'presets: [RuntimePreset.PHP_FPM]': (spec) => expect(variables(spec)).toContain('TMPDIR'),
  "presets: [RuntimePreset.forImage('redis')]": (spec) => expect(volume(spec, '/data').emptyDir).toBeDefined(),
  "presets: [RuntimePreset.forImage('postgres:17')]": (spec) => expect(main(spec).env).toContainEqual({ name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' }),
  "writablePaths: [WritablePath.fromEmptyDir('/opt/keycloak/data/tmp')]": (spec) => expect(volume(spec, '/opt/keycloak/data/tmp').emptyDir).toBeDefined(),
  "writablePaths: [WritablePath.fromImage('/etc/nginx/conf.d')]": (spec) => {
    expect(volume(spec, '/etc/nginx/conf.d').emptyDir).toBeDefined();
    expect(initContainers(spec)).toEqual(['writable-seed-web']);
  },
  "writablePaths: [WritablePath.fromPersistentVolumeClaim('/var/lib/cms/plugins', claim, { seeded: true })]": (spec) => {
    expect(volume(spec, '/var/lib/cms/plugins').persistentVolumeClaim).toEqual({ claimName: 'data' });
    expect(initContainers(spec)).toEqual(['writable-seed-web']);
  },
  "writablePaths: [WritablePath.fromPersistentVolumeClaim('/data', claim)]": (spec) => {
    expect(volume(spec, '/data').persistentVolumeClaim).toEqual({ claimName: 'data' });
    expect(spec.securityContext).toMatchObject({ fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch' });
  },
  "writablePaths: [WritablePath.fromPersistentVolumeClaim('/data', claim, { takeOwnership: { reason: 'NFS ignores fsGroup' } })]": (spec) =>
    expect(initContainers(spec)).toEqual(['writable-owner-data']),
  "writablePaths: [WritablePath.fromPersistentVolumeClaim('/data', claim, { groupOwnership: false, supplementalGroups: [2000] })]": (spec) => {
    expect(spec.securityContext).toMatchObject({ supplementalGroups: [2000] });
    expect(spec.securityContext.fsGroup).toBeUndefined();
  },
  'runAs: RunAs.user(1001)': (spec) => expect(spec.securityContext.runAsUser).toBe(1001),
  'securityContext: { capabilities: { drop: [Capability.ALL], add: [Capability.NET_BIND_SERVICE] } }': (spec) =>
    expect(main(spec).securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] }),
  'runAs: RunAs.user(53)': (spec) => expect(spec.securityContext.runAsUser).toBe(53),
  'portNumber: 80': (spec) => expect(spec.securityContext.sysctls).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }]),
  'Hardening.of(app).setDefaults({ platform: Platform.OPENSHIFT })': (spec) => expect(JSON.stringify(spec)).not.toMatch(/runAsUser|fsGroup"/),
};

const codes = rows.flatMap(([, write]) => [...write.matchAll(/`([^`]+)`/g)].map(([, code]) => code)).filter((code) => /[:(]/.test(code));

it('has more than ten rows, each with a message and code', () => {
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter(([have, write, ...more]) => !have || !write || more.length > 0)).toEqual([]);
});

/** Code in the first column that is not a message. */
const NO_MESSAGES = ['/tmp', '/etc/nginx/conf.d', 'ContainerCreating', 'NET_BIND_SERVICE', 'setcap'];

/** Messages of programs that this machine does not have: .NET, Spring Boot, npm, coredns, BIND 9, OpenShift, and the kubelet. */
const NOT_RUN_HERE = [
  'Failed to create CoreCLR', 'Unable to create tempDir', 'Log files were not written', 'unable to validate against any', 'exec /coredns: operation not permitted', 'setgid(): Operation not permitted',
  'container has runAsNonRoot and image has non-numeric user', '... image will run as root',
];

it('names messages that a program prints in test/runtime, or that cannot be tested here', () => {
  const messages = rows.flatMap(([have]) => [...have.matchAll(/`([^`]+)`/g)].map(([, code]) => code)).filter((code) => !NO_MESSAGES.includes(code));
  const errors = [
    ...APPLICATIONS.flatMap(({ attempts }) => attempts.map(({ error }) => error ?? '')),
    ...Object.values(PROGRAMS).map(({ without }) => without ?? ''),
  ];
  const isPrinted = (message: string) => errors.some((error) => error.includes(message));
  const isNotRun = (message: string) => NOT_RUN_HERE.some((piece) => message.includes(piece));
  expect(messages.length).toBeGreaterThan(15);
  expect(messages.filter((message) => isPrinted(message) === isNotRun(message))).toEqual([]);
});

it('has only code that is tested here', () => {
  expect([...new Set(codes)].sort()).toEqual(Object.keys(PROMISES).sort());
});

it('has code that compiles in a user\'s project and has the described effect', () => {
  const made = synthesizeAsUser(appWith(Object.keys(PROMISES)));
  Object.values(PROMISES).forEach((promise, index) => promise(podSpecOf(made[`row-${index}.k8s.yaml`])));
  expect(Object.keys(made)).toHaveLength(codes.length);
}, 120_000);

/** A program that makes an app of each piece of code. */
function appWith(pieces: readonly string[]): string {
  const apps = pieces.map((code, index) => `{
  const app = new App();
  const chart = new Chart(app, 'row-${index}');
  ${code.includes('claim') ? "const claim = PersistentVolumeClaim.fromClaimName(chart, 'claim', 'data');" : ''}
  ${code.startsWith('Hardening') ? `${code};` : ''}
  new HardenedDeployment(chart, 'web', {
    containers: [{ name: 'web', image: 'registry.example.com/shop/web:1.4.2', ${/^(portNumber|securityContext):/.test(code) ? code : ''} }],
    ${/^(runAs|presets|writablePaths):/.test(code) ? code : ''}
  });
  app.synth();
}
`).join('');
  const imports = Object.entries(MODULES).map(([module, names]) => `import { ${names.join(', ')} } from '${module}';\n`).join('');
  return imports + apps;
}

function podSpecOf(yaml: string): any {
  const deployment = parseAllDocuments(yaml).map((document) => document.toJS()).find(({ kind }) => kind === 'Deployment');
  return deployment.spec.template.spec;
}

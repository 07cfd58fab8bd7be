import { readFileSync } from 'fs';
import { inLanguageOfApp } from '../../../src/formats/language/language';
import { OptionError } from '../../../src/formats/language/option-error';

afterEach(() => {
  delete process.env.JSII_AGENT;
});

function translated(agent: string, text: string): string {
  process.env.JSII_AGENT = agent;
  return inLanguageOfApp(text);
}

describe('in Python', () => {
  test.each([
    ['declare the paths as `writablePaths`', 'declare the paths as `writable_paths`'],
    ['remove `readOnlyRootFilesystem: false`, and then', 'remove `read_only_root_filesystem=False`, and then'],
    ['write runAs: RunAs.user(uid, gid)', 'write run_as=RunAs.user(uid, gid)'],
    ['use RunAs.user(...) or RunAs.platformAssigned()', 'use RunAs.user(...) or RunAs.platform_assigned()'],
    ['`WritablePath.fromEmptyDir(\'/a b\', { sizeLimit: Size.gibibytes(2) })`', '`WritablePath.from_empty_dir("/a b", size_limit=Size.gibibytes(2))`'],
    ['{ control: \'sudo\', containers: [\'main\'], reason: \'\' }', 'Waiver(control="sudo", containers=["main"], reason="")'],
    [
      'Hardening.of(chart).addWaiver({ control: \'sudo\', target: { kind: \'Pod\', name: \'web\' }, reason: \'\' })',
      'Hardening.of(chart).add_waiver(control="sudo", target=WaiverTarget(kind="Pod", name="web"), reason="")',
    ],
    ['write [{ control: \'...\', reason: \'...\' }]', 'write [Waiver(control="...", reason="...")]'],
    ['waivers: [{ control: \'sudo\', reason: \'...\' }]', 'waivers=[Waiver(control="sudo", reason="...")]'],
    ['write containerSettings: { "main": { runAs: ... } }', 'write container_settings={"main": ContainerSettings(run_as=...)}'],
    ['`capabilities: { drop: [Capability.ALL] }`', '`capabilities={"drop": [Capability.ALL]}`'],
    ['{ \'cpu-resources\': { severity: \'off\', reason: \'...\' } }', '{"cpu-resources": {"severity": "off", "reason": "..."}}'],
    ['write [{ format: ReportFormat.SARIF, path: \'report.sarif\' }]', 'write [ReportFile(format=ReportFormat.SARIF, path="report.sarif")]'],
    ['pass a Date such as new Date(\'2026-01-31\')', 'pass a Date such as datetime(2026, 1, 31, tzinfo=timezone.utc)'],
    ['create it, as `new HardenedServiceAccount(chart, \'account\')`', 'create it, as `HardenedServiceAccount(chart, "account")`'],
    ['`new Deployment(...).with(new HardeningMixin())`', '`Deployment(...).with_(HardeningMixin())`'],
    ['`/spec/securityContext/fsGroup` of spec.template.spec.containers[0].securityContext', '`/spec/securityContext/fsGroup` of spec.template.spec.containers[0].securityContext'],
    ['`userNamespace` is false: leave `userNamespace` out', '`user_namespace` is false: leave `user_namespace` out'],
    ['the pod\'s volume and the image\'s user', 'the pod\'s volume and the image\'s user'],
    ['"writablePaths" is the name of a container: rename it', '"writablePaths" is the name of a container: rename it'],
    ['write `hostUsers: false`, or `runAsUser: 5`', 'write `hostUsers: false`, or `runAsUser: 5`'],
    ['write `seccompProfile: {type: RuntimeDefault}` or `fsGroupChangePolicy: OnRootMismatch`', 'write `seccompProfile: {type: RuntimeDefault}` or `fsGroupChangePolicy: OnRootMismatch`'],
    ['mount an emptyDir at /cache, or use `Volume.fromEmptyDir`', 'mount an emptyDir at /cache, or use `Volume.from_empty_dir`'],
    ['set `allow-snippet-annotations: false`', 'set `allow-snippet-annotations: false`'],
    ['write `RunAs.rootGroup(uid, { reason })`', 'write `RunAs.root_group(uid, reason=reason)`'],
    ['write { secret, key: \'password\' }', 'write {"secret": secret, "key": "password"}'],
    ['the objects shop/myWeb and shop/myDb', 'the objects shop/myWeb and shop/myDb'],
    ['the text was cut here: (a [b', 'the text was cut here: (a [b'],
    ['the text was cut here: { control: \'sudo\', rea', 'the text was cut here: Waiver( control="sudo", rea'],
    ['undefined', 'None'],
  ])('%s', (text, expected) => {
    expect(translated('Python/3.11.7', text)).toBe(expected);
  });
});

test.each([
  ['brackets', '['.repeat(100_000)],
  ['quotes', '"\\'.repeat(100_000)],
  ['dashes', 'a-'.repeat(100_000)],
])('%s of a made-up text stay as they are', (_, text) => {
  expect(translated('Python/3.14.0', text)).toBe(text);
  expect(translated('DotNet/8.0.0', text)).toBe(text);
});

describe('docs/how-to/python.md', () => {
  const rows = [...readFileSync('docs/how-to/python.md', 'utf8').matchAll(/^\| `(.*)` \| `(.*)` \|$/gm)].filter(([, typescript]) => !typescript.startsWith('import '));

  test('has a table', () => expect(rows.length).toBeGreaterThan(7));

  test.each(rows.map(([, typescript, python]) => [typescript, python]))('translates %s', (typescript, python) => {
    expect(translated('Python/3.14.0', typescript)).toBe(python);
  });
});

test.each([['go1.25.0/linux/amd64'], ['DotNet/8.0.0/.NETCoreApp']])('names have capitals for %s', (agent) => {
  expect(translated(agent, 'use `writablePaths` or WritablePath.fromEmptyDir("/myApp"), not `runAsUser`')).toBe('use `WritablePaths` or WritablePath.FromEmptyDir("/myApp"), not `runAsUser`');
});

test('Java and TypeScript have the same names', () => {
  expect(translated('Java/17.0.15', 'declare `writablePaths`')).toBe('declare `writablePaths`');
  delete process.env.JSII_AGENT;
  expect(inLanguageOfApp('declare `writablePaths`')).toBe('declare `writablePaths`');
});

test('an error about an option has its name in the language of the app', () => {
  process.env.JSII_AGENT = 'Python/3.12.1';
  expect(new OptionError('containerSettings.web.runAs must set ids').message).toBe('container_settings.web.run_as must set ids');
});

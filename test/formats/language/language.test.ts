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
    ['create it with `new HardenedServiceAccount(chart, \'account\')`', 'create it with `HardenedServiceAccount(chart, "account")`'],
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
  ['parentheses', '('.repeat(100_000)],
])('%s of a made-up text stay as they are', (_, text) => {
  expect(translated('Python/3.14.0', text)).toBe(text);
  for (const agent of ['DotNet/8.0.0', 'Java/17.0.15', 'go1.26.8/linux/amd64']) expect(translated(agent, text)).toBe(text);
});

describe.each([['python', 'Python/3.14.0'], ['java', 'Java/21.0.1'], ['go', 'go1.26.8/linux/amd64']])('docs/how-to/%s.md', (page, agent) => {
  const rows = [...readFileSync(`docs/how-to/${page}.md`, 'utf8').matchAll(/^\| `(.*)` \| `(.*)` \|$/gm)].filter(([, typescript]) => !typescript.startsWith('import '));

  test('has a table', () => expect(rows.length).toBeGreaterThan(7));

  test.each(rows.map(([, typescript, other]) => [typescript, other]))('translates %s', (typescript, other) => {
    expect(translated(agent, typescript)).toBe(other);
  });
});

describe('in Java and Go', () => {
  test.each([
    ['remove `readOnlyRootFilesystem: false`', 'remove `readOnlyRootFilesystem(false)`', 'remove `ReadOnlyRootFilesystem: jsii.Bool(false)`'],
    ['declare the paths as `writablePaths`', 'declare the paths as `writablePaths`', 'declare the paths as `WritablePaths`'],
    ['write runAs: RunAs.user(uid, gid)', 'write runAs(RunAs.user(uid, gid))', 'write RunAs: cdk8shardened.RunAs_User(uid, gid)'],
    ['use RunAs.user(...) or RunAs.unique()', 'use RunAs.user(...) or RunAs.unique()', 'use cdk8shardened.RunAs_User(...) or cdk8shardened.RunAs_Unique(nil)'],
    [
      '`writablePaths: [WritablePath.fromEmptyDir(\'/a b\')]`',
      '`writablePaths(List.of(WritablePath.fromEmptyDir("/a b")))`',
      '`WritablePaths: &[]cdk8shardened.WritablePath{cdk8shardened.WritablePath_FromEmptyDir(jsii.String("/a b"), nil)}`',
    ],
    [
      '{ control: \'sudo\', containers: [\'main\'], allow: ["A\\n"], reason: \'\' }',
      'Waiver.builder().control("sudo").containers(List.of("main")).allow(List.of("A\\n")).reason("").build()',
      '&cdk8shardened.Waiver{Control: jsii.String("sudo"), Containers: jsii.Strings("main"), Allow: jsii.Strings("A\\n"), Reason: jsii.String("")}',
    ],
    [
      'containerSettings: { web: { runAs: RunAs.nonRoot() } }',
      'containerSettings(Map.of("web", ContainerSettings.builder().runAs(RunAs.nonRoot()).build()))',
      'ContainerSettings: &map[string]*cdk8shardened.ContainerSettings{"web": {RunAs: cdk8shardened.RunAs_NonRoot()}}',
    ],
    ['pass new Date(\'2026-01-31\')', 'pass Instant.parse("2026-01-31T00:00:00Z")', 'pass jsii.Time(time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC))'],
    ['set `defaultMode: 0o440`', 'set `defaultMode(0440)`', 'set `DefaultMode: jsii.Number(0o440)`'],
    ['`RunAs.rootGroup(uid, { reason })`', '`RunAs.rootGroup(uid, RootGroupOptions.builder().reason(reason).build())`', '`cdk8shardened.RunAs_RootGroup(uid, &cdk8shardened.RootGroupOptions{Reason: reason})`'],
    ['use `ApiResource.LEASES` or `Capability.ALL`', 'use `ApiResource.LEASES` or `Capability.ALL`', 'use `cdk8splus28.ApiResource_LEASES()` or `cdk8splus28.Capability_ALL`'],
    ['change it with ApiObject.addJsonPatch()', 'change it with ApiObject.addJsonPatch()', 'change it with ApiObject.AddJsonPatch()'],
    ['set `user`, not "user"; Node.js is (a program [2])', 'set `user`, not "user"; Node.js is (a program [2])', 'set `User`, not "user"; Node.js is (a program [2])'],
    ['write `hostUsers: false` at spec.template.spec.containers[0]', 'write `hostUsers: false` at spec.template.spec.containers[0]', 'write `hostUsers: false` at spec.template.spec.containers[0]'],
    ['the text was cut here: (a [b', 'the text was cut here: (a [b', 'the text was cut here: (a [b'],
    ['the text was cut here: { control: \'sudo\', rea', 'the text was cut here: Waiver.builder().control("sudo").rea(rea).build()', 'the text was cut here: &cdk8shardened.Waiver{Control: jsii.String("sudo"), Rea: rea}'],
  ])('%s', (text, java, go) => {
    expect(translated('Java/17.0.15', text)).toBe(java);
    expect(translated('go1.25.0/linux/amd64', text)).toBe(go);
  });
});

test('names have capitals in C#', () => {
  expect(translated('DotNet/8.0.0/.NETCoreApp', 'use `writablePaths` or WritablePath.fromEmptyDir("/myApp"), not `runAsUser`')).toBe('use `WritablePaths` or WritablePath.FromEmptyDir("/myApp"), not `runAsUser`');
});

test('an error about an option has its name in the language of the app', () => {
  process.env.JSII_AGENT = 'Python/3.12.1';
  expect(new OptionError('containerSettings.web.runAs must set ids').message).toBe('container_settings.web.run_as must set ids');
});

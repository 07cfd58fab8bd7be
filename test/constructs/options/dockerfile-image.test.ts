import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { EmptyDirMedium, Volume } from 'cdk8s-plus-28';
import { DockerfileImage, HardenedDeployment, Hardening, HardeningProps, Platform, RunAs, RuntimePreset, WritablePath } from '../../../src/index';
import { expectGolden } from '../../golden-file';
import { onPosix } from '../../support/systems';
import { container, newChart, podSpecOf, Props, synthError } from '../workloads/support';

const folder = mkdtempSync(join(tmpdir(), 'dockerfile-image-'));
afterAll(() => rmSync(folder, { recursive: true }));
const home = process.cwd();
beforeEach(() => process.chdir(folder));
afterEach(() => process.chdir(home));

function image(...lines: string[]): DockerfileImage {
  writeFileSync('Dockerfile', lines.join('\n'));
  return DockerfileImage.fromFile('Dockerfile');
}

/** A Dockerfile with every instruction that is read. */
const RICH = [
  'FROM debian:13.1-slim AS build',
  'USER 7',
  'EXPOSE 1',
  'FROM debian:13.1-slim',
  'ARG UID=10001',
  'RUN useradd -u $UID app && mkdir -p /var/lib/shop /srv/shop && chown -R app:app /var/lib/shop /srv/shop \\',
  '  && install -d -o app /var/cache/shop && chown root /root-only && chown other /other',
  'COPY --chown=app . /srv/shop',
  'WORKDIR /var/log',
  'RUN chown $UID shop',
  'EXPOSE 8080/tcp 9000-9002 8080 $MORE',
  'VOLUME ["/var/lib/shop/", "/tmp"]',
  'USER ${UID}',
  'ENTRYPOINT ["shop"]',
];

describe('facts of a Dockerfile', () => {
  test('include user, ports, volumes and owned paths', () => {
    const { user, ports, volumes, ownedPaths, runAs, path } = image(...RICH);
    expect({ user, ports, volumes, ownedPaths, path }).toEqual({
      user: '10001',
      ports: [8080, 9000],
      volumes: ['/var/lib/shop', '/tmp'],
      ownedPaths: ['/var/lib/shop', '/srv/shop', '/var/cache/shop', '/var/log/shop'],
      path: 'Dockerfile',
    });
    expect(runAs?._toIdentity('')).toEqual({ user: 10001, group: 10001, fsGroup: 10001 });
  });

  test.each<[string, string[]]>([
    ['install -d -o app /a /b', ['/a', '/b']],
    ['install --directory --owner app --group adm --mode 3777 /a', ['/a']],
    ['install -m 755 -oapp -dg adm /a', ['/a']],
    ['install -o app a /b', []],
    ['install -o app -gadm a /b', []],
    ['install -d -gadm /a', []],
    ['install -d -o $OTHER /a', []],
    ['chown -R app: /a', ['/a']],
    ['chown --from root:root app /a', ['/a']],
    ['chown --reference /b app', []],
    ['chown app', []],
  ])('include the directories that %s gives to the user', (command, paths) => expect(image('FROM a:1', `RUN ${command}`, 'USER app').ownedPaths).toEqual(paths));

  test('are empty for an empty image', () => {
    const { user, ports, volumes, ownedPaths, runAs } = image('FROM scratch');
    expect([user, runAs, ports, volumes, ownedPaths]).toEqual([undefined, undefined, [], [], []]);
  });

  test.each<[string, string[], object | undefined]>([
    ['a number', ['USER 1001'], { user: 1001, group: 1001, fsGroup: 1001 }],
    ['a number and a group', ['USER 1001:2002'], { user: 1001, group: 2002, fsGroup: 2002 }],
    ['a number and a group of root', ['USER 1001:0'], { user: 1001, group: 1001, fsGroup: 1001 }],
    ['a number and the name of a group', ['USER 1001:app'], { user: 1001, group: 1001, fsGroup: 1001 }],
    ['a name with a number', ['RUN adduser -D -u 1001 app', 'USER app'], { user: 1001, group: 1001, fsGroup: 1001 }],
    ['a name', ['USER app'], undefined],
    ['a required variable', ['USER ${U:?no ${V:-x}}:5'], undefined],
    ['root', ['USER root'], undefined],
    ['root by number', ['USER 0'], undefined],
    ['a variable', ['USER $UID'], undefined],
  ])('include the user: %s', (_, lines, identity) => expect(image('FROM a:1', ...lines).runAs?._toIdentity('')).toEqual(identity));

  test.each<[string, string, string]>([
    ['an invalid Dockerfile', 'FROM a:1\nRUM x\n', 'Dockerfile:2: unknown instruction "RUM": did you mean RUN?'],
    ['an empty file', '', 'Dockerfile: it is empty: a Dockerfile begins with FROM'],
    ['a uid that Kubernetes does not accept', 'FROM a:1\nUSER 4294967294', 'Dockerfile:2: uid 4294967294 is not valid: use a whole number from 1 to 2147483647'],
  ])('are not read from %s, and the error names the line', (_, content, message) => expect(() => image(content)).toThrow(message));

  test('are not read from a missing file or a folder', () => {
    expect(() => DockerfileImage.fromFile('nope/Dockerfile')).toThrow(`nope/Dockerfile: no such file or folder (relative to ${process.cwd()})`);
    expect(() => DockerfileImage.fromFile('.')).toThrow('.: is a folder');
  });

  onPosix('are not read from a device', () => {
    expect(() => DockerfileImage.fromFile('/dev/zero')).toThrow('/dev/zero: is larger than 256 KiB, or has no end: split it, or name another file');
  });
});

const shop = (lines: string[], props: Props = {}, chart = newChart()) =>
  new HardenedDeployment(chart, 'shop', { containers: [container({ portNumber: 8080 })], dockerfile: image(...lines), ...props });
const errorOf = (lines: string[], props?: Props) => synthError(Chart.of(shop(lines, props)));
const warningsOf = (lines: string[], props?: Props) => {
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(errorOf(lines, props)).toBe('');
  const warnings = written.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('dockerfile-'));
  written.mockRestore();
  return warnings;
};
const userOf = (deployment: HardenedDeployment) => podSpecOf(deployment).securityContext.runAsUser;
const USER = ['FROM a:1', 'USER 10001'];

describe('the user of a workload with a Dockerfile', () => {
  test('is that of the Dockerfile, with its group', () => {
    expect(podSpecOf(shop(['FROM a:1', 'USER 10001:10002'])).securityContext).toMatchObject({ runAsUser: 10001, runAsGroup: 10002, fsGroup: 10002 });
  });

  test('is that of the workload or a scope, if they set one', () => {
    expect(userOf(shop(USER, { runAs: RunAs.user(20002) }))).toBe(20002);
    const chart = newChart();
    Hardening.of(chart).setDefaults({ runAs: RunAs.user(30003) });
    expect(userOf(shop(USER, {}, chart))).toBe(30003);
  });

  test('is that of securityContext, if it sets one', () => expect(userOf(shop(USER, { securityContext: { user: 20002 } }))).toBe(20002));

  test('is that of the Dockerfile before that of a preset, and that of the preset if the Dockerfile sets none', () => {
    expect(userOf(shop(USER, { presets: [RuntimePreset.NODE] }))).toBe(10001);
    expect(userOf(shop(['FROM a:1', 'USER node'], { presets: [RuntimePreset.NODE] }))).toBe(1000);
  });

  test('is that of the Dockerfile if presets conflict', () => {
    const presets = [RuntimePreset.NODE, RuntimePreset.custom('own', { runAs: RunAs.user(5) })];
    expect(errorOf(['FROM a:1'], { presets })).toContain('presets NODE and own set different users');
    expect(errorOf(USER, { presets })).toBe('');
  });

  test('is the default if the Dockerfile has no number, and none if the platform assigns ids', () => {
    expect(userOf(shop(['FROM a:1', 'USER app']))).toBe(65532);
    const chart = newChart();
    Hardening.of(chart).setDefaults({ platform: Platform.OPENSHIFT });
    expect(userOf(shop(USER, {}, chart))).toBeUndefined();
  });

  test('is that of each container\'s own Dockerfile', () => {
    const deployment = new HardenedDeployment(newChart(), 'two', {
      containers: [container({ name: 'web' }), container({ name: 'proxy' }), container({ name: 'log' })],
      containerSettings: { web: { dockerfile: image(...USER) }, proxy: { dockerfile: image('FROM a:1', 'USER 20002') } },
    });
    const { containers, securityContext } = podSpecOf(deployment);
    const contexts = [securityContext, ...containers.map((each: any) => each.securityContext)];
    expect(contexts.map(({ runAsUser }) => runAsUser)).toEqual([65532, 10001, 20002, undefined]);
  });
});

describe('a workload that contradicts its Dockerfile', () => {
  const OWNING = ['FROM a:1', 'RUN chown 10001 /var/lib/shop', 'USER 10001'];
  const WRITABLE: HardeningProps = { writablePaths: [WritablePath.fromEmptyDir('/var/lib/shop')] };

  test('is reported for another user than the owner of its files', () => {
    const error = errorOf(OWNING, { ...WRITABLE, runAs: RunAs.user(20002) });
    expect(error).toContain(`[shop/shop] dockerfile-run-as: container "main": spec.template.spec.securityContext.runAsUser is 20002: Dockerfile gives "/var/lib/shop" to its USER 10001
      Fix: remove \`runAs\`, so that the container runs as the user of the Dockerfile, or change USER and \`chown\` in the Dockerfile.
      Or waive it: { control: 'dockerfile-run-as', containers: ['main'], allow: ["20002"], reason: '' }`);
  });

  test('is accepted with a waiver', () => {
    const waivers = [{ control: 'dockerfile-run-as', containers: ['main'], allow: ['20002'], reason: 'the files are readable for all' }];
    expect(errorOf(OWNING, { ...WRITABLE, runAs: RunAs.user(20002), waivers })).toBe('');
  });

  test('is not reported for the same user', () => expect(errorOf(OWNING, { ...WRITABLE, runAs: RunAs.user(10001) })).toBe(''));

  test('is reported for a VOLUME without a mount, and not with one', () => {
    const lines = [...USER, 'VOLUME /var/lib/shop'];
    expect(errorOf(lines)).toContain('dockerfile-volumes: container "main": spec.template.spec.containers[0].volumeMounts has nothing at "/var/lib/shop", a VOLUME of Dockerfile');
    expect(errorOf(lines, WRITABLE)).toBe('');
  });

  test('is reported for a VOLUME that is mounted read-only or above', () => {
    const chart = newChart();
    const volume = Volume.fromEmptyDir(chart, 'v', 'v', { medium: EmptyDirMedium.DEFAULT });
    const mounted = (path: string, readOnly: boolean) => errorOf([...USER, 'VOLUME /var/lib/shop'], { containers: [container({ volumeMounts: [{ path, volume, readOnly }] })] });
    expect(mounted('/var/lib/shop', true)).toContain('dockerfile-volumes: container "main": spec.template.spec.containers[0].volumeMounts[0].mountPath is "/var/lib/shop": this mount is read-only');
    expect(mounted('/var/lib', false)).toContain('volumeMounts[0].mountPath is "/var/lib": it is above "/var/lib/shop"');
    expect(mounted('/var/lib/shop', false)).toBe('');
  });

  test.each<[string, string[], string]>([
    ['root', ['FROM a:1', 'USER root'], 'Dockerfile says USER root'],
    ['a name without a number', ['FROM a:1', 'USER app:app'], 'Dockerfile says USER app:app, whose number is unknown'],
    ['a variable', ['FROM a:1', 'USER $APP_UID'], 'Dockerfile says USER $APP_UID, whose number is unknown'],
    ['no USER', ['FROM a:1'], 'Dockerfile has no USER'],
  ])('is reported for a USER that cannot be used without runAs: %s', (_, lines, detail) => {
    const text = 'warning: [shop/shop] dockerfile-user: container "main": spec.template.spec.securityContext.runAsUser is 65532: ';
    expect(warningsOf(lines)).toEqual([`cdk8s-hardened: ${text}${detail}. Fix: write the uid of the program in USER, or set \`runAs\` of the workload.\n`]);
  });

  test.each<[string, string[], Props]>([
    ['the USER is a number', USER, {}],
    ['the base image has a user', ['FROM gcr.io/distroless/static:nonroot'], {}],
    ['the workload sets a user', ['FROM a:1'], { runAs: RunAs.nonRoot() }],
    ['the workload sets a user for the container', ['FROM a:1'], { containerSettings: { main: { runAs: RunAs.nonRoot() } } }],
    ['the container sets a user', ['FROM a:1'], { containers: [container({ securityContext: { user: 20002 } })] }],
    ['a preset sets a user', ['FROM a:1'], { presets: [RuntimePreset.custom('own', { runAs: RunAs.user(20002) })] }],
  ])('is not reported if %s', (_, lines, props) => expect(warningsOf(lines, props)).toEqual([]));

  test.each([['root'], ['app'], ['toor']])('is reported for imageUser with the USER %s', (user) => {
    const lines = ['FROM a:1', 'RUN useradd -u 1001 app && useradd -ou 0 toor', `USER ${user}`];
    expect(errorOf(lines, { runAs: RunAs.imageUser() }))
      .toContain(`dockerfile-run-as: container "main": spec.template.spec.securityContext.runAsUser is not set: Dockerfile has USER ${user}, which the kubelet does not accept`);
  });

  test.each([['10001'], ['$APP_UID']])('is not reported for imageUser with the USER %s', (user) => {
    expect(errorOf(['FROM a:1', `USER ${user}`], { runAs: RunAs.imageUser() })).not.toContain('dockerfile-');
  });

  test('is reported for a writable path over copied files, unless it is seeded', () => {
    const lines = [...USER, 'COPY . /app'];
    expect(errorOf(lines, { writablePaths: [WritablePath.fromEmptyDir('/app')] })).toContain('volumeMounts[1].mountPath is "/app": it hides "/app", where Dockerfile puts files');
    expect(errorOf(lines, { writablePaths: [WritablePath.fromImage('/app')] })).toBe('');
    expect(errorOf(lines, { writablePaths: [WritablePath.fromEmptyDir('/app/data')] })).toBe('');
  });

  test('is reported for another user than the owner of copied files', () => {
    expect(errorOf(['FROM a:1', 'COPY --chown=10001:0 . /app', 'USER 10001'], { runAs: RunAs.user(20002) })).toContain('Dockerfile gives "/app" to its USER 10001');
  });

  test('is reported for a writable directory below a copied one', () => {
    const lines = ['FROM a:1', 'WORKDIR /app', 'COPY . .', 'RUN mkdir data && chown 10001 data && chown -R 10001 /app', 'USER 10001'];
    expect(warningsOf(lines)).toEqual([expect.stringMatching(/has no writable mount at "\/app\/data", which (line \d+ of )?Dockerfile gives to its USER 10001/)]);
    expect(warningsOf([...lines, 'COPY more /app/data/'])).toEqual([]);
  });

  test('is reported for each of several volumes', () => {
    const error = errorOf([...USER, 'VOLUME /var/lib/one /var/lib/two']);
    expect(error).toContain('has nothing at "/var/lib/one"');
    expect(error).toContain('has nothing at "/var/lib/two"');
  });

  test('is not reported for /tmp as a VOLUME, which is mounted already', () => expect(errorOf([...USER, 'VOLUME /tmp'])).toBe(''));

  test('is a warning for another port and undeclared directories', () => {
    expect(warningsOf([...OWNING, 'EXPOSE 9090'])).toEqual(expect.arrayContaining([
      expect.stringContaining('warning: [shop/shop] dockerfile-ports: container "main": spec.template.spec.containers[0].ports[0].containerPort is 8080: Dockerfile exposes 9090'),
      expect.stringMatching(/dockerfile-writable-paths: .* has no writable mount at "\/var\/lib\/shop", which (line \d+ of )?Dockerfile gives to its USER 10001\. Fix: .*WritablePath\.fromEmptyDir/),
    ]));
  });

  test('is a warning for a directory that everyone may write, and for file capabilities', () => {
    const lines = [...USER, 'RUN mkdir -m 1777 /var/cache/shop && setcap cap_net_bind_service=+ep /usr/bin/shop'];
    expect(warningsOf(lines)).toEqual(expect.arrayContaining([
      expect.stringMatching(/dockerfile-writable-paths: .* has no writable mount at "\/var\/cache\/shop", which (line \d+ of )?Dockerfile makes to be written .* Fix: .*WritablePath\.fromEmptyDir\('\/var\/cache\/shop'\)/),
      expect.stringMatching(/dockerfile-file-capabilities: .*capabilities\.add is not set: Dockerfile gives a file capabilities with setcap, .*operation not permitted/),
    ]));
  });

  test('is an error for an unknown container', () => {
    expect(errorOf(USER, { containerSettings: { web: { dockerfile: image(...USER) } } }))
      .toContain('containerSettings references unknown container "web"');
  });

  test('is an error for several containers if none is named', () => {
    expect(errorOf(USER, { containers: [container(), container({ name: 'proxy' })] }))
      .toContain('Dockerfile Dockerfile does not name its container, and the pod has several');
    expect(errorOf(USER, { initContainers: [container({ name: 'setup' })] })).toBe('');
  });

  test('is evaluated against the Dockerfile of the container before that of the pod', () => {
    const deployment = shop(USER, { containerSettings: { main: { dockerfile: image('FROM a:1', 'USER 20002') } } });
    expect(podSpecOf(deployment).containers[0].securityContext.runAsUser).toBe(20002);
    expect(errorOf([...USER, 'VOLUME /other'], { containerSettings: { main: { dockerfile: image('FROM a:1', 'USER 20002') } } })).toBe('');
  });
});

test('a workload with a rich Dockerfile matches its golden file', () => {
  const deployment = shop(RICH, { writablePaths: ['/var/lib/shop', '/var/cache/shop', '/var/log/shop'].map((path) => WritablePath.fromEmptyDir(path)) });
  process.chdir(home);
  expectGolden('dockerfile-image.yaml', (App.of(deployment) as App).synthYaml());
});

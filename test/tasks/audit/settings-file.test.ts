import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import Ajv from 'ajv';
import { FILE, schemaText } from '../../../projenrc/settings-schema';
import { ImageVariant } from '../../../src/knowledge/images/known-image';
import { readSettingsFile } from '../../../src/tasks/settings-file/read';
import { SETTINGS_SCHEMA } from '../../../src/tasks/settings-file/schema';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-settings-'));
const file = join(folder, 'cdk8s-hardened.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string) {
  writeFileSync(file, text);
  return readSettingsFile({ path: file });
}

function errorOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    return (error as Error).message.replace(`${file}:`, '');
  }
  throw new Error('the file was read');
}

test('every setting becomes a rule', () => {
  const { rules, waivers } = read(`
    profile: hardened
    platform: openshift
    kubernetesVersion: "1.33"
    overrideUnsafe: true
    unknownUser: skip
    only: [run-as-non-root]
    keep: [fs-group]
    runAs: 10001
    writablePaths: [/cache, { path: /run/app/, sizeLimit: 16Mi, medium: Memory }, { path: /etc, fromImage: true }]
    environment: { HOME: /tmp }
    waivers:
      - { control: privileged, containers: [a], target: { kind: Pod, name: p }, reason: an agent of the node }
    workloads:
      - match: { kind: Deployment, name: "web-*", namespace: shop, labels: { app: web }, image: nginx }
        runAs: { user: 101, fsGroup: 1000 }
        profile: pss-baseline
  `);
  expect(rules).toMatchObject({
    profile: 'hardened',
    platform: 'openshift',
    kubernetesVersion: 33,
    overrideUnsafe: true,
    unknownUser: 'skip',
    only: ['run-as-non-root'],
    keep: ['fs-group'],
    identity: { user: 10001, group: 10001, fsGroup: 10001 },
    writablePaths: [
      { kind: 'emptyDir', path: '/cache', sizeLimit: 2 ** 30, inMemory: false },
      { kind: 'emptyDir', path: '/run/app', sizeLimit: 2 ** 24, inMemory: true },
      { kind: 'emptyDir', path: '/etc', sizeLimit: 2 ** 30, inMemory: false, seed: { replaces: false } },
    ],
    environment: [{ name: 'HOME', value: '/tmp' }],
    workloads: [{
      match: { kind: 'Deployment', name: 'web-*', namespace: 'shop', labels: { app: 'web' }, image: 'nginx' },
      identity: { user: 101, group: 101, fsGroup: 1000 },
      profile: 'pss-baseline',
    }],
  });
  expect(waivers).toEqual([expect.objectContaining({ target: expect.objectContaining({ kind: 'Pod', name: 'p' }) })]);
});

describe('what is known of images', () => {
  test('becomes families, by repository, and mirrors', () => {
    const { rules } = read(`
      images:
        - repository: registry.example.com/shop/web
          uid: 10001
          gid: 10002
          imageUser: name
          anyUser: with gid 0
          stepsDownWith: gosu
          writablePaths: [{ path: /data/, kind: empty, size: 2Gi, isData: true }, { path: /etc/shop, kind: seeded }, { path: /x, kind: self-initializing, size: 5 }]
          environment: { HOME: /tmp }
          ports: [8080]
          fileCapabilities: [NET_BIND_SERVICE]
          needsCapabilities: [SYS_CHROOT]
          rootMounts: [/templates]
          startUp: slow
          fileVariables: { PASSWORD: PASSWORD_FILE }
          userFlags: [{ flag: -u, worksAsUid: true }]
          keepsNothingWith: { flag: --save, value: "" }
          writableRoot: its start script writes everywhere
          hint: Set it up
          evidence: [{ source: https://docs.example.com/web, date: 2026-11-26 }]
        - { repository: docker.io/library/redis, versions: { from: "7", below: "8.2" }, uid: 0 }
        - { repository: docker.io/library/redis, tags: [alpine], writablePaths: [] }
      mirrors: { harbor.example.com/hub: docker.io, harbor.example.com/proxy: "" }
    `);
    expect(rules.ownImages).toEqual({
      mirrors: { 'harbor.example.com/hub': 'docker.io', 'harbor.example.com/proxy': '' },
      families: [
        {
          name: 'registry.example.com/shop/web',
          repositories: ['registry.example.com/shop/web'],
          variants: [{
            uid: 10001,
            gid: 10002,
            imageUser: 'name',
            anyUser: 'with gid 0',
            stepsDownWith: 'gosu',
            writablePaths: [
              { path: '/data', kind: 'empty', size: 2 ** 31, isData: true }, { path: '/etc/shop', kind: 'seeded', size: undefined }, { path: '/x', kind: 'self-initializing', size: 5 },
            ],
            environment: { HOME: '/tmp' },
            ports: [8080],
            fileCapabilities: ['NET_BIND_SERVICE'],
            needsCapabilities: ['SYS_CHROOT'],
            rootMounts: ['/templates'],
            startUp: 'slow',
            fileVariables: { PASSWORD: 'PASSWORD_FILE' },
            userFlags: [{ flag: '-u', worksAsUid: true }],
            keepsNothingWith: { flag: '--save', value: '' },
            writableRoot: 'its start script writes everywhere',
            hint: 'Set it up',
            evidence: [{ source: 'https://docs.example.com/web', date: '2026-11-26' }],
          }],
        },
        {
          name: 'docker.io/library/redis',
          repositories: ['docker.io/library/redis'],
          variants: [{ versions: { from: '7', below: '8.2' }, uid: 0 }, { tags: ['alpine'], writablePaths: [] }],
        },
      ],
    });
  });

  describe('for several repositories', () => {
    const familiesOf = (...entries: readonly string[]) => read(`images:\n${entries.map((entry) => `  - ${entry}\n`).join('')}`).rules.ownImages?.families;

    test('is one family, with a name for reports', () => {
      expect(familiesOf('{ name: shop, repositories: [a.example/shop, b.example/shop], uid: 5 }')).toEqual([
        { name: 'shop', repositories: ['a.example/shop', 'b.example/shop'], variants: [{ uid: 5 }] },
      ]);
    });

    test('is a family for each group with the same entries, whose variants are in the order of the file', () => {
      expect(familiesOf(
        '{ repositories: [a.example/x, a.example/y], versions: { below: "2" }, uid: 1 }',
        '{ repository: a.example/z, uid: 2 }',
        '{ repository: a.example/y, versions: { from: "2" }, uid: 3, name: why }',
        '{ repositories: [a.example/z, a.example/y, a.example/w], tags: [dev], uid: 4 }',
      )!.map(({ name, repositories, variants }) => [name, repositories, variants.map(({ uid }) => uid)])).toEqual([
        ['a.example/x', ['a.example/x'], [1]],
        ['why', ['a.example/y'], [1, 3, 4]],
        ['a.example/z', ['a.example/z'], [2, 4]],
        ['a.example/w', ['a.example/w'], [4]],
      ]);
    });

    test('counts those of both keys, each once', () => {
      expect(familiesOf('{ repository: a.example/x, repositories: [a.example/y, a.example/x, a.example/y] }')).toEqual([
        { name: 'a.example/x', repositories: ['a.example/x', 'a.example/y'], variants: [{}] },
      ]);
    });
  });

  test('is absent if the file says nothing of it', () => {
    expect(read('profile: hardened').rules.ownImages).toBeUndefined();
    expect(read('mirrors: { a: b }').rules.ownImages).toEqual({ mirrors: { a: 'b' }, families: undefined });
  });

  test('the schema has every field of the facts', () => {
    const fields: Record<keyof Omit<ImageVariant, 'isForOwnArgs' | 'switchVariables'> | 'name' | 'repository' | 'repositories', true> = {
      name: true,
      repositories: true,
      evidence: true,
      repository: true,
      versions: true,
      tags: true,
      workingDir: true,
      needsRoot: true,
      needsSettings: true,
      keepsNothingWith: true,
      uid: true,
      gid: true,
      imageUser: true,
      anyUser: true,
      stepsDownWith: true,
      writablePaths: true,
      environment: true,
      writableRoot: true,
      ports: true,
      fileCapabilities: true,
      needsCapabilities: true,
      rootMounts: true,
      startUp: true,
      fileVariables: true,
      userFlags: true,
      hint: true,
    };
    expect(Object.keys((SETTINGS_SCHEMA.properties as any).images.items.properties).sort()).toEqual(Object.keys(fields).sort());
  });

  const A = 'repository: a.example/b';
  test.each([
    ['images: [{ uid: 1 }]', '1:10: `images[0]` has no `repository`: add it'],
    ['images: [{ repositories: [] }]', '1:12: `images[0].repositories` is empty: add an entry, or remove the key'],
    ['images: [{ repositories: [a.example/b, nginx] }]', '1:40: `images[0].repositories[1]` is "nginx": write "docker.io/library/nginx"'],
    [`images: [{ ${A}, evidence: https://a.example }]`, '`images[0].evidence` is "https://a.example": write a list'],
    [`images: [{ ${A}, evidence: [{ source: https://a.example }] }]`, '`images[0].evidence[0]` has no `date`: add it'],
    [`images: [{ ${A}, evidence: [{ source: a.example, date: 2026-11-26 }] }]`, '`images[0].evidence[0].source` is "a.example": write one such as "https://docs.example.com/web"'],
    [`images: [{ ${A}, evidence: [{ source: https://a.example, date: today }] }]`, '`images[0].evidence[0].date` is "today": write one such as "2026-11-26"'],
    [`images:\n  - { ${A}, name: web }\n  - { repositories: [a.example/c, a.example/b], tags: [t], name: app }`,
      '3:60: `images[1].name` is "app", but `images[0]`, which has the same repository, is "web": write one name, or remove the other'],
    [`images:\n  - { ${A}, uid: 1 }\n  - { repositories: [a.example/c, a.example/b], uid: 2 }`, '3:5: `images[1]` matches the same images as `images[0]`'],
    ['images: [{ repository: nginx }]', '1:12: `images[0].repository` is "nginx": write "docker.io/library/nginx"'],
    ['images: [{ repository: "a.example/b:1" }]', '1:12: `images[0].repository` is "a.example/b:1": write "a.example/b", and the version in `versions` or `tags`'],
    [`images: [{ ${A}, user: 1 }]`, '`images[0]` has no key `user`: the keys are repository, repositories, name, versions, tags, uid'],
    [`images: [{ ${A}, uid: app }]`, '`images[0].uid` is "app": write a whole number'],
    [`images: [{ ${A}, imageUser: number }]`, '`images[0].imageUser` is "number": write one of root, name, numeric'],
    [`images: [{ ${A}, versions: { from: 1.30 } }]`, '`images[0].versions.from` is 1.3: write text, in quotes if YAML reads it as another type'],
    [`images: [{ ${A}, versions: { from: v1 } }]`, '`images[0].versions.from` is "v1": write one such as "17.2"'],
    [`images: [{ ${A}, versions: {} }]`, '`images[0].versions` is empty: name at least one of from, below'],
    [`images: [{ ${A}, fileCapabilities: [CAP_NET_RAW] }]`, '`images[0].fileCapabilities[0]` is "CAP_NET_RAW": did you mean "NET_RAW"?'],
    [`images: [{ ${A}, fileCapabilities: [NET_BIND] }]`, '`images[0].fileCapabilities[0]` is "NET_BIND": write one of CHOWN, DAC_OVERRIDE, '],
    [`images: [{ ${A}, writablePaths: [/a] }]`, '`images[0].writablePaths[0]` is "/a": write an object'],
    [`images: [{ ${A}, writablePaths: [{ path: /a }] }]`, '`images[0].writablePaths[0]` has no `kind`: add it'],
    [`images: [{ ${A}, writablePaths: [{ path: a, kind: empty }] }]`, '`images[0].writablePaths[0].path` is "a": write an absolute path'],
    [`images: [{ ${A}, writablePaths: [{ path: /proc/a, kind: empty }] }]`, 'writable path "/proc/a" belongs to the container runtime'],
    [`images: [{ ${A}, writablePaths: [{ path: /etc, kind: empty }] }]`, '1:55: writable path "/etc" is a system directory, and an empty volume would hide its files: declare the directory below it that the application writes, or write `kind: seeded`'],
    [`images: [{ ${A}, writablePaths: [{ path: /a, kind: empty, size: much }] }]`, '`size` is "much", which is not a quantity of bytes: write one such as 200Mi'],
    [`images: [{ ${A}, writablePaths: [{ path: /a, kind: empty, size: true }] }]`, 'size` is true: write bytes, or a quantity such as "200Mi"'],
    [`images:\n  - { ${A}, uid: 1 }\n  - { ${A}, uid: 2 }`, '3:5: `images[1]` matches the same images as `images[0]`: keep one, or set their `versions` or `tags`'],
    ['mirrors: { a.example: 1 }', '1:12: `mirrors["a.example"]` is 1: write text'],
    ['mirrors: [a.example]', '1:1: `mirrors` is ["a.example"]: write an object'],
  ])('the file %j is refused with its place and the way out', (text, message) => {
    expect(errorOf(text)).toContain(message);
  });
});

test('an empty file has no settings', () => {
  expect(read('# nothing yet\n')).toMatchObject({ rules: { workloads: [] }, waivers: [] });
});

test.each([
  ['profle: hardened', '1:1: the settings file has no key `profle`: did you mean `profile`?'],
  ['a: 1', '1:1: the settings file has no key `a`: the keys are platform, kubernetesVersion, allowedRegistries, controls, profile, overrideUnsafe, unknownUser, secretsAsFiles, imageFacts, only, keep, runAs, writablePaths, environment, resources, presets, failOn, failOnUnevaluated, excludeFiles, baseline, admissionPolicies, reports, render, overrides, images, mirrors, lock, waivers, workloads'],
  ['profile: hardend', '1:1: `profile` is "hardend": did you mean "hardened"?'],
  ['\nplatform: aws', '2:1: `platform` is "aws": write one of kubernetes, openshift, openshift-v3, gke-autopilot'],
  ['kubernetesVersion: 1.30', '1:1: `kubernetesVersion` is 1.3: write text, in quotes if YAML reads it as another type'],
  ['presets: [pyton]', '1:11: nothing is known about the preset "pyton": did you mean "python"?'],
  ['workloads: [{ match: { image: a }, presets: [redis, acme/app] }]', '1:53: nothing is known about the preset "acme/app": write one of dotnet, go, jvm, node, php_fpm, python, ruby, or an image of docs/reference/images.md such as "postgres:18"'],
  ['presets: [python, ruby]', '1:19: the presets "python" and "ruby" contradict each other in `environment.TMPDIR`: state it in `environment`, or set each preset in `workloads`, with a `match` of its image'],
  ['presets: [redis, nginx]', '1:18: the presets "redis" and "nginx" contradict each other in `runAs`: state it in `runAs`, or set each preset in `workloads`, with a `match` of its image'],
  ['presets: nginx', '1:1: `presets` is "nginx": write a list'],
  ['kubernetesVersion: "2"', '1:1: "2" is not a Kubernetes version: write "1.28", "v1.28.3" or "latest"'],
  ['kubernetesVersion: "1.20"', '1:1: Kubernetes "1.20" is too old: the oldest version that this release knows is 1.23. Write "1.23" or a newer one'],
  ['overrideUnsafe: "yes"', '1:1: `overrideUnsafe` is "yes": write true or false'],
  ['keep: [seccomp]', '1:8: `keep[0]` is "seccomp": did you mean "seccomp-profile-baseline"?'],
  ['keep: [privilegd]', '1:8: `keep[0]` is "privilegd": did you mean "privileged"?'],
  ['runAs: root', '1:1: `runAs` is "root": write a uid, or an object with `user`'],
  ['runAs: 0', '1:1: `runAs` is 0: it must be >= 1'],
  ['runAs: { uid: 1 }', '1:10: `runAs` has no key `uid`: the keys are user, group, fsGroup'],
  ['runAs: { group: 1 }', '1:1: `runAs` has no `user`: add it'],
  ['writablePaths: [cache]', '1:17: `writablePaths[0]` is "cache": write an absolute path, such as "/var/cache/app"'],
  ['writablePaths: [/proc/x]', '1:17: writable path "/proc/x" belongs to the container runtime: choose a directory outside /proc, /sys, /dev and /var/run/secrets'],
  ['writablePaths:\n  - path: /a\n    sizeLimit: much', '3:5: `sizeLimit` is "much", which is not a quantity of bytes: write one such as 200Mi'],
  ['writablePaths: [{ path: /a, medium: memory }]', '1:29: `writablePaths[0].medium` is "memory": did you mean "Memory"?'],
  ['workloads: [{ runAs: 1 }]', '1:13: `workloads[0]` has no `match`: add it'],
  ['workloads: [{ match: {} }]', '1:15: `workloads[0].match` is empty: name at least one of kind, name, namespace, labels, image'],
  ['workloads: [{ match: { kind: Pod, names: x } }]', '1:35: `workloads[0].match` has no key `names`: did you mean `name`?'],
  ['environment: { PORT: 80 }', '1:16: `environment.PORT` is 80: write text, in quotes if YAML reads it as another type'],
  ['waivers: [{ control: privileged }]', '1:11: waivers[0]: waiver of "privileged": reason is missing: explain in at least 3 words why you accept the risk'],
  ['profile: hardened\nwaivers:\n  - {control: privileged, reason: "an agent of the node", target: {kind: Pod, name: a}}\n  - control: privileged\n    reason: "…"',
    '5:5: waivers[1]: waiver of "privileged": reason "…" is too short: explain in at least 3 words why you accept the risk'],
  ['- 1', '1:1: the settings file is a list: write an object'],
  ['a: [', '1:5: '],
  ['a: 1\n---\nb: 1', '1:1: it has several documents: keep one'],
])('the file %j is refused with its place and the way out', (text, message) => {
  expect(errorOf(text)).toContain(message);
});

test('a file that is missing is named', () => {
  expect(() => readSettingsFile({ path: join(folder, 'none.yaml') })).toThrow(/none\.yaml: no such file or folder/);
});

test('schema/settings.json is the schema that validates; `npm run docs` writes it', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(schemaText());
});

test('the schema is valid, and describes every property', () => {
  expect(new Ajv().validateSchema(SETTINGS_SCHEMA)).toBe(true);
  const undescribed: string[] = [];
  JSON.stringify(SETTINGS_SCHEMA.properties, (key, value) => {
    if (value && typeof value === 'object' && ('type' in value || 'enum' in value) && !('description' in value)) {
      undescribed.push(key);
    }
    return value;
  });
  expect(new Set(undescribed)).toEqual(new Set(['items', 'additionalProperties']));
});

import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { HardenedDeployment, Hardening, HardeningProfile, ImageFactsPolicy, ImageLock, RunAs, WritablePath } from '../../../src';
import { LockedFacts } from '../../../src/knowledge/image-lock/facts/image-facts';
import { printLock } from '../../../src/knowledge/image-lock/print-lock';
import { DIGEST, directoryOf, lockText, OTHER } from '../../knowledge/image-lock/support';
import { container, KINDS, newChart } from '../workloads/support';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-lock-')); });
afterEach(() => rmSync(folder, { recursive: true }));

function lock(...images: readonly string[]): ImageLock {
  const path = join(folder, 'images.lock.yaml');
  writeFileSync(path, lockText(images));
  return ImageLock.fromFile(path);
}

const NGINX = `nginx:1.29@${DIGEST}`;

function imagesIn(value: any): string[] {
  return value && typeof value === 'object' ? Object.entries(value).flatMap(([key, each]) => key === 'image' ? [each as string] : imagesIn(each)) : [];
}

/** What a synthesis prints beside the YAML. */
function synthesized(chart: ReturnType<typeof newChart>): { images: string[]; warnings: string } {
  const written: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    return { images: imagesIn(Testing.synth(chart)), warnings: written.join('') };
  } finally {
    write.mockRestore();
  }
}

test.each(KINDS)('$kind gets the digest of its tag, and no finding', ({ hardened }) => {
  const chart = newChart();
  Hardening.of(chart).setDefaults({ imageLock: lock(NGINX) });
  hardened(chart, 'web', { containers: [container({ image: 'nginx:1.29' })] });
  const { images, warnings } = synthesized(chart);
  expect(new Set(images)).toEqual(new Set([NGINX]));
  expect(warnings).not.toMatch(/image-digest|image-lock/);
});

test('the nearest scope decides; an image with a digest stays, and differs from the lock', () => {
  const chart = newChart();
  Hardening.of(chart).setDefaults({ imageLock: lock(NGINX) });
  const inner = new HardenedDeployment(chart, 'inner', { containers: [container({ image: 'nginx:1.29' })] });
  new HardenedDeployment(chart, 'pinned', { containers: [container({ image: `nginx:1.29@sha256:${OTHER}` })] });
  Hardening.of(inner).setDefaults({ imageLock: lock(`nginx:1.29@sha256:${OTHER}`) });
  const { images, warnings } = synthesized(chart);
  expect(images).toEqual([`nginx:1.29@sha256:${OTHER}`, `nginx:1.29@sha256:${OTHER}`]);
  expect(warnings).toContain(`: its digest differs from ${DIGEST}, which ${join(folder, 'images.lock.yaml')} has for docker.io/library/nginx:1.29. Fix: remove the digest, so that the digest from the lock file is appended`);
});

test('an image that the file does not have is found, with the command to run', () => {
  const chart = newChart();
  Hardening.of(chart).setDefaults({ imageLock: lock() });
  new HardenedDeployment(chart, 'web', { containers: [container({ image: 'nginx:1.29' })] });
  const { images, warnings } = synthesized(chart);
  expect(images).toEqual(['nginx:1.29']);
  expect(warnings).toContain(`run \`cdk8s-hardened lock --file ${join(folder, 'images.lock.yaml')}\` with the paths of your manifests: the file has no entry for docker.io/library/nginx:1.29`);
});

function plain(chart = newChart()) {
  new ApiObject(chart, 'web', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'main', image: 'nginx:1.29' }, { name: 'other', image: 'other:1' }] } } } });
  return chart;
}

test.each(Object.values(HardeningProfile))('apply with %s pins, and names what the file does not have', (profile) => {
  const chart = plain();
  Hardening.of(chart).apply({ profile, imageLock: lock(NGINX) });
  const { images, warnings } = synthesized(chart);
  expect(images).toEqual([NGINX, 'other:1']);
  expect(warnings.match(/has no entry for docker\.io\/library\/other:1/g)).toHaveLength(1);
  expect(Hardening.of(chart).report().changes.filter(({ control }) => control === 'image-digest')).toEqual([expect.objectContaining({
    pointer: '/spec/template/spec/containers/0/image',
    before: 'nginx:1.29',
    after: NGINX,
    why: `Anyone who can push to the registry can replace the image of a tag. From ${join(folder, 'images.lock.yaml')}, of 2026-11-28.`,
  })]);
});

test('apply takes the lock of the scope, and its own counts more', () => {
  const chart = plain();
  Hardening.of(chart).setDefaults({ imageLock: lock(NGINX) });
  Hardening.of(chart).apply();
  expect(synthesized(chart).images[0]).toBe(NGINX);
  const other = plain();
  Hardening.of(other).setDefaults({ imageLock: lock(NGINX) });
  Hardening.of(other).apply({ imageLock: lock(`nginx:1.29@sha256:${OTHER}`) });
  expect(synthesized(other).images[0]).toBe(`nginx:1.29@sha256:${OTHER}`);
});

test('a workload that nobody hardens keeps its image, and a gate finds it', () => {
  const chart = newChart();
  new Deployment(chart, 'web', { containers: [{ image: 'nginx:1.29' }] });
  Hardening.of(chart).setDefaults({ imageLock: lock(NGINX) });
  const found = Hardening.of(chart).report().findings.filter(({ control }) => control === 'image-digest');
  expect(found.map(({ remedy }) => remedy)).toEqual(['use the hardened kind, or `Hardening.of(...).apply()`: both append the digest of the lock file']);
  expect(synthesized(chart).images).toEqual(['nginx:1.29']);
});

test('the settings file of a gate names a lock, with the maximum age', () => {
  const chart = newChart();
  lock(NGINX);
  writeFileSync(join(folder, 'images.lock.yaml'), lockText([NGINX], '2020-01-01'));
  writeFileSync(join(folder, 'cdk8s-hardened.yaml'), 'lock: { file: images.lock.yaml, maxAge: 30d }\nfailOn: never\n');
  Hardening.of(chart).enforce({ settingsFile: join(folder, 'cdk8s-hardened.yaml') });
  new HardenedDeployment(chart, 'web', { containers: [container({ image: 'nginx:1.29' })] });
  const { images, warnings } = synthesized(chart);
  expect(images).toEqual([NGINX]);
  expect(warnings).toMatch(/image-lock: .* was resolved on 2020-01-01, \d+ days ago: more than 30/);
});

test('fromFile names the file and what is wrong with it', () => {
  expect(lock(NGINX).path).toBe(join(folder, 'images.lock.yaml'));
  expect(() => ImageLock.fromFile('nowhere.yaml')).toThrow('nowhere.yaml: no such file');
  expect(() => lock('nginx:1.29')).toThrow(`${join(folder, 'images.lock.yaml')}:4:5: the \`image\` of \`images[0]\` is "nginx:1.29"`);
});

describe('what the image itself says', () => {
  const SAID = `    facts:
      version: 1
      digest: ${DIGEST}
      read: files
      platforms:
        - names: [linux/amd64]
          user: app
          uid: 10007
          gid: 10008
          ports: [80]
          program: { path: /srv, owner: "0:0", mode: "0755" }
          capabilities: { /srv: [NET_BIND_SERVICE] }
          directories:
            - { path: /app/logs, owner: "10007:10008", mode: "0755", has: nothing, reasons: [user] }
            - { path: /data, owner: "0:0", mode: "0755", has: files, size: 4096, reasons: [volume] }
`;
  const said = () => {
    const path = join(folder, 'images.lock.yaml');
    writeFileSync(path, lockText([`registry.example/app:1@${DIGEST}`]) + SAID);
    return ImageLock.fromFile(path);
  };
  const podOf = (chart: ReturnType<typeof newChart>) => Testing.synth(chart).find(({ kind }) => kind === 'Deployment').spec.template.spec;
  const mountsIn = ({ containers: [{ volumeMounts }] }: any) => volumeMounts.map(({ mountPath }: any) => mountPath).sort();
  const props = { containers: [container({ image: 'registry.example/app:1', portNumber: undefined })] };

  test('a hardened kind gets the user, the empty directories and the capability, and warns of the others', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ imageLock: said() });
    new HardenedDeployment(chart, 'web', props);
    const { warnings } = synthesized(chart);
    const pod = podOf(chart);
    expect(pod.securityContext).toMatchObject({ runAsUser: 10007, runAsGroup: 10008, fsGroup: 10008 });
    expect(mountsIn(pod)).toEqual(['/app/logs', '/tmp']);
    expect(pod.containers[0].securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] });
    expect(warnings).toContain('declares as writable /data (which has files, up to 4Ki)');
    expect(warnings).not.toMatch(/low-ids|high-user-id|inert-net-bind|image-paths/);
  });

  test('the report names the lock file for each value', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ imageLock: said() });
    new HardenedDeployment(chart, 'web', props);
    synthesized(chart);
    const whys = Hardening.of(chart).report().changes.filter(({ why }) => why.includes('images.lock.yaml, of 2026-11-28, sha256:0123456789ab'));
    expect(whys.map(({ control }) => control)).toEqual(expect.arrayContaining(['user-id', 'group-id', 'writable-paths', 'capabilities-restricted']));
  });

  test('what the author says wins', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ imageLock: said() });
    new HardenedDeployment(chart, 'web', { ...props, runAs: RunAs.user(20000), writablePaths: [WritablePath.fromEmptyDir('/app')] });
    synthesized(chart);
    const pod = podOf(chart);
    expect([pod.securityContext.runAsUser, mountsIn(pod)]).toEqual([20000, ['/app', '/tmp']]);
  });

  test('`apply` does the same for a Deployment of cdk8s-plus, and ImageFactsPolicy.OFF for nothing', () => {
    const ofPlus = (imageFacts?: ImageFactsPolicy) => {
      const chart = newChart();
      Hardening.of(chart).apply({ profile: HardeningProfile.HARDENED, imageLock: said(), imageFacts });
      new Deployment(chart, 'web', { containers: [{ image: 'registry.example/app:1' }] });
      synthesized(chart);
      return podOf(chart);
    };
    expect([ofPlus().securityContext.runAsUser, mountsIn(ofPlus())]).toEqual([10007, ['/app/logs', '/tmp']]);
    expect([ofPlus(ImageFactsPolicy.OFF).securityContext.runAsUser, mountsIn(ofPlus(ImageFactsPolicy.OFF))]).toEqual([65532, ['/tmp']]);
  });
});

test('a directory of the image with data gets a volume with a copy of it, and one with code is a warning with the line to paste', () => {
  const facts: LockedFacts = {
    digest: DIGEST,
    read: 'files',
    platforms: [{
      platforms: ['linux/amd64'],
      user: '1000',
      uid: 1000,
      gid: 1000,
      shells: ['/bin/sh'],
      directories: [
        directoryOf('/data', ['volume', 'user'], 'files', { isData: true }),
        directoryOf('/plugins', ['volume', 'user'], 'files', { notData: { path: '/plugins/a.js', why: 'source' } }),
      ],
    }],
  };
  const path = join(folder, 'images.lock.yaml');
  writeFileSync(path, printLock([{ name: 'registry.example/app:1', digest: DIGEST, platforms: undefined, resolved: '2026-11-28', facts }]));
  const chart = newChart();
  Hardening.of(chart).setDefaults({ imageLock: ImageLock.fromFile(path) });
  new HardenedDeployment(chart, 'web', { containers: [container({ image: 'registry.example/app:1' })] });
  const written: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const [{ spec: { template: { spec } } }] = Testing.synth(chart);
  write.mockRestore();
  expect(spec.initContainers).toMatchObject([{ name: 'writable-seed-main', image: `registry.example/app:1@${DIGEST}`, args: [`registry.example/app:1@${DIGEST}`, '/data', expect.stringMatching(/\/data$/)] }]);
  expect(spec.containers[0].volumeMounts).toContainEqual(expect.objectContaining({ mountPath: '/data', subPath: 'data' }));
  expect(spec.containers[0].volumeMounts).not.toContainEqual(expect.objectContaining({ mountPath: '/plugins' }));
  expect(written.join('')).toMatch(/image-directories: .*\/plugins \(which has files; the program could change the source \/plugins\/a\.js\).*`WritablePath\.fromImage\('\/plugins'\)`/);
});

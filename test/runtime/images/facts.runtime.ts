/*
 * What an image says of itself, against what src/knowledge/images says of it: each program of Debian in the layout of the upstream image is
 * pushed to a registry, locked, and compared with the entry of its family.
 */
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { buildProgram } from './build';
import { factsOf } from './entry';
import { PROGRAMS } from './programs';
import { selection } from './selection';
import { PlatformFacts } from '../../../src/knowledge/image-lock/facts/image-facts';
import { readLock } from '../../../src/knowledge/image-lock/read-lock';
import { ImageFacts } from '../../../src/knowledge/images/known-image';
import { Registry, requirePrograms } from '../../commands/cli/lock/registry';
import { run } from '../../commands/cli/support';
import { buildBase } from '../apps/images';
import { podman } from '../support/podman';

const { names } = selection();
let registry: Registry;
let folder: string;
const rows: { name: string; family: number | undefined; image: number | undefined; paths: string }[] = [];

beforeAll(async () => {
  requirePrograms();
  buildBase();
  registry = await Registry.start();
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-facts-'));
});

afterAll(async () => {
  const known = rows.filter(({ family }) => family !== undefined);
  const answered = known.filter(({ image }) => image !== undefined);
  console.log([
    ...rows.map(({ name, family, image, paths }) => `${name}: uid of the family ${family ?? 'unknown'}, of the image ${image ?? 'unknown'}; paths ${paths}`),
    `The image alone answers the uid of ${answered.length} of ${known.length} families that have one.`,
  ].join('\n'));
  rmSync(folder, { recursive: true });
  await registry.stop();
});

/** Pushes an image, locks it, and reads what the lock file says of it. */
async function lockedFacts(name: string): Promise<PlatformFacts> {
  const image = `${registry.host}/facts/${name}:1`;
  buildProgram(PROGRAMS[name]);
  podman(['push', '--quiet', '--tls-verify=false', PROGRAMS[name].image, `docker://${image}`]);
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'a' }, spec: { containers: [{ name, image }] } });
  const file = join(folder, `${name}.yaml`);
  const { status, stderr } = await run(['lock', '-', '--file', file, '--tool', 'skopeo', '--tool-option=--tls-verify=false'], {
    input, cwd: folder, env: { ...process.env, XDG_CACHE_HOME: folder },
  });
  expect([status, stderr.slice(0, -1).filter((line) => !line.includes(' of layers of '))]).toEqual([0, []]);
  return readLock({ path: file }).images.get(image)!.facts!.platforms[0];
}

/** Stand-ins with another kind of USER than the upstream image, which their program does not need. */
const OTHER_USER = new Set(['distroless', 'nginx-unprivileged']);

/** What USER is, as the families say it. */
function userKind({ user, uid }: PlatformFacts): ImageFacts['imageUser'] {
  return user === undefined || uid === 0 ? 'root' : /^\d+(?::|$)/.test(user) ? 'numeric' : 'name';
}

test.each(names)('%s: the image does not contradict its family', async (name) => {
  const { uid, gid, imageUser, ports, workingDir, fileCapabilities, writablePaths = [] } = factsOf(PROGRAMS[name].image);
  const facts = await lockedFacts(name);
  const own = facts.leavesRoot ?? (facts.uid === 0 ? undefined : facts);
  const declared = writablePaths.filter(({ path }) => facts.directories?.some((each) => each.path === path));
  rows.push({ name, family: uid, image: own?.uid, paths: `${declared.length} of ${writablePaths.length}` });
  if (imageUser !== undefined && !OTHER_USER.has(name)) {
    expect(userKind(facts)).toBe(imageUser);
  }
  if (own && uid !== undefined) {
    expect({ uid: own.uid, gid: own.gid }).toEqual({ uid, gid: gid ?? own.gid });
  }
  expect(Object.values(facts.capabilities ?? {}).flat()).toEqual(expect.arrayContaining([...fileCapabilities ?? []]));
  expect(workingDir ?? facts.workdir).toBe(facts.workdir);
  expect(ports === undefined || facts.ports === undefined || ports.some((port) => facts.ports!.includes(port))).toBe(true);
});

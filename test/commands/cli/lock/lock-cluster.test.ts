import { createHash } from 'crypto';
import { chmodSync } from 'fs';
import { delimiter, join } from 'path';
import { Kubectl } from '../../../../src/tasks/cluster/kubectl';
import { onPosix } from '../../../support/systems';
import { recorded } from '../../../tasks/cluster/recorded-kubectl';
import { run, workspaces } from '../support';

/* `lock --cluster` with the objects of a recorded cluster, statuses of pods, and a program that stands for skopeo. */

const workspace = workspaces();
const IMAGE = 'registry.example.com/app:1';
const NOW = '{"schemaVersion":2,"config":{"now":1}}';
const BEFORE = '{"schemaVersion":2,"config":{}}';
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** The recorded kubectl, with the digests that the pods run, in turn. */
function running(...imageIDs: readonly string[]): Kubectl {
  const kubectl = recorded('role');
  return (args) => {
    const answer = kubectl(args);
    if (!args.join(' ').includes('/namespaces/shop/pods?')) return answer;
    const list = JSON.parse(Buffer.from(answer.stdout).toString());
    list.items.forEach(({ status }: any, index: number) => {
      status.containerStatuses = [{ name: 'main', image: 'sha256:alias', imageID: imageIDs[index % imageIDs.length] }];
    });
    return { ...answer, stdout: Buffer.from(JSON.stringify(list)) };
  };
}

/** @param byDigest what the registry has for a digest */
async function lock(kubectl: Kubectl, byDigest = BEFORE) {
  const { folder } = workspace();
  const skopeo = `#!/bin/sh\n[ "$1" = --version ] && exit\ncase "$*" in *@sha256*) printf '%s' '${byDigest}';; *) printf '%s' '${NOW}';; esac\n`;
  workspace().write({ 'bin/skopeo': skopeo });
  chmodSync(join(folder, 'bin', 'skopeo'), 0o755);
  const env = { PATH: [join(folder, 'bin'), '/bin', '/usr/bin'].join(delimiter) };
  const { status, stderr } = await run(['lock', '--cluster', '-n', 'shop', '--tool', 'skopeo', '--facts', 'off'], { cwd: folder, env, kubectl });
  const locked = status === 0 ? /image: registry\.example\.com\/app:1@(\S+)/.exec(workspace().read('images.lock.yaml'))?.[1] : undefined;
  return { status, locked, remarks: stderr.filter((line) => line.includes('pods run') || line.includes('answers')) };
}

const at = (digest: string) => `registry.example.com/app@${digest}`;
const both = `cdk8s-hardened: ${IMAGE}: pods run ${digestOf(BEFORE)}, and the registry has ${digestOf(NOW)} for the tag now`;

onPosix('the digest that runs counts if the tag has moved since, and both are printed', async () => {
  expect(await lock(running(at(digestOf(BEFORE))))).toEqual({ status: 0, locked: digestOf(BEFORE), remarks: [`${both}: took the one that runs`] });
});

onPosix('pods that run what the tag names, and images that no registry has, need no remark', async () => {
  expect(await lock(running(at(digestOf(NOW))))).toEqual({ status: 0, locked: digestOf(NOW), remarks: [] });
  expect(await lock(running(digestOf(BEFORE)))).toEqual({ status: 0, locked: digestOf(NOW), remarks: [] });
  expect(await lock(running(`evil.example.com/app@${digestOf(BEFORE)}`))).toEqual({ status: 0, locked: digestOf(NOW), remarks: [] });
});

onPosix('the forms of cri-dockerd are understood: a pulled image has its digest, and one that was built on the node has none', async () => {
  expect(await lock(running(`docker-pullable://${at(digestOf(BEFORE))}`))).toMatchObject({ status: 0, locked: digestOf(BEFORE) });
  expect(await lock(running(`docker://${digestOf(BEFORE)}`))).toEqual({ status: 0, locked: digestOf(NOW), remarks: [] });
});

onPosix('pods that run different digests: the one of the tag counts, and without it nothing is written', async () => {
  const all = [digestOf(BEFORE), digestOf(NOW)].sort().join(' and ');
  expect(await lock(running(at(digestOf(BEFORE)), at(digestOf(NOW))))).toEqual({
    status: 0, locked: digestOf(NOW), remarks: [`cdk8s-hardened: ${IMAGE}: pods run ${all}, and the registry has ${digestOf(NOW)} for the tag now: took the one that both have`],
  });
  expect(await lock(running(at(digestOf(BEFORE)), at(digestOf('other'))))).toMatchObject({ status: 2, remarks: [expect.stringContaining('Fix: restart the workloads')] });
});

onPosix('a program that answers with another image is not trusted', async () => {
  const { status, remarks } = await lock(running(at(digestOf(BEFORE))), NOW);
  expect([status, remarks[1]]).toEqual([2, `cdk8s-hardened: ${IMAGE}: skopeo answers with another image than ${digestOf(BEFORE)}`]);
});

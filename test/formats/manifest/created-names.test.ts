import { JOB_NAME, REPLICA_SET_NAME } from '../../../src/formats/manifest/created-names';
import { workloadOf } from '../../../src/tasks/doctor/read/workloads';

/** `rand.SafeEncodeString` of Kubernetes. */
function safeEncode(text: string): string {
  const characters = 'bcdfghjklmnpqrstvwxz2456789';
  return [...text].map((character) => characters[character.charCodeAt(0) % characters.length]).join('');
}

const workloadNamed = (kind: string, name: string) => workloadOf({ kind, metadata: { name } });

test.each([0, 7, 12_345, 0x7fff_ffff, 0xffff_ffff, 1_234_567_890])('the ReplicaSet for the hash %d belongs to its Deployment', (hash) => {
  const name = `web-v2-${safeEncode(String(hash))}`;
  expect(name).toMatch(new RegExp(`^web-v2${REPLICA_SET_NAME.suffix}$`));
  expect(workloadNamed('ReplicaSet', name)).toEqual({ kind: 'Deployment', name: 'web-v2' });
});

test.each(['web', 'web-v2', 'web-canary', 'web-75675f58970', '-bcdf'])('the ReplicaSet %s is a workload of its own', (name) => {
  expect(workloadNamed('ReplicaSet', name)).toEqual({ kind: 'ReplicaSet', name });
});

test.each([
  ['minutes in 1990', 10_519_200], ['minutes in 2026', Math.floor(Date.UTC(2026, 11, 1) / 60_000)], ['minutes in 2159', 99_400_000],
  ['seconds, before Kubernetes 1.21', 1_593_111_120],
])('a Job with %s belongs to its CronJob', (_, time) => {
  expect(`backup-${time}`).toMatch(new RegExp(`^backup${JOB_NAME.suffix}$`));
  expect(workloadNamed('Job', `backup-${time}`)).toEqual({ kind: 'CronJob', name: 'backup' });
});

test.each(['backup-2026', 'backup-20261201120000'])('the Job %s is a workload of its own', (name) => {
  expect(workloadNamed('Job', name)).toEqual({ kind: 'Job', name });
});

import { Cause } from '../../cause';

export const memoryVolumeOom: Cause = {
  id: 'memory-volume-oom',
  title: 'a volume in memory fills the memory limit of the container',
  why: 'Files in an emptyDir of `medium: Memory` count as memory of the container, and survive its restart: it never starts again, since not even its first process fits.',
  signs: [
    { in: 'cluster', text: /container init was OOM-killed/, weight: 96 },
    { in: 'cluster', reason: /^OOMKilled$/, weight: 95, when: ({ evidence }) => evidence.mounts.some(({ type }) => type === 'memory') },
  ],
  fix: ({ evidence }) => {
    const path = evidence.mounts.find(({ type }) => type === 'memory')?.path ?? evidence.mounts[0]?.path ?? 'PATH';
    const volume = evidence.mounts.find((mount) => mount.path === path)?.volume ?? 'VOLUME';
    return {
      do: `use a volume on disk at ${path}, or give it a sizeLimit below the memory limit; if no volume is in memory, the limit is too low to start a process. Then delete the pod`,
      typescript: `writablePaths: [WritablePath.emptyDir('${path}')],   // without medium, or with a sizeLimit`,
      yaml: `volumes:\n  - { name: ${volume}, emptyDir: { sizeLimit: 1Gi } }   # no medium: Memory`,
      settings: `writablePaths: [${path}]`,
    };
  },
  example: { source: 'cluster', reason: 'StartError', text: 'failed to create containerd task: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?)' },
};

import { ImageFamily } from '../known-image';

export const UNBOUND: ImageFamily = {
  name: 'unbound',
  repositories: ['docker.io/mvance/unbound'],
  variants: [{
    imageUser: 'root',
    workingDir: '/opt/unbound',
    writablePaths: [{ path: '/opt/unbound/etc/unbound', kind: 'seeded' }],
    ports: [53],
    needsCapabilities: ['SETGID', 'SETUID', 'SYS_CHROOT'],
    hint: 'Mount an unbound.conf of your own with chroot: "" and username: "": its start script writes one with a chroot and the user _unbound, as only root may use',
    evidence: {
      documented: [
        { source: 'https://github.com/MatthewVance/unbound-docker/blob/c4aeabcc90fa24676a815831735cf33545ede130/1.22.0/Dockerfile', date: '2026-11-29' },
        { source: 'https://github.com/MatthewVance/unbound-docker/blob/aab31ce4865cb892b5aaaf34689aa030eef33ce2/1.21.0/data/unbound.sh', date: '2026-11-29' },
      ],
    },
  }],
};

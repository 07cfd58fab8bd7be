import { runDirectory } from '../common/facts';
import { ImageFamily } from '../known-image';

export const DOVECOT: ImageFamily = {
  name: 'dovecot',
  repositories: ['docker.io/dovecot/dovecot'],
  variants: [{
    versions: { from: '2.4' },
    uid: 1000,
    gid: 1000,
    imageUser: 'name',
    writablePaths: [
      { path: '/srv/mail', kind: 'empty', isData: true },
      { path: '/var/lib/dovecot', kind: 'empty', isData: true },
      runDirectory('/run'),
    ],
    ports: [8080, 9090, 31024, 31110, 31143, 31587, 31993, 31995, 34190],
    fileCapabilities: ['SYS_CHROOT'],
    hint: 'The programs that log users in have SYS_CHROOT in their files, which "restricted" never allows. In an image of your own remove it with setcap -r, and write "chroot =" for each of these services, as its documentation shows',
    evidence: {
      documented: [
        {
          source: 'https://github.com/dovecot/docker/blob/1f18d80a0c3aa554532d5650bc5e7e950921f7d0/2.4.1/Dockerfile',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/dovecot/documentation/blob/0ab24ee8bb8ea3e265acf567975cacd8cf4bd7e5/docs/installation/docker.md',
          date: '2026-11-26',
        },
      ],
    },
  }],
};

import { ImageFamily } from '../known-image';

export const BIND9: ImageFamily = {
  name: 'bind9',
  repositories: ['docker.io/internetsystemsconsortium/bind9'],
  variants: [{
    versions: { from: '9.18' },
    uid: 53,
    gid: 53,
    imageUser: 'root',
    writablePaths: [
      { path: '/var/cache/bind', kind: 'empty' },
      { path: '/var/lib/bind', kind: 'empty', isData: true },
      { path: '/var/log/bind', kind: 'empty' },
      { path: '/run/named', kind: 'empty', size: 2 ** 20 },
    ],
    ports: [53, 443, 853, 953],
    userFlags: [{ flag: '-u', worksAsUid: true, isInEntrypoint: true }],
    hint: 'Its ENTRYPOINT is named -u bind: as another user than 53 it ends with "setgid(): Operation not permitted"',
    evidence: {
      documented: [{
        source: 'https://github.com/isc-projects/bind9-docker/blob/00287db8f3ec50bb202800440b4d6bf9e74aeacd/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};

import { filesFor } from '../common/facts';
import { ImageFamily } from '../known-image';

export const PDNS_AUTH: ImageFamily = {
  name: 'pdns-auth',
  repositories: ['46', '47', '48', '49', '50', 'master'].map((version) => `docker.io/powerdns/pdns-auth-${version}`),
  variants: [{
    uid: 953,
    gid: 953,
    imageUser: 'name',
    writablePaths: [
      { path: '/var/lib/powerdns', kind: 'seeded', isData: true },
      { path: '/etc/powerdns/pdns.d', kind: 'seeded' },
      { path: '/var/run/pdns', kind: 'empty', size: 2 ** 20 },
    ],
    ports: [53, 8081],
    fileCapabilities: ['NET_BIND_SERVICE'],
    fileVariables: filesFor('PDNS_AUTH_API_KEY'),
    evidence: {
      documented: [
        { source: 'https://github.com/PowerDNS/pdns/blob/005d18246a153237e6b7fc8317e810857e1f7bf8/Dockerfile-auth', date: '2026-11-29' },
        { source: 'https://github.com/PowerDNS/pdns/blob/43dfef6b1a6083067864143a354d5c53dc6129f0/dockerdata/startup.py', date: '2026-11-29' },
      ],
    },
  }],
};

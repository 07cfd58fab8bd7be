import { ImageFacts, ImageFamily } from '../known-image';

/** Released under tags such as `3-core`: `latest` is version 2. */
const V3: ImageFacts = {
  uid: 1500,
  gid: 1500,
  imageUser: 'name',
  writablePaths: [
    { path: '/var/lib/influxdb3', kind: 'empty', isData: true },
    { path: '/home/influxdb3/.influxdb3', kind: 'empty', isData: true },
    { path: '/plugins', kind: 'empty', isData: true },
  ],
  ports: [8181],
  evidence: {
    documented: [{
      source: 'https://github.com/influxdata/influxdata-docker/blob/4e21d9b7978358fb2cfef3ea255b560e7b98c421/influxdb/3.1-core/Dockerfile',
      date: '2026-11-26',
    }],
  },
};

export const INFLUXDB: ImageFamily = {
  name: 'influxdb',
  repositories: ['docker.io/library/influxdb'],
  variants: [
    {
      versions: { from: '1.12', below: '2' },
      uid: 1500,
      gid: 1500,
      imageUser: 'name',
      writablePaths: [{ path: '/var/lib/influxdb', kind: 'empty', isData: true }],
      ports: [8086],
      evidence: {
        documented: [{
          source: 'https://github.com/influxdata/influxdata-docker/blob/04ec0bff158f7e7277cd19aee7d929fb1a1a87a6/influxdb/1.12/Dockerfile',
          date: '2026-11-26',
        }],
      },
    },
    {
      versions: { from: '2', below: '3' },
      uid: 1000,
      gid: 1000,
      imageUser: 'root',
      stepsDownWith: 'gosu',
      writablePaths: [{ path: '/var/lib/influxdb2', kind: 'empty', isData: true }, { path: '/etc/influxdb2', kind: 'empty', isData: true }],
      ports: [8086],
      evidence: {
        documented: [
          {
            source: 'https://github.com/influxdata/influxdata-docker/blob/046b771067f49927d5434889a0f128b5989681b6/influxdb/2.7/Dockerfile',
            date: '2026-11-26',
          },
          {
            source: 'https://github.com/docker-library/repo-info/blob/0b5756772b1566057e3dee24ea2e6108d755397c/repos/influxdb/remote/latest.md',
            date: '2026-11-26',
          },
        ],
      },
    },
    { ...V3, tags: ['core'], versions: { from: '3', below: '4' } },
    { ...V3, tags: ['enterprise'], versions: { from: '3', below: '4' } },
  ],
};

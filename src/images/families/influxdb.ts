import { ImageFamily } from '../known-image';

export const INFLUXDB: ImageFamily = {
  name: 'influxdb',
  repositories: ['docker.io/library/influxdb'],
  variants: [{
    versions: { from: '2', below: '3' },
    uid: 1000,
    gid: 1000,
    imageUser: 'root',
    stepsDownWith: 'gosu',
    writablePaths: [{ path: '/var/lib/influxdb2', kind: 'empty', isData: true }, { path: '/etc/influxdb2', kind: 'empty', isData: true }],
    ports: [8086],
    evidence: {
      documented: [{
        source: 'https://github.com/influxdata/influxdata-docker/blob/046b771067f49927d5434889a0f128b5989681b6/influxdb/2.7/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};

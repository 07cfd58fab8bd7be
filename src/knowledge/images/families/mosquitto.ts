import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const MOSQUITTO: ImageFamily = {
  name: 'mosquitto',
  repositories: ['docker.io/library/eclipse-mosquitto'],
  variants: [{
    uid: 1883,
    gid: 1883,
    imageUser: 'root',
    writablePaths: [{ path: '/mosquitto/data', kind: 'empty', isData: true }, { path: '/mosquitto/log', kind: 'empty' }],
    ports: [1883],
    hint: 'Without its paths it is Ready and keeps neither messages nor a log',
    evidence: {
      documented: [{
        source: 'https://github.com/eclipse/mosquitto/blob/05e01a85ab8aa548be38c471aa67f5439ce65ecc/docker/2.0-openssl/Dockerfile',
        date: '2026-11-26',
      }],
      verified: VERIFIED.mosquitto,
    },
  }],
};

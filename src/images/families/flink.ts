import { ImageFamily } from '../known-image';

export const FLINK: ImageFamily = {
  name: 'flink',
  repositories: ['docker.io/library/flink', 'docker.io/apache/flink'],
  variants: [{
    uid: 9999,
    gid: 9999,
    imageUser: 'root',
    stepsDownWith: 'gosu',
    ports: [6123, 8081],
    evidence: {
      documented: [{
        source: 'https://github.com/apache/flink-docker/blob/126315d425a224b3a5784696b16a79242ca22988/1.20/scala_2.12-java17-ubuntu/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};

import { ImageFamily } from '../known-image';

export const FLINK: ImageFamily = {
  name: 'flink',
  repositories: ['docker.io/library/flink', 'docker.io/apache/flink'],
  variants: [{
    uid: 9999,
    gid: 9999,
    imageUser: 'root',
    stepsDownWith: 'gosu',
    writablePaths: [{ path: '/opt/flink/conf', kind: 'seeded' }, { path: '/opt/flink/log', kind: 'empty' }],
    ports: [6123, 8081],
    hint: 'Its start script writes its settings to /opt/flink/conf, and with ENABLE_BUILT_IN_PLUGINS links to /opt/flink/plugins: seed that then',
    evidence: {
      documented: [
        {
          source: 'https://github.com/apache/flink-docker/blob/126315d425a224b3a5784696b16a79242ca22988/1.20/scala_2.12-java17-ubuntu/Dockerfile',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/apache/flink-docker/blob/47f2a4cd516285b4062d9ab8984a28af3c0b12a0/1.20/scala_2.12-java8-ubuntu/docker-entrypoint.sh',
          date: '2026-11-26',
        },
      ],
    },
  }],
};

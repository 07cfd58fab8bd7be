import { ImageFamily } from '../known-image';

export const AIRFLOW: ImageFamily = {
  name: 'airflow',
  repositories: ['docker.io/apache/airflow'],
  variants: [{
    uid: 50000,
    gid: 0,
    imageUser: 'numeric',
    anyUser: 'with gid 0',
    writablePaths: [{ path: '/opt/airflow', kind: 'seeded' }],
    ports: [8080],
    hint: 'It writes airflow.cfg and logs below /opt/airflow. Its files belong to group 0: another user than 50000 needs RunAs.rootGroup',
    evidence: {
      documented: [{
        source: 'https://github.com/apache/airflow/blob/0060b1a446d07a86af2b4f847b2242195e9423ac/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};

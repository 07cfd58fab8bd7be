import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  uid: 1000,
  gid: 0,
  anyUser: 'with gid 0',
  ports: [5601],
};

const NUMERIC_USER = { source: 'https://github.com/elastic/kibana/pull/168617', date: '2026-11-26' };

export const KIBANA: ImageFamily = {
  name: 'kibana',
  repositories: ['docker.elastic.co/kibana/kibana', 'docker.io/elastic/kibana', 'docker.io/library/kibana'],
  variants: [
    {
      ...COMMON,
      versions: { from: '7', below: '8.12' },
      imageUser: 'name',
      evidence: { documented: [NUMERIC_USER, { source: 'https://github.com/elastic/kibana/issues/53570', date: '2026-11-26' }] },
    },
    {
      ...COMMON,
      versions: { from: '8.12' },
      imageUser: 'numeric',
      hint: 'USER is 1000 without a group: outside of gid 0 it cannot write below /usr/share/kibana',
      evidence: {
        documented: [
          {
            source: 'https://github.com/elastic/kibana/blob/00016fb3aaa3840f7740c4561805ce8c0a510d01/src/dev/build/tasks/os_packages/docker_generator/templates/base/Dockerfile',
            date: '2026-11-26',
          },
          NUMERIC_USER,
        ],
      },
    },
  ],
};

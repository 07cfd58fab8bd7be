import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: ImageFacts = {
  uid: 1000,
  gid: 0,
  anyUser: 'with gid 0',
  writablePaths: [{ path: '/usr/share/kibana/data', kind: 'empty' }, { path: '/usr/share/kibana/logs', kind: 'empty' }],
  ports: [5601],
  hint: 'Its files belong to 1000 and to group 0: another user needs RunAs.rootGroup',
  evidence: {
    documented: [
      {
        source: 'https://github.com/elastic/kibana/blob/00016fb3aaa3840f7740c4561805ce8c0a510d01/src/dev/build/tasks/os_packages/docker_generator/templates/base/Dockerfile',
        date: '2026-11-26',
      },
      {
        source: 'https://github.com/elastic/cloud-on-k8s/blob/77346ac093d70c995c02612203bf831ae651d7bb/pkg/controller/kibana/settings/settings.go',
        date: '2026-11-26',
      },
      { source: 'https://github.com/elastic/kibana/pull/168617', date: '2026-11-26' },
      { source: 'https://github.com/elastic/kibana/issues/53570', date: '2026-11-26' },
    ],
  },
};

export const KIBANA: ImageFamily = {
  name: 'kibana',
  repositories: ['docker.elastic.co/kibana/kibana', 'docker.io/elastic/kibana', 'docker.io/library/kibana'],
  variants: [
    { ...COMMON, versions: { from: '7', below: '8.12' }, imageUser: 'name' },
    { ...COMMON, versions: { from: '8.12' }, imageUser: 'numeric' },
  ],
};

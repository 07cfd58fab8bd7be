import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const RUBY: ImageFamily = {
  name: 'ruby',
  repositories: ['docker.io/library/ruby'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [{ path: '/var/tmp', kind: 'seeded' }],
    environment: { HOME: '/tmp', TMPDIR: '/var/tmp' },
    hint: 'It refuses a temporary directory that all can write and that has no sticky bit, as /tmp in an emptyDir: a seeded one belongs to its user. Gems that are installed at the start go to /usr/local/bundle',
    evidence: {
      documented: [
        { source: 'https://github.com/docker-library/ruby/blob/d55e25a/4.0/slim-trixie/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/ruby/ruby/blob/fee4f9f3de4f0505c0bb6a0ccbf8ee04c325fe7b/lib/tmpdir.rb', date: '2026-11-26' },
        { source: 'https://github.com/kubernetes/kubernetes/issues/110835', date: '2026-11-26' },
      ],
      verified: VERIFIED.ruby,
    },
  }],
};

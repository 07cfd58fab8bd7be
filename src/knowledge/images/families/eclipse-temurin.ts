import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const ECLIPSE_TEMURIN: ImageFamily = {
  name: 'eclipse-temurin',
  repositories: ['docker.io/library/eclipse-temurin'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [],
    environment: { HOME: '/tmp', JAVA_TOOL_OPTIONS: '-Djava.io.tmpdir=/tmp -Duser.home=/tmp' },
    evidence: {
      documented: [{ source: 'https://github.com/docker-library/docs/blob/c4a9ba4/eclipse-temurin/content.md', date: '2026-11-25' }],
      verified: VERIFIED['eclipse-temurin'],
    },
  }],
};

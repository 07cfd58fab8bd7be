import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const TOMCAT: ImageFamily = {
  name: 'tomcat',
  repositories: ['docker.io/library/tomcat'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [
      { path: '/usr/local/tomcat/logs', kind: 'empty' },
      { path: '/usr/local/tomcat/temp', kind: 'empty' },
      { path: '/usr/local/tomcat/work', kind: 'empty' },
    ],
    ports: [8080],
    hint: 'Without its paths it is Ready, and pages in JSP answer 500. Where it unpacks applications at the start, seed webapps',
    evidence: {
      documented: [{
        source: 'https://github.com/docker-library/tomcat/blob/40f27d5/10.1/jdk21/temurin-noble/Dockerfile',
        date: '2026-11-25',
      }],
      verified: VERIFIED.tomcat,
    },
  }],
};

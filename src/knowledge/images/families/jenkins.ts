import { ImageFamily } from '../known-image';

export const JENKINS: ImageFamily = {
  name: 'jenkins',
  repositories: ['docker.io/jenkins/jenkins'],
  variants: [{
    uid: 1000,
    gid: 1000,
    imageUser: 'name',
    anyUser: false,
    writablePaths: [{ path: '/var/jenkins_home', kind: 'self-initializing', isData: true }],
    ports: [8080, 50000],
    startUp: 'slow',
    hint: 'Its chart gives it 120 s to start',
    evidence: {
      documented: [
        { source: 'https://github.com/jenkinsci/docker/blob/ab3f5e0/debian/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/jenkinsci/helm-charts/blob/2205541/charts/jenkins/values.yaml', date: '2026-11-25' },
        { source: 'https://github.com/jenkinsci/helm-charts/blob/main/charts/jenkins/VALUES.md', date: '2026-11-26' },
      ],
    },
  }],
};

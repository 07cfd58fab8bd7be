import { ImageFamily } from '../known-image';

export const VARNISH: ImageFamily = {
  name: 'varnish',
  repositories: ['docker.io/library/varnish'],
  variants: [{
    versions: { from: '7' },
    imageUser: 'name',
    writablePaths: [{ path: '/var/lib/varnish', kind: 'empty' }],
    ports: [80, 8443],
    hint: 'USER is the name varnish',
    evidence: {
      documented: [{
        source: 'https://github.com/varnish/docker-varnish/blob/07daf0b299f538c477be8dbac82b4a8e364d0b83/fresh/debian/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};

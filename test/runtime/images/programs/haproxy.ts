import { containerfile, http, ImageProgram, install } from '../image-program';

export const HAPROXY: ImageProgram = {
  image: 'docker.io/library/haproxy:3.0',
  program: 'HAProxy',
  version: '3.0',
  versionCommand: { command: ['haproxy', '-v'], prefix: 'HAProxy version ' },
  containerfile: containerfile(
    install('haproxy'),
    'RUN groupmod --gid 99 haproxy && usermod --uid 99 haproxy && mkdir -p /usr/local/etc/haproxy',
    'USER haproxy',
    'WORKDIR /var/lib/haproxy',
    'CMD ["haproxy", "-W", "-db", "-f", "/usr/local/etc/haproxy/haproxy.cfg"]',
  ),
  // The image has no configuration.
  configMaps: {
    '/usr/local/etc/haproxy': {
      'haproxy.cfg': `defaults
  mode http
  timeout client 10s
  timeout connect 10s
  timeout server 10s
listen front
  bind :8080
  server back 127.0.0.1:8081
listen back
  bind 127.0.0.1:8081
  http-request return status 200 content-type text/plain string "served"
`,
    },
  },
  request: http('8080/'),
  answer: 'served',
};

import { http, ImageProgram } from '../image-program';

export const BUSYBOX: ImageProgram = {
  image: 'docker.io/library/busybox:1.37',
  program: 'BusyBox',
  version: '1.37',
  versionCommand: { command: ['busybox'], prefix: 'BusyBox v' },
  containerfile: `FROM localhost/debian:13 AS debian
RUN mkdir -p /root-of-image/bin /root-of-image/tmp /root-of-image/www && chmod 1777 /root-of-image/tmp && cp /bin/busybox /root-of-image/bin/ \\
 && for name in $(busybox --list); do ln -f /root-of-image/bin/busybox /root-of-image/bin/$name || true; done && echo served > /root-of-image/www/index.html
FROM scratch
COPY --from=debian /root-of-image /
CMD ["sh"]
`,
  container: { command: ['httpd', '-f', '-p', '8080', '-h', '/www'] },
  request: http('8080/'),
  answer: 'served\n',
};

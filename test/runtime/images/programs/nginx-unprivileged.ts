import { http, ImageProgram, onApplication, shell } from '../image-program';

const PAGE = http('8080/').join(' ');

export const NGINX_UNPRIVILEGED: ImageProgram = {
  image: 'docker.io/nginxinc/nginx-unprivileged:1.26',
  program: 'nginx',
  version: '1.26',
  versionCommand: { command: ['nginx', '-v'], prefix: 'nginx/' },
  application: 'nginx',
  containerfile: onApplication('nginx'),
  // The second answer comes from the cache on disk.
  request: shell(`${PAGE} > /dev/null && ${PAGE.replace('-q -O -', '-q -S -O /dev/null')} 2>&1 | grep -o 'X-Cache.*'`),
  answer: 'X-Cache: HIT\n',
  without: 'mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)',
};

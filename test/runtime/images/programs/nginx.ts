import { containerfile, file, http, ImageProgram, install, shell, user } from '../image-program';

const PAGE = http('80/').join(' ');

export const NGINX: ImageProgram = {
  image: 'docker.io/library/nginx:1.26',
  program: 'nginx',
  version: '1.26',
  versionCommand: { command: ['nginx', '-v'], prefix: 'nginx/' },
  containerfile: containerfile(
    user('nginx', 101),
    install('nginx'),
    'RUN ln -sf /dev/stdout /var/log/nginx/access.log && ln -sf /dev/stderr /var/log/nginx/error.log && mkdir -p /var/cache/nginx',
    // nginx.org's build has these paths compiled in.
    file('/etc/nginx/nginx.conf', `user nginx;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log notice;
events {}
http {
  client_body_temp_path /var/cache/nginx/client_temp;
  proxy_temp_path /var/cache/nginx/proxy_temp;
  fastcgi_temp_path /var/cache/nginx/fastcgi_temp;
  uwsgi_temp_path /var/cache/nginx/uwsgi_temp;
  scgi_temp_path /var/cache/nginx/scgi_temp;
  access_log /var/log/nginx/access.log;
  include /etc/nginx/conf.d/*.conf;
}`),
    'CMD ["nginx", "-g", "daemon off;"]',
  ),
  container: { portNumber: 80 },
  configMaps: {
    '/etc/nginx/conf.d': {
      'default.conf': `proxy_cache_path /var/cache/nginx/proxy keys_zone=proxy:1m;
server {
  listen 80;
  location / {
    proxy_pass http://127.0.0.1:8081;
    proxy_cache proxy;
    proxy_cache_valid 200 1h;
    add_header X-Cache $upstream_cache_status;
  }
}
server {
  listen 127.0.0.1:8081;
  root /usr/share/nginx/html;
}
`,
    },
  },
  // The second answer comes from the cache on disk.
  request: shell(`${PAGE} > /dev/null && ${PAGE.replace('-q -O -', '-q -S -O /dev/null')} 2>&1 | grep -o 'X-Cache.*'`),
  answer: 'X-Cache: HIT\n',
  without: 'mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)',
};

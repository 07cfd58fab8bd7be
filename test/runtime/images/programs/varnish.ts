import { containerfile, directories, file, http, ImageProgram, install, user } from '../image-program';

export const VARNISH: ImageProgram = {
  image: 'docker.io/library/varnish:7.7',
  program: 'Varnish',
  version: '7.7',
  versionCommand: { command: ['varnishd', '-V'], prefix: 'varnishd (varnish-' },
  containerfile: containerfile(
    user('varnish', 1000, 1000, '/var/lib/varnish'),
    install('varnish'),
    'RUN rm -rf /var/lib/varnish',
    directories('varnish:varnish', '755', '/var/lib/varnish'),
    file('/usr/local/bin/docker-varnish-entrypoint', `#!/bin/sh
set -e
if [ "$#" -eq 0 ]; then
  set -- varnishd -F -f /etc/varnish/default.vcl -a http=:80,HTTP -a proxy=:8443,PROXY -p feature=+http2 -s malloc,100M
fi
exec "$@"`, '755'),
    'WORKDIR /etc/varnish',
    'USER varnish',
    'ENTRYPOINT ["docker-varnish-entrypoint"]',
    'CMD []',
  ),
  container: { portNumber: 80 },
  configMaps: {
    '/etc/varnish': {
      'default.vcl': `vcl 4.1;
backend default none;
sub vcl_recv { return (synth(200, "served")); }
sub vcl_synth { set resp.body = resp.reason; return (deliver); }
`,
    },
  },
  request: http('80/'),
  answer: 'served',
  without: 'Cannot create working directory \'/var/lib/varnish/varnishd\': Read-only file system',
};

import { containerfile, directories, file, ImageProgram, install, shell } from '../image-program';

export const CADDY: ImageProgram = {
  image: 'docker.io/library/caddy:2.6',
  program: 'Caddy',
  version: '2.6',
  versionCommand: { command: ['caddy', 'version'], prefix: '' },
  containerfile: containerfile(
    install('caddy', 'libcap2-bin', 'curl'),
    'RUN setcap cap_net_bind_service=+ep /usr/bin/caddy',
    directories('root:root', '775', '/config', '/config/caddy', '/data', '/data/caddy', '/srv'),
    file('/etc/caddy/Caddyfile', ':80 {\n  respond ok\n}'),
    'ENV XDG_CONFIG_HOME=/config XDG_DATA_HOME=/data',
    'WORKDIR /srv',
    'CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]',
  ),
  container: { portNumber: 443 },
  configMaps: { '/etc/caddy': { Caddyfile: 'https://localhost {\n  tls internal\n  respond served\n}\n' } },
  request: shell('curl -s -k https://localhost/ && ls /data/caddy/pki/authorities/local/root.crt /config/caddy/autosave.json'),
  answer: 'served/config/caddy/autosave.json\n/data/caddy/pki/authorities/local/root.crt\n',
  // Its file has a capability, which a pod drops otherwise.
  without: 'exec /usr/bin/caddy: operation not permitted',
};

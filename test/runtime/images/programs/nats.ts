import { containerfile, file, ImageProgram, install, shell } from '../image-program';

export const NATS: ImageProgram = {
  image: 'docker.io/library/nats:2.10',
  program: 'NATS',
  version: '2.10',
  versionCommand: { command: ['nats-server', '--version'], prefix: 'nats-server: v' },
  containerfile: containerfile(
    install('nats-server'),
    file('/etc/nats/nats-server.conf', 'port: 4222\nmonitor_port: 8222\ncluster { name: "my_cluster", port: 6222 }'),
    'ENTRYPOINT ["nats-server"]',
    'CMD ["--config", "/etc/nats/nats-server.conf"]',
  ),
  request: shell(String.raw`printf 'CONNECT {"verbose":false}\r\nSUB topic 1\r\nPUB topic 5\r\nvalue\r\nPING\r\n' | busybox timeout 2 busybox nc 127.0.0.1 4222 | tr -d '\r' | grep -A1 MSG`),
  answer: 'MSG topic 1 5\nvalue\n',
};

import { containerfile, ImageProgram, install, shell, user } from '../image-program';

export const MEMCACHED: ImageProgram = {
  image: 'docker.io/library/memcached:1.6',
  program: 'Memcached',
  version: '1.6',
  versionCommand: { command: ['memcached', '--version'], prefix: 'memcached ' },
  containerfile: containerfile(
    user('memcache', 11211),
    install('memcached'),
    'USER memcache',
    'CMD ["memcached"]',
  ),
  request: shell(String.raw`printf 'set key 0 60 5\r\nvalue\r\nget key\r\nquit\r\n' | busybox nc 127.0.0.1 11211 | tr -d '\r'`),
  answer: 'STORED\nVALUE key 0 5\nvalue\nEND\n',
};

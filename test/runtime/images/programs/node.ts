import { http, ImageProgram, onApplication } from '../image-program';

export const NODE: ImageProgram = {
  image: 'docker.io/library/node:20',
  program: 'Node.js',
  version: '20',
  versionCommand: { command: ['node', '--version'], prefix: 'v' },
  application: 'node',
  containerfile: onApplication('node'),
  request: http('8080/'),
  answer: 'Upload in /tmp, cache in /tmp/.cache, home /tmp\n',
  without: 'EROFS: read-only file system, mkdir \'/.cache\'',
};

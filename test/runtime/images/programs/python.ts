import { http, ImageProgram, onApplication } from '../image-program';

export const PYTHON: ImageProgram = {
  image: 'docker.io/library/python:3.13',
  program: 'gunicorn',
  version: '23.0',
  versionCommand: { command: ['gunicorn', '--version'], prefix: 'gunicorn (version ' },
  application: 'python',
  containerfile: onApplication('python'),
  request: http('8080/'),
  answer: 'Upload in /tmp, cache in /tmp/.cache/app\n',
  without: 'OSError: [Errno 30] Read-only file system: \'/.cache\'',
};

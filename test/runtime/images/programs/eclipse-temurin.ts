import { http, ImageProgram, onApplication } from '../image-program';

export const ECLIPSE_TEMURIN: ImageProgram = {
  image: 'docker.io/library/eclipse-temurin:21',
  program: 'OpenJDK',
  version: '21',
  versionCommand: { command: ['java', '--version'], prefix: 'openjdk ' },
  application: 'jvm',
  containerfile: onApplication('jvm'),
  request: http('8080/'),
  answer: 'Upload in /tmp, preferences in /tmp\n',
  without: 'Couldn\'t create user preferences directory. User preferences are unusable.',
};

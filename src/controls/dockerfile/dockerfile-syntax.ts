/*
 * The file is read by the frontend that everybody knows.
 *
 * Restricted fields: the directive `# syntax=`
 * Allowed values:    undefined; docker/dockerfile and docker/dockerfile-upstream of Docker Hub or of its mirror mirror.gcr.io, with any tag
 *                    or digest
 *
 * A warning: a frontend decides what every other line means, so that what is reported of them may not hold. It is a program that the
 * builder runs.
 * Source: https://docs.docker.com/build/buildkit/frontend/
 */
import { DockerfileControl } from '../control';

const KNOWN = /^(?:(?:(?:index\.|registry-1\.)?docker\.io|mirror\.gcr\.io)\/)?docker\/dockerfile(?:-upstream)?(?::[\w.-]{1,128})?(?:@sha256:[0-9a-f]{64})?$/;

export const dockerfileSyntax: DockerfileControl = {
  id: 'dockerfile-syntax',
  title: 'A known frontend',
  level: 'hardened',
  severity: 'warning',
  why: 'The builder runs this image to read the file: it may build something else than the lines say, and nothing here can evaluate that.',
  remedy: 'write `# syntax=docker/dockerfile:1`, or leave the line out',
  checkDockerfile: ({ directives }) => directives.flatMap(({ name, value }, index) => {
    // What stands behind a blank are arguments of the frontend.
    const [image] = value.split(' ');
    return name !== 'syntax' || KNOWN.test(image) ? [] : [{ path: ['directives', index], value: `# syntax=${image}`, allowKey: image, detail: 'it is not known how this frontend reads the file' }];
  }),
};

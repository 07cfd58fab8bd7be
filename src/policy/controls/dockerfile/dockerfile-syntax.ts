import { sequence } from '../../../formats/language/sequence';
import { DockerfileControl } from '../control';

const KNOWN = sequence([
  /^(?:(?:(?:index\.|registry-1\.)?docker\.io|mirror\.gcr\.io)\/)?/,
  /docker\/dockerfile(?:-upstream)?/,
  /(?::[\w.-]{1,128})?(?:@sha256:[0-9a-f]{64})?$/,
]);

export const dockerfileSyntax: DockerfileControl = {
  id: 'dockerfile-syntax',
  title: 'A known frontend',
  level: 'hardened',
  risk: 'medium',
  why: 'The builder runs this image to parse the file. It can give the instructions another meaning, which these controls cannot check.',
  remedy: 'write `# syntax=docker/dockerfile:1`, or remove the line',
  spec: {
    rules: [{
      fields: ['the directive `# syntax=`'],
      allowed: 'undefined; docker/dockerfile and docker/dockerfile-upstream of Docker Hub '
        + 'or of its mirror mirror.gcr.io, with any tag or digest',
    }],
    sources: ['https://docs.docker.com/build/buildkit/frontend/'],
  },
  checkDockerfile: ({ directives }) => directives.flatMap(({ name, value }, index) => {
    // Arguments for the frontend follow the image.
    const [image] = value.split(' ');
    return name !== 'syntax' || KNOWN.test(image)
      ? []
      : [{
        path: ['directives', index],
        value: `# syntax=${image}`,
        allowKey: image,
        detail: 'this frontend is unknown, and may parse the file differently',
      }];
  }),
};

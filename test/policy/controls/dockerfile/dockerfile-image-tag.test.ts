import { foundInFile } from './found';
import { dockerfileImageTag } from '../../../../src/policy/controls/dockerfile/dockerfile-image-tag';
import { dockerfile } from '../../../formats/dockerfile/support';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each(['debian', 'debian:latest', 'registry.example:5000/a/b', 'registry.example:5000/a/b:latest', 'library/debian', '${REGISTRY}/app', '$REGISTRY/a/b:latest'])(
  'refuses %s', (image) => expect(foundInFile(dockerfileImageTag, `FROM ${image}`)).toEqual([`1 FROM ${image}`]));

test.each([
  'scratch', 'debian:13', 'debian:latest-slim', `debian@${DIGEST}`, `debian:latest@${DIGEST}`, 'registry.example:5000/a/b:1', '$IMAGE', '${IMAGE}',
  'debian:$TAG', 'registry.example/app:${TAG}', '$REGISTRY/app:1', '--platform=$BUILDPLATFORM debian:13',
])('accepts %s', (image) => expect(foundInFile(dockerfileImageTag, `FROM ${image}`)).toEqual([]));

test('resolves defaults of ARG', () => {
  expect(foundInFile(dockerfileImageTag, 'ARG TAG=latest', 'FROM debian:$TAG')).toEqual(['2 FROM debian:latest']);
  expect(foundInFile(dockerfileImageTag, 'ARG IMAGE=debian', 'FROM ${IMAGE}')).toEqual(['2 FROM debian']);
  expect(foundInFile(dockerfileImageTag, 'ARG TAG', 'FROM debian:${TAG:-13}')).toEqual([]);
});

test('checks every stage, and resolves references to stages', () => {
  expect(foundInFile(dockerfileImageTag, 'FROM debian AS build', 'FROM BUILD AS test', 'FROM busybox', 'FROM build')).toEqual(['1 FROM debian', '3 FROM busybox']);
});

test.each([['debian', 'missing'], ['debian:latest', 'latest'], ['a.example:5000/debian', 'missing']])('explains that the tag of %s is %s', (image, tag) => {
  expect(dockerfileImageTag.checkDockerfile(dockerfile(`FROM ${image}`))).toMatchObject([{ detail: `its tag is ${tag}` }]);
});

test('a name with a digit is not a stage number', () => {
  const numbered = ['COPY --from=7zip a b', 'COPY --from=nginx2 a b'];
  expect(foundInFile(dockerfileImageTag, 'FROM debian:13', ...numbered, ...Array(10).fill('FROM debian:13'), 'COPY --from=10 a b')).toEqual(['2 COPY 7zip', '3 COPY nginx2']);
});

test('checks images that COPY copies from', () => {
  expect(foundInFile(dockerfileImageTag, 'FROM debian:13 AS build', 'COPY --from=build a b', 'COPY --from=0 a b', 'COPY --from=nginx a b', 'COPY --from=$X a b',
    'COPY --from=nginx:1.29 a b', 'COPY --from=nginx:latest a b', 'COPY --from=ghcr.io/a/b c d', 'COPY a b'))
    .toEqual(['4 COPY nginx', '7 COPY nginx:latest', '8 COPY ghcr.io/a/b']);
});

test('checks images that RUN mounts', () => {
  expect(foundInFile(dockerfileImageTag, 'FROM debian:13 AS build', 'RUN --mount=from=nginx,target=/n --mount=type=bind,target=/b,from=busybox:latest a',
    'RUN --mount=type=bind,from=build --mount=type=bind,from=nginx:1.29 --mount=type=cache,target=/c a', 'RUN a --mount=from=nginx'))
    .toEqual(['2 RUN nginx', '2 RUN busybox:latest']);
});

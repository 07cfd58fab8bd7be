import { dockerfileSyntax } from '../../../../src/policy/controls/dockerfile/dockerfile-syntax';
import { dockerfile } from '../../../formats/dockerfile/support';

const check = (...lines: string[]) =>
  dockerfileSyntax.checkDockerfile(dockerfile(...lines)).map(({ path, allowKey }) => [...path, allowKey]);

test.each([
  'evil/dockerfile', 'docker/dockerfile.evil', 'docker.io/library/dockerfile:1', 'ghcr.io/docker/dockerfile:1', 'dockerfile', 'docker/dockerfile-evil:1', 'docker/dockerfile:1/evil', 'docker.io.evil/docker/dockerfile',
  'docker/dockerfile@sha256:1',
])('refuses %s', (image) => {
  expect(check(`# syntax=${image}`, 'FROM a:1')).toEqual([['directives', 0, image]]);
  expect(check('# escape=\\', `#SYNTAX = ${image} args`, 'FROM a:1')).toEqual([['directives', 1, image]]);
});

test.each([
  'docker/dockerfile', 'docker/dockerfile:1', 'docker/dockerfile:1.7-labs', 'docker.io/docker/dockerfile:1', 'docker/dockerfile-upstream:master', 'mirror.gcr.io/docker/dockerfile:1',
  `docker/dockerfile:1@sha256:${'0'.repeat(64)}`, 'index.docker.io/docker/dockerfile:1',
])('accepts %s', (image) => expect(check(`# syntax=${image}`, 'FROM a:1')).toEqual([]));

test('shows the frontend without its arguments', () => {
  expect(dockerfileSyntax.checkDockerfile(dockerfile('# syntax=evil/dockerfile:1 args', 'FROM a:1')).map(({ value }) => value)).toEqual(['# syntax=evil/dockerfile:1']);
});

test('refuses a directive after a first line with #!, as BuildKit does', () => {
  expect(check('#!/usr/bin/env docker-build', '# syntax=evil', 'FROM a:1')).toEqual([['directives', 0, 'evil']]);
});

test('accepts a directive after a comment, where it has no effect', () => expect(check('# hello', '# syntax=evil', 'FROM a:1')).toEqual([]));

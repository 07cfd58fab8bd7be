import { foundInFile } from './found';
import { dockerfileUserMissing } from '../../../../src/policy/controls/dockerfile/dockerfile-user-missing';
import { dockerfile } from '../../../formats/dockerfile/support';

test.each<[string, string[], string]>([
  ['no USER', ['FROM alpine:3.22', 'RUN a'], '1'],
  ['a USER only in another stage', ['FROM alpine:3.22 AS one', 'USER 1', 'FROM alpine:3.22', 'RUN a'], '3'],
  ['a USER only in ONBUILD', ['FROM alpine:3.22', 'ONBUILD USER 1'], '1'],
  ['a base image whose repository is named nonroot', ['FROM registry.example/nonroot/app:1'], '1'],
  ['a stage on another stage without USER', ['FROM alpine:3.22 AS one', 'FROM one AS two', 'FROM two'], '3'],
  ['a known base image that runs as root', ['FROM nginx:1.29'], '1'],
  ['a known base image of an unknown version', ['ARG V', 'FROM bitnami/postgresql:$V'], '2'],
  ['a base image of a publisher that has images with and without USER', ['FROM bitnami/other:1'], '1'],
  ['an image from scratch', ['FROM scratch', 'COPY a /'], '1'],
])('refuses %s', (_, lines, line) => expect(foundInFile(dockerfileUserMissing, ...lines)).toEqual([`${line} undefined`]));

describe('a variable without a value', () => {
  test.each<[string, string[], string, string]>([
    ['a global ARG that the stage does not declare', ['ARG U=1', 'FROM a:1', 'USER $U'], '3 USER $U',
      '"U" gets a value only in line 1, which does not reach this instruction: it is empty, and the program runs as root'],
    ['a variable of another stage', ['FROM a:1', 'ENV U=1', 'FROM a:1', 'USER ${U}:1'], '4 USER ${U}:1', '"U" gets a value only in line 2, which does not reach this instruction: it is empty, and the program runs as root'],
    ['a variable that is set later', ['FROM a:1', 'USER $U', 'ENV U=1'], '2 USER $U', '"U" gets a value only in line 3, which does not reach this instruction: it is empty, and the program runs as root'],
    ['an ARG of the base stage, which Buildah does not inherit', ['FROM a:1 AS b', 'ARG U=1', 'FROM b', 'USER $U'], '4 USER $U',
      '"U" gets a value only in line 2, which Buildah does not pass to this stage: it is empty, and the program runs as root'],
    ['an ARG without a default', ['FROM a:1', 'ARG U', 'USER ${U}'], '3 USER ${U}', '"U" has no default: it is empty unless the build sets it, and the program runs as root'],
    ['an ARG without a default, through ENV', ['FROM a:1', 'ARG U', 'ENV U=$U', 'USER $U'], '4 USER $U', '"U" has no default: it is empty unless the build sets it, and the program runs as root'],
    ['an ARG with an alternative value', ['FROM a:1', 'ARG U', 'USER ${U:+5}'], '3 USER ${U:+5}', '"U" has no default: it is empty unless the build sets it, and the program runs as root'],
    ['an ARG with an alternative value in short form and a longer name', ['FROM a:1', 'ARG UID', 'USER ${UID+app}'], '3 USER ${UID+app}', '"UID" has no default: it is empty unless the build sets it, and the program runs as root'],
    ['an ARG without a default, next to variables with a value', ['FROM a:1', 'ARG U', 'ENV A=1 U=$U', 'USER $U'], '4 USER $U', '"U" has no default: it is empty unless the build sets it, and the program runs as root'],
    ['a variable of another stage, next to others', ['FROM a:1', 'ENV A=1 U=1', 'FROM a:1', 'USER $U'], '4 USER $U', '"U" gets a value only in line 2, which does not reach this instruction: it is empty, and the program runs as root'],
    ['an ARG as the default of a variable', ['FROM a:1', 'ARG U', 'USER ${X:-$U}'], '3 USER $U', '"U" has no default: it is empty unless the build sets it, and the program runs as root'],
    ['two ARGs without a default', ['FROM a:1', 'ARG U', 'ARG V', 'USER $U$V'], '4 USER $U$V', '"U" has no default: it is empty unless the build sets it, and the program runs as root'],
    ['one that leaves a 0', ['FROM a:1', 'ARG U', 'USER 0$U'], '3 USER 0$U', '"U" has no default: it is empty unless the build sets it, and the program runs as root'],
    ['an ARG with a removed suffix', ['FROM a:1', 'ARG U', 'USER ${U%%x*}'], '3 USER ${U%%x*}', '"U" has no default: it is empty unless the build sets it, and the program runs as root'],
    ['an empty default', ['FROM a:1', 'ARG U=', 'USER $U:$G'], '3 USER :$G', 'it is empty, and the program runs as root'],
    ['an empty text', ['FROM a:1', 'USER ""'], '2 USER', 'it is empty, and the program runs as root'],
    ['a variable that no base image can set', ['FROM scratch AS b', 'FROM b', 'USER $U'], '3 USER $U', 'nothing sets "U": it is empty, and the program runs as root'],
    ['a variable in ONBUILD', ['FROM a:1', 'USER 1', 'ONBUILD ARG U', 'ONBUILD USER $U'], '4 ONBUILD USER $U',
      '"U" has no default: it is empty unless the build sets it, and the program of the images built on this one runs as root'],
  ])('refuses %s', (_, lines, found, detail) => {
    expect(foundInFile(dockerfileUserMissing, ...lines)).toEqual([found]);
    expect(dockerfileUserMissing.checkDockerfile(dockerfile(...lines))[0].detail).toBe(detail);
  });

  test.each<[string, string[]]>([
    ['a variable that the base image may set', ['FROM a:1', 'USER $APP_UID']],
    ['the same variable through ENV', ['FROM a:1', 'ENV U=$APP_UID', 'USER $U']],
    ['a variable that fails the build if it is unset', ['FROM a:1', 'ARG U', 'USER ${U:?}']],
    ['an ARG next to a variable that the base image may set', ['FROM a:1', 'ARG U', 'USER $U$APP_UID']],
    ['the end of a name', ['FROM a:1', 'ARG U', 'USER app$U']],
    ['the beginning of a name', ['FROM a:1', 'ARG U', 'USER ${U}app']],
    ['a group', ['FROM a:1', 'ARG G', 'USER 1:$G']],
    ['an ARG in ONBUILD with a value', ['FROM a:1', 'ARG U=1', 'USER $U', 'ONBUILD ARG U=2', 'ONBUILD USER $U']],
    ['a USER that is overridden', ['FROM a:1', 'ARG U', 'USER $U', 'USER 1']],
  ])('accepts %s', (_, lines) => expect(foundInFile(dockerfileUserMissing, ...lines)).toEqual([]));
});

test('reports the last FROM if there is no USER', () => {
  expect(dockerfileUserMissing.checkDockerfile(dockerfile('FROM a:1', 'FROM b:1'))).toEqual([{ path: ['instructions', 1], value: undefined, detail: 'the last stage has no USER' }]);
});

test.each<[string, string[]]>([
  ['a USER', ['FROM alpine:3.22', 'USER 1']],
  ['root, which has its own control', ['FROM alpine:3.22', 'USER root']],
  ['a USER of the base stage', ['FROM alpine:3.22 AS one', 'USER 1', 'FROM one AS two', 'FROM TWO']],
  ['a base image with a non-root user', ['FROM gcr.io/distroless/static-debian12:nonroot']],
  ['a debug image with a non-root user', ['FROM gcr.io/distroless/java21-debian12:debug-nonroot']],
  ['a known base image with a number as its USER', ['ARG V=17.5.0', 'FROM docker.io/bitnami/postgresql:${V}-debian-12-r12']],
  ['a known base image with a name as its USER, which has its own control', ['FROM prom/alertmanager:v0.28.0 AS one', 'FROM one']],
  ['a base image with a non-root user, from a variable', ['ARG T=nonroot', `FROM gcr.io/distroless/static:$T@sha256:${'0'.repeat(64)} AS one`, 'FROM one']],
])('accepts %s', (_, lines) => expect(foundInFile(dockerfileUserMissing, ...lines)).toEqual([]));

import { judged } from './judged';
import { dockerfileUserMissing } from '../../../src/controls/dockerfile/dockerfile-user-missing';

test.each<[string, string[], string]>([
  ['no USER', ['FROM alpine:3.22', 'RUN a'], '1'],
  ['one in another stage alone', ['FROM alpine:3.22 AS one', 'USER 1', 'FROM alpine:3.22', 'RUN a'], '3'],
  ['one in ONBUILD alone', ['FROM alpine:3.22', 'ONBUILD USER 1'], '1'],
  ['a base image that only sounds so', ['FROM registry.example/nonroot/app:1'], '1'],
  ['a stage on another without one', ['FROM alpine:3.22 AS one', 'FROM one AS two', 'FROM two'], '3'],
  ['nothing below', ['FROM scratch', 'COPY a /'], '1'],
])('refuses %s', (_, lines, line) => expect(judged(dockerfileUserMissing, ...lines)).toEqual([`${line} undefined`]));

test.each<[string, string[]]>([
  ['one', ['FROM alpine:3.22', 'USER 1']],
  ['root, which is another control\'s business', ['FROM alpine:3.22', 'USER root']],
  ['one of the stage below', ['FROM alpine:3.22 AS one', 'USER 1', 'FROM one AS two', 'FROM TWO']],
  ['a base image with a user of its own', ['FROM gcr.io/distroless/static-debian12:nonroot']],
  ['the same, for debugging', ['FROM gcr.io/distroless/java21-debian12:debug-nonroot']],
  ['the same, by a stage and a variable', ['ARG T=nonroot', `FROM gcr.io/distroless/static:$T@sha256:${'0'.repeat(64)} AS one`, 'FROM one']],
])('accepts %s', (_, lines) => expect(judged(dockerfileUserMissing, ...lines)).toEqual([]));

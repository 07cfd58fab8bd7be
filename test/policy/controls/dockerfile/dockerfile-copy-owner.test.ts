import { foundBehindFrom } from './found';
import { dockerfileCopyOwner } from '../../../../src/policy/controls/dockerfile/dockerfile-copy-owner';

const evaluate = (...lines: string[]) => foundBehindFrom(dockerfileCopyOwner, ...lines, 'USER 1001');

test.each<[string, string[], string]>([
  ['into a volume', ['VOLUME /data', 'COPY a /data/'], '3 COPY a /data/'],
  ['into a volume that is declared later', ['COPY a /data/sub/b', 'VOLUME ["/data"]'], '2 COPY a /data/sub/b'],
  ['into a directory that a user owns', ['RUN mkdir /a && chown -R 1001 /a', 'COPY b /a/'], '3 COPY b /a/'],
  ['into a directory that a user owns by name', ['RUN chown app:app /a', 'ADD b c /a'], '3 ADD b c /a'],
  ['into a directory that install creates', ['RUN install -d -o app -g app /a', 'COPY b /a'], '3 COPY b /a'],
  ['relative to the working directory', ['WORKDIR /srv', 'RUN chown 1001 cache', 'COPY a cache/'], '4 COPY a cache/'],
  ['from another stage', ['RUN chown 1001 /a', 'COPY --from=x:1 --link /b /a/'], '3 COPY /b /a/'],
  ['in the stage of the base image', ['FROM alpine:3.22 AS one', 'VOLUME /data', 'COPY a /data/', 'FROM one'], '4 COPY a /data/'],
])('refuses files copied %s', (_, lines, expected) => expect(evaluate(...lines)).toEqual([expected]));

test.each<[string, string[]]>([
  ['with an owner', ['VOLUME /data', 'COPY --chown=1001 a /data/']],
  ['with root as their owner', ['VOLUME /data', 'COPY --chown=0:0 a /data/']],
  ['into the working directory', ['WORKDIR /app', 'COPY . .']],
  ['next to a volume', ['VOLUME /data', 'COPY a /database/', 'COPY a /']],
  ['and chowned later', ['VOLUME /data', 'COPY a /data/', 'RUN chown -R 1001:0 /data']],
  ['into a directory that is chowned later', ['COPY . /app', 'RUN chown -R 1001 /app']],
  ['into a directory that root owns', ['RUN chown -R root:root /a', 'COPY b /a/']],
  ['into a directory that a group owns', ['RUN chown :0 /a', 'COPY b /a/']],
  ['to an unknown destination', ['VOLUME /data', 'COPY a $DIR/', 'COPY a data']],
  ['where the owned directories are unknown', ['RUN chown 1001 /a/* $B', 'COPY b /a/']],
  ['in ONBUILD', ['VOLUME /data', 'ONBUILD COPY a /data/']],
  ['in a discarded stage', ['VOLUME /data', 'COPY a /data/', 'FROM alpine:3.22']],
])('accepts files copied %s', (_, lines) => expect(evaluate(...lines)).toEqual([]));

test.each(['USER 0', 'USER root', 'USER $USER', 'RUN a'])('accepts copies after %s', (user) => {
  expect(foundBehindFrom(dockerfileCopyOwner, 'VOLUME /data', 'COPY a /data/', user)).toEqual([]);
});

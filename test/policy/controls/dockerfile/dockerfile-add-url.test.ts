import { foundBehindFrom } from './found';
import { dockerfileAddUrl } from '../../../../src/policy/controls/dockerfile/dockerfile-add-url';

const COMMIT = '0123456789abcdef'.repeat(2) + '01234567';

test.each(['https://a.example/b.tgz', 'HTTP://a.example/b', 'https://github.com/a/b.git', 'git@github.com:a/b.git#main', 'git://a/b#v1:sub', 'https://a/$V'])(
  'refuses %s', (source) => expect(foundBehindFrom(dockerfileAddUrl, `ADD ${source} /x`)).toEqual([`2 ADD ${source}`]));

test.each(['a.tgz', 'https.txt', './git@x', '$URL', `https://github.com/a/b.git#${COMMIT}`, `git@github.com:a/b.git#${COMMIT}:sub`])(
  'accepts %s', (source) => expect(foundBehindFrom(dockerfileAddUrl, `ADD ${source} /x`)).toEqual([]));

test.each([`sha256:${'0'.repeat(64)}`, COMMIT, '$CHECKSUM'])('accepts the checksum %s', (checksum) => {
  expect(foundBehindFrom(dockerfileAddUrl, `ADD --checksum=${checksum} https://a.example/b /x`)).toEqual([]);
});

test.each(['--checksum=', '--checksum', '--checksum=""', '--checksum=${NONE:-}', '--checksum=sha256:0 --checksum='])('refuses the empty %s', (flag) => {
  expect(foundBehindFrom(dockerfileAddUrl, `ADD ${flag} https://a.example/b /x`)).toEqual(['2 ADD https://a.example/b']);
});

test('checks each source, in lists, in ONBUILD and in every stage', () => {
  expect(foundBehindFrom(dockerfileAddUrl, 'ADD ["a", "https://b/c", "https://d/e", "/x/"]', 'ONBUILD ADD https://f/g /', 'FROM alpine:3.22'))
    .toEqual(['2 ADD https://b/c', '2 ADD https://d/e', '3 ONBUILD ADD https://f/g']);
});

test('accepts an address as destination or in COPY', () => {
  expect(foundBehindFrom(dockerfileAddUrl, 'ADD a https://b/', 'COPY https://a/b /c')).toEqual([]);
});

import { isPinned, parseImage } from '../../../src/formats/manifest/image';

const HEX = '0123456789abcdef'.repeat(4);
const DIGEST = `sha256:${HEX}`;

test.each([
  ['app', { repository: 'app' }],
  ['app:1.2', { repository: 'app', tag: '1.2' }],
  ['app:latest', { repository: 'app', tag: 'latest' }],
  ['team/app', { repository: 'team/app' }],
  ['team/app:1', { repository: 'team/app', tag: '1' }],
  ['reg:5000/app', { registry: 'reg:5000', repository: 'app' }],
  ['reg:5000/team/app:1', { registry: 'reg:5000', repository: 'team/app', tag: '1' }],
  ['registry.example/app', { registry: 'registry.example', repository: 'app' }],
  ['localhost/app:1', { registry: 'localhost', repository: 'app', tag: '1' }],
  ['Registry/app', { registry: 'Registry', repository: 'app' }],
  ['[::1]:5000/app:1', { registry: '[::1]:5000', repository: 'app', tag: '1' }],
  [`app@${DIGEST}`, { repository: 'app', digest: DIGEST }],
  [`reg:5000/app:1@${DIGEST}`, { registry: 'reg:5000', repository: 'app', tag: '1', digest: DIGEST }],
  ['app@sha256:12', { repository: 'app', digest: 'sha256:12' }],
])('parses %s', (text, parts) => expect(parseImage(text)).toEqual(parts));

test.each([
  '', ' ', ':', '@', 'app:', 'app@', 'app:1:2', 'team/app:1/2', 'app:1 ', ' app:1', `app:${'a'.repeat(129)}`,
])('%p is not a valid reference', (text) => {
  expect(parseImage(text)).toEqual({ repository: text });
});

test.each([
  [`app@${DIGEST}`, true],
  [`reg:5000/app:1@${DIGEST}`, true],
  [`app@sha512:${HEX}${HEX}`, true],
  [`app@sha512:${HEX}`, false],
  [`app@${DIGEST}0`, false],
  [`app@${DIGEST.toUpperCase()}`, false],
  [`@${DIGEST}`, false],
  [`app ${DIGEST}`, false],
  ['app:1', false],
  [undefined, false],
  [null, false],
  [[`app@${DIGEST}`], false],
])('isPinned(%p) is %p', (image, expected) => expect(isPinned(image)).toBe(expected));

import { amended, DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { knownImage } from '../../../src/policy/controls/known-images';
import { containerWith } from '../engine/container';

const nameOf = (image: unknown, imageFacts = DEFAULT_CONTEXT.choices.imageFacts) =>
  knownImage(containerWith({ image }), amended(DEFAULT_CONTEXT, { choices: { imageFacts } }).choices)?.name;

test('what is known about an image counts, unless it is turned off', () => {
  expect((['fill', 'hint', 'off'] as const).map((imageFacts) => nameOf('redis:8', imageFacts))).toEqual(['redis 8', 'redis 8', undefined]);
});

test.each(['registry.example/app:1', '', 7, null, undefined, {}])('nothing is known about the image %p', (image) => expect(nameOf(image)).toBeUndefined());

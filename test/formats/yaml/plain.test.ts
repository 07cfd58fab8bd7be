import * as fc from 'fast-check';
import { isSurelyText, resolvePlain } from '../../../src/formats/yaml/plain';

const WORDS = ['y', 'Yes', 'true', 'TRUE', 'on', 'no', 'False', 'off', '', '~', 'null', 'NULL', '.inf', '-.INF', '+.Inf', '.NaN', '0', '-1', '0x1F', '1e3', '1_000', '.5'];
const scalar = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.tuple(fc.constantFrom(...WORDS), fc.string({ maxLength: 2 })).map((parts) => parts.join('')),
  fc.string({ unit: fc.constantFrom(...'yYnNtTrRuUeEfFaAlLsSoO~.+-01xbI_é\x7F'), maxLength: 7 }),
);

test('what is surely text is text', () => {
  fc.assert(fc.property(scalar, (text) => {
    fc.pre(isSurelyText(text));
    expect(resolvePlain(text)).toBe(text);
  }));
});

test.each(['name', 'nodeSelector', 'type', 'template', 'failed', 'offline', 'web', 'Deployment', 'été', 'falsey'])('%s is text', (text) => {
  expect(resolvePlain(text)).toBe(text);
});

test.each(['namespace', 'template', 'failureThreshold', 'nodeSelector', 'apiVersion', 'kind'])('%s is surely text', (text) => {
  expect(isSurelyText(text)).toBe(true);
});

test.each(WORDS)('"%s" is not surely text', (text) => {
  expect(isSurelyText(text)).toBe(false);
});

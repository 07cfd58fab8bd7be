import { errorOf } from './support';
import { expectQuick } from '../../support/quick';

it('refuses lines without indentation before they take long', () => expectQuick(10, () => {
  const error = errorOf(`a: [\n${'b,\n'.repeat(100_000)}]\n`);
  expect(error).toMatch(/^\d+:1 a line within brackets or quotes that is not indented$/);
}));

it('reads a definition with as many of them as the Gateway API has', () => expectQuick(10, () => {
  const rule = '- rule: \'self.type in [\'\'Exact\'\'] ? self.value\n  : true\'\n  message: text\n';
  const text = `kind: CustomResourceDefinition\nrules:\n${`${rule}${'# more\n'.repeat(700)}`.repeat(100)}`;
  expect(errorOf(text)).toBe('no error');
  expect(errorOf(`${text}end: [`)).toMatch(/^\d+:\d+ /);
}));

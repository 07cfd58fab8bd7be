import { deployment, messagesOf, violationsOf } from './support';
import { unknownContainer } from '../../../../src/policy/controls/declarations/unknown-container';

const POD = deployment({ initContainers: [{ name: 'setup' }], containers: [{ name: 'main' }] });
const named = (container: string) => ({ namedContainers: [{ container, option: 'writable path "/x"' }] });

test.each(['main', 'setup'])('an option can name the container %s', (name) => expect(messagesOf(unknownContainer, named(name), POD)).toEqual([]));

test('refuses an option that names an unknown container, and lists the known names or the nearest', () => {
  expect(messagesOf(unknownContainer, named('proxy'), POD)).toEqual(['writable path "/x" references unknown container "proxy": use one of "setup", "main"']);
  expect(messagesOf(unknownContainer, named('mian'), POD)).toEqual(['writable path "/x" references unknown container "mian": use "main"']);
});

test('lists a single known name without "one of"', () => {
  expect(messagesOf(unknownContainer, named('proxy'), deployment({ containers: [{ name: 'main' }] })))
    .toEqual(['writable path "/x" references unknown container "proxy": use "main"']);
});

test('reports the object if it has no pod', () => {
  expect(violationsOf(unknownContainer, named('main'), { apiVersion: 'v1', kind: 'ConfigMap' }).map(({ path }) => path)).toEqual([[]]);
});

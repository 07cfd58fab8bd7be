import { deployment, said } from './support';
import { unknownContainer } from '../../../src/controls/declarations/unknown-container';

const POD = deployment({ initContainers: [{ name: 'setup' }], containers: [{ name: 'main' }] });
const named = (container: string) => ({ namedContainers: [{ container, option: 'writable path "/x"' }] });

test.each(['main', 'setup'])('an option can name the container %s', (name) => expect(said(unknownContainer, named(name), POD)).toEqual([]));

test('refuses an option that names an unknown container, and lists the known names', () => {
  expect(said(unknownContainer, named('mian'), POD)).toEqual(['writable path "/x" references unknown container "mian": use one of "setup", "main"']);
});

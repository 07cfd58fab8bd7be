import { podWith } from './pod-with';
import { commandSecrets } from '../../../../src/policy/controls/hardened/command-secrets';
import { expectQuick } from '../../../support/quick';
import { found } from '../support';

test.each(['\'"'.repeat(50_000), 'token="'.repeat(30_000), '--token '.repeat(30_000), 'a=token='.repeat(30_000), '#token\n'.repeat(30_000), 'token '.repeat(40_000)])(
  'reads a long script in little time', (text) => expectQuick(2, () => {
    found(commandSecrets, podWith({ command: ['sh', '-c', text] }));
  }));

test('reads many words in little time', () => expectQuick(2, () => {
  found(commandSecrets, podWith({ args: Array.from({ length: 50_000 }, (_, index) => index % 2 ? 'a:b' : '-u') }));
}));

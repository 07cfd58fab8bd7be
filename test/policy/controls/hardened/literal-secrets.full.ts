import { podWith } from './pod-with';
import { literalSecrets } from '../../../../src/policy/controls/hardened/literal-secrets';
import { expectQuick } from '../../../support/quick';
import { found } from '../support';

test.each(['host=a b=c '.repeat(20_000), 'a:b'.repeat(50_000), 'user=a '.repeat(30_000), 'MII'.repeat(60_000), 'eyJ-'.repeat(50_000), '://a:'.repeat(50_000), '-----BEGIN '.repeat(20_000)])('evaluates a long value in little time', (value) => expectQuick(2, () => {
  found(literalSecrets, podWith({ env: [{ name: 'SETTING', value }] }));
}));

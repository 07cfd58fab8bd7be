import { fieldsReadAnywhere, withValue } from './fields';
import { evaluate } from '../../src/policy/engine/evaluate';
import { harden } from '../../src/policy/engine/harden';
import { profileOf } from '../../src/policy/engine/profile';
import { goodPod } from '../policy/controls/support';
import { expectQuick } from '../support/quick';

// A pattern that looks back and forth in a text takes time that grows with its square: minutes, for one of these.

const LENGTH = 100_000;
/** What patterns on names, paths, images, quantities, addresses and commands could stumble over. */
const PIECES = ['a', ' ', '/', '-', '.', '1', '0', '_', ':', '@', '=', '$(', '../', 'a.', 'a-', 'aA', 'a/', ' -', 'sudo ', 'sh -c ', '%20', '\n', '"', '\\', '🔒'];
const SECONDS = 2;

const texts = PIECES.flatMap((piece) => [piece.repeat(LENGTH / piece.length), `${piece.repeat(LENGTH / piece.length)}!`]);
const fields = [...fieldsReadAnywhere(goodPod())].filter(([[first]]) => first !== 'items');

test.each(texts.map((text) => [text.slice(0, 6), text.slice(-1), text]))('evaluates long texts of %j that end with %j in little time', async (_, __, text) => {
  for (const [field, setting] of fields) {
    const manifest = withValue(goodPod(), field, text);
    await expectQuick(SECONDS, () => {
      evaluate(manifest, profileOf('hardened', setting.target.kubernetesVersion), setting);
      harden(manifest, setting);
    }, field.join('.'));
  }
}, 120_000);

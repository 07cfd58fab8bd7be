import { fieldsReadAnywhere, withValue } from './fields';
import { evaluate } from '../../src/engine/evaluate';
import { harden } from '../../src/engine/harden';
import { profileOf } from '../../src/engine/profile';
import { goodPod } from '../controls/support';

// A pattern that looks back and forth in a text takes time that grows with its square: minutes, for one of these.

const LENGTH = 100_000;
/** What patterns on names, paths, images, quantities, addresses and commands could stumble over. */
const PIECES = ['a', ' ', '/', '-', '.', '1', '0', '_', ':', '@', '=', '$(', '../', 'a.', 'a-', 'aA', 'a/', ' -', 'sudo ', 'sh -c ', '%20', '\n', '"', '\\', '🔒'];
/** Milliseconds of the processor's time, which does not count what others have of it. */
const MOST = 2000;

const texts = PIECES.flatMap((piece) => [piece.repeat(LENGTH / piece.length), `${piece.repeat(LENGTH / piece.length)}!`]);
const fields = [...fieldsReadAnywhere(goodPod())].filter(([[first]]) => first !== 'items');

test.each(texts.map((text) => [text.slice(0, 6), text.slice(-1), text]))('evaluates long texts of %j that end with %j in little time', (_, __, text) => {
  for (const [field, setting] of fields) {
    const manifest = withValue(goodPod(), field, text);
    const start = process.cpuUsage();
    evaluate(manifest, profileOf('hardened', setting.kubernetesVersion), setting);
    harden(manifest, setting);
    const took = process.cpuUsage(start).user / 1000;
    if (took > MOST) {
      throw new Error(`${field.join('.')} took ${took} ms`);
    }
  }
}, 120_000);

import { parseImage } from '../../../src/formats/manifest/image';
import { expectQuick } from '../../support/quick';

test.each(['A'.repeat(100_000), 'a.'.repeat(50_000), 'a:'.repeat(50_000), '@'.repeat(100_000)])('parses a long text in less than a second', (text) => expectQuick(1, () => parseImage(text)));

import * as fc from 'fast-check';
import { Waiver } from '../../src/settings/waiver';
import { waiverText } from '../../src/waivers/suggest';

/** What JavaScript makes of a text that somebody pastes. */
// eslint-disable-next-line no-eval
const pasted = (text: string) => eval(`(${text})`);

const HOSTILE = ['x\' }, reason: \'a b c\' }); throw 1; ({ a: \'', 'it\'s $& a', 'a, reason: x', '\\', '${1}', '`', '\u2028', '</script>', '"'];

test.each(HOSTILE)('a name such as %j is quoted in suggested code', (name) => {
  const waiver: Waiver = { control: 'host-ports', reason: 'r', containers: [name], allow: [name], template: name };
  const target = { kind: name, name, namespace: name, apiGroup: name };
  expect(pasted(waiverText(waiver, target))).toEqual({ ...waiver, target, reason: '…' });
});

test('suggested code contains any name exactly', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), (one, other) => {
    const waiver: Waiver = { control: 'host-ports', reason: 'r', initContainers: [one, other], allow: [other] };
    expect(pasted(waiverText(waiver))).toEqual({ ...waiver, reason: '…' });
  }));
});

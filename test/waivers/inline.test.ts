import { waiver } from './findings';
import { WAIVERS_ANNOTATION } from '../../src/waivers/annotation';
import { inlineWaivers } from '../../src/waivers/inline';

const withText = (text: unknown) => ({ metadata: { annotations: { [WAIVERS_ANNOTATION]: text } } });

test.each([{}, { metadata: null }, { metadata: 'text' }, { metadata: { annotations: [] } }, { metadata: { annotations: {} } }, withText(null), withText(undefined)])(
  '%j has no waivers', (object) => expect(inlineWaivers(object)).toEqual({ waivers: [] }));

test('reads the waivers of the annotation', () => {
  const waivers = [waiver('privileged', { containers: ['main'] }), waiver('host-ports', { allow: ['80'], expires: '2026-11-30' })];
  expect(inlineWaivers(withText(JSON.stringify(waivers)))).toEqual({ waivers });
  expect(inlineWaivers(withText('[]'))).toEqual({ waivers: [] });
});

test.each<[unknown, string]>([
  ['', 'JSON'],
  ['not json', 'JSON'],
  ['{}', 'it is not a list of waivers'],
  ['null', 'it is not a list of waivers'],
  ['"privileged"', 'it is not a list of waivers'],
  ['["privileged"]', 'a waiver must be an object'],
  ['[null]', 'a waiver must be an object'],
  [7, 'it is not a list of waivers'],
  [JSON.stringify([waiver('priviledged')]), 'did you mean "privileged"?'],
  [JSON.stringify([waiver('privileged', { reason: '' })]), 'is too short'],
  [JSON.stringify([waiver('privileged', { expires: '2026-02-30' })]), 'is not a valid date'],
  [JSON.stringify([{ ...waiver('privileged'), expire: '2020-01-01' }]), 'a waiver has no field "expire": did you mean "expires"?'],
  [JSON.stringify([waiver('privileged'), {}]), 'the waiver has no `control`'],
])('reports the unreadable annotation %j and ignores all of it', (text, problem) => {
  const read = inlineWaivers(withText(text));
  expect(read.waivers).toEqual([]);
  expect(read.problem).toContain(`the annotation ${WAIVERS_ANNOTATION} cannot be read: `);
  expect(read.problem).toContain(problem);
});

import { waiver } from './findings';
import { WAIVERS_ANNOTATION } from '../../../src/policy/waivers/annotation';
import { inlineWaivers } from '../../../src/policy/waivers/inline';

const withText = (text: unknown) => ({ metadata: { annotations: { [WAIVERS_ANNOTATION]: text } } });

test.each([{}, { metadata: null }, { metadata: 'text' }, { metadata: { annotations: [] } }, { metadata: { annotations: {} } }, withText(null), withText(undefined)])(
  '%j has no waivers', (object) => expect(inlineWaivers(object)).toEqual({ waivers: [], problems: [] }));

test('reads the waivers of the annotation', () => {
  const waivers = [waiver('privileged', { containers: ['main'] }), waiver('host-ports', { allow: ['80'], expires: '2026-11-30' })];
  expect(inlineWaivers(withText(JSON.stringify(waivers)))).toEqual({ waivers, problems: [] });
  expect(inlineWaivers(withText('[]'))).toEqual({ waivers: [], problems: [] });
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
  [JSON.stringify([waiver('privileged', { reason: '' })]), 'is empty'],
  [JSON.stringify([waiver('privileged', { expires: '2026-02-30' })]), 'is not a valid date'],
  [JSON.stringify([{ ...waiver('privileged'), expire: '2020-01-01' }]), 'a waiver has no field "expire": did you mean "expires"?'],
  [JSON.stringify([waiver('privileged'), {}]), 'the waiver has no `control`'],
])('reports the unreadable annotation %j and ignores all of it', (text, problem) => {
  const { waivers, problems } = inlineWaivers(withText(text));
  expect(waivers).toEqual([]);
  expect(problems).toEqual([expect.stringContaining(`the annotation ${WAIVERS_ANNOTATION} `)]);
  expect(problems[0]).toContain(problem);
});

test('reports ten of many invalid entries, and where it stopped', () => {
  const { waivers, problems } = inlineWaivers(withText(JSON.stringify([waiver('privileged'), ...Array.from({ length: 100_000 }, () => 1)])));
  expect(waivers).toEqual([]);
  expect(problems).toHaveLength(11);
  expect(problems[9]).toContain('entry 11 of the annotation');
  expect(problems[10]).toBe('the annotation cdk8s-hardened/waivers was not checked after entry 11: correct the entries before first');
});

test('does not say that it stopped where it checked all entries', () => {
  expect(inlineWaivers(withText(JSON.stringify(Array.from({ length: 10 }, () => 1)))).problems).toHaveLength(10);
});

test('reports every invalid entry, and that the others do not count', () => {
  const entries = [waiver('privileged', { reason: '' }), waiver('host-ports'), { ...waiver('sysctls'), expires: 'soon' }];
  expect(inlineWaivers(withText(JSON.stringify(entries)))).toEqual({
    waivers: [],
    problems: [
      'entry 1 of the annotation cdk8s-hardened/waivers is invalid, so none of its entries count: '
        + 'waiver of "privileged": reason is empty: explain in at least 3 words why you accept the risk',
      'entry 3 of the annotation cdk8s-hardened/waivers is invalid, so none of its entries count: '
        + 'waiver of "sysctls": expires "soon" is not a valid date: use YYYY-MM-DD',
    ],
  });
});

test('reads an annotation as large as the API server accepts, and refuses a larger one', () => {
  const withSize = (bytes: number) => {
    const text = JSON.stringify([waiver('privileged', { ticket: 'é' })]); // `é` has two bytes.
    return withText(text.padEnd(bytes - 1));
  };
  expect(inlineWaivers(withSize(262_144)).problems).toEqual([]);
  expect(inlineWaivers(withSize(262_145))).toEqual({
    waivers: [],
    problems: ['the annotation cdk8s-hardened/waivers cannot be read: it is larger than 256 KiB, which is the limit of an API server for the '
      + 'annotations of an object: remove waivers, or list them in a waiver file'],
  });
});

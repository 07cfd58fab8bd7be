import { REASON, waiver } from './findings';
import { JsonObject } from '../../src/manifest/json';
import { annotate, WAIVERS_ANNOTATION } from '../../src/waivers/annotation';
import { inlineWaivers } from '../../src/waivers/inline';

const PRIVILEGED = waiver('privileged');
const TEXT = `[{"control":"privileged","reason":"${REASON}"}]`;
const OURS = { [WAIVERS_ANNOTATION]: TEXT };

/** As text, since the order of keys counts. */
const annotated = (manifest: JsonObject, waivers = [PRIVILEGED]) => JSON.stringify(annotate(manifest, waivers));
const text = JSON.stringify;

test.each<[string, JsonObject, JsonObject]>([
  ['no metadata', { kind: 'Pod', spec: {} }, { kind: 'Pod', metadata: { annotations: OURS }, spec: {} }],
  ['metadata of null', { kind: 'Pod', metadata: null }, { kind: 'Pod', metadata: { annotations: OURS } }],
  ['no annotations', { metadata: { name: 'a' } }, { metadata: { annotations: OURS, name: 'a' } }],
  ['annotations of null', { metadata: { annotations: null, name: 'a' } }, { metadata: { annotations: OURS, name: 'a' } }],
  ['others, sorted', { metadata: { annotations: { a: '1', z: '2' } } }, { metadata: { annotations: { a: '1', ...OURS, z: '2' } } }],
  ['others in an order of their own', { metadata: { name: 'x', annotations: { z: '2', a: '1' } } }, { metadata: { name: 'x', annotations: { z: '2', a: '1', ...OURS } } }],
  ['keys in an order of their own', { spec: {}, kind: 'Pod', metadata: { name: 'x', labels: {} } }, { spec: {}, kind: 'Pod', metadata: { name: 'x', labels: {}, annotations: OURS } }],
  ['one of its own', { metadata: { annotations: { [WAIVERS_ANNOTATION]: 'fake', a: '1' } } }, { metadata: { annotations: { ...OURS, a: '1' } } }],
])('is put into %s', (_, manifest, expected) => {
  const before = text(manifest);
  expect(annotated(manifest)).toBe(text(expected));
  expect(text(manifest)).toBe(before);
});

test.each(['text', 7, [], [{}]])('metadata and annotations of %j are not ours to replace', (odd) => {
  for (const manifest of [{ metadata: odd }, { metadata: { annotations: odd } }]) {
    expect(annotate(manifest, [PRIVILEGED])).toBe(manifest);
    expect(annotate(manifest, [])).toBe(manifest);
  }
});

test.each<[JsonObject, JsonObject]>([
  [{ metadata: { name: 'x', annotations: { z: '1', [WAIVERS_ANNOTATION]: TEXT, a: '2' }, labels: {} } }, { metadata: { name: 'x', annotations: { z: '1', a: '2' }, labels: {} } }],
  [{ metadata: { annotations: OURS, name: 'x' } }, { metadata: { name: 'x' } }],
  [{ metadata: { annotations: { [WAIVERS_ANNOTATION]: null } } }, { metadata: {} }],
])('a waiver that nobody made goes: %j', (manifest, expected) => {
  const before = text(manifest);
  expect(annotated(manifest, [])).toBe(text(expected));
  expect(text(manifest)).toBe(before);
});

test.each<[JsonObject]>([[{}], [{ metadata: null }], [{ metadata: {} }], [{ metadata: { annotations: { a: '1' } } }], [{ metadata: { annotations: {} } }]])(
  'without waivers %j stays the very same', (manifest) => expect(annotate(manifest, [])).toBe(manifest));

test('a pod template keeps what it has', () => {
  const template = { metadata: { annotations: { [WAIVERS_ANNOTATION]: 'x' } } };
  expect(annotate({ spec: { template } }, []).spec).toEqual({ template });
});

test('the text is the same for the same waivers, in whatever order they and their fields stand', () => {
  const [a, b] = [waiver('privileged', { ticket: 'T-1', allow: ['x'], owner: 'ops' }), waiver('host-ports')];
  const backwards = Object.fromEntries(Object.entries(a).reverse()) as unknown as typeof a;
  const expected = annotated({}, [a, b]);
  expect(annotated({}, [b, a])).toBe(expected);
  expect(annotated({}, [b, backwards, b, a])).toBe(expected);
});

test('what is written is read again, and nothing that is no field of a waiver is written', () => {
  const full = waiver('host-ports', { allow: ['80', '"'], containers: ['main'], expires: '2999-12-31', owner: 'ops', ticket: 'T-1' });
  expect(inlineWaivers(annotate({}, [{ ...full, targets: ['x'] } as typeof full, PRIVILEGED]))).toEqual({ waivers: [full, PRIVILEGED] });
});

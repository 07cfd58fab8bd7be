import { REASON, waiver } from './findings';
import { JsonObject } from '../../../src/formats/manifest/json';
import { annotate, WAIVERS_ANNOTATION } from '../../../src/policy/waivers/annotation';
import { inlineWaivers } from '../../../src/policy/waivers/inline';

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
  ['other annotations, sorted', { metadata: { annotations: { a: '1', z: '2' } } }, { metadata: { annotations: { a: '1', ...OURS, z: '2' } } }],
  ['other annotations, not sorted', { metadata: { name: 'x', annotations: { z: '2', a: '1' } } }, { metadata: { name: 'x', annotations: { z: '2', a: '1', ...OURS } } }],
  ['keys that are not sorted', { spec: {}, kind: 'Pod', metadata: { name: 'x', labels: {} } }, { spec: {}, kind: 'Pod', metadata: { name: 'x', labels: {}, annotations: OURS } }],
  ['an existing waiver annotation', { metadata: { annotations: { [WAIVERS_ANNOTATION]: 'fake', a: '1' } } }, { metadata: { annotations: { ...OURS, a: '1' } } }],
])('writes the annotation into %s', (_, manifest, expected) => {
  const before = text(manifest);
  expect(annotated(manifest)).toBe(text(expected));
  expect(text(manifest)).toBe(before);
});

test.each(['text', 7, [], [{}]])('does not replace metadata and annotations of %j', (odd) => {
  for (const manifest of [{ metadata: odd }, { metadata: { annotations: odd } }]) {
    expect(annotate(manifest, [PRIVILEGED])).toBe(manifest);
    expect(annotate(manifest, [])).toBe(manifest);
  }
});

test.each<[JsonObject, JsonObject]>([
  [{ metadata: { name: 'x', annotations: { z: '1', [WAIVERS_ANNOTATION]: TEXT, a: '2' }, labels: {} } }, { metadata: { name: 'x', annotations: { z: '1', a: '2' }, labels: {} } }],
  [{ metadata: { annotations: OURS, name: 'x' } }, { metadata: { name: 'x' } }],
  [{ metadata: { annotations: { [WAIVERS_ANNOTATION]: null } } }, { metadata: {} }],
])('removes a waiver annotation without a declared waiver: %j', (manifest, expected) => {
  const before = text(manifest);
  expect(annotated(manifest, [])).toBe(text(expected));
  expect(text(manifest)).toBe(before);
});

test.each<[JsonObject]>([[{}], [{ metadata: null }], [{ metadata: {} }], [{ metadata: { annotations: { a: '1' } } }], [{ metadata: { annotations: {} } }]])(
  'returns %j itself if there are no waivers', (manifest) => expect(annotate(manifest, [])).toBe(manifest));

test('removes the annotation of every item of a list, and keeps what is no object', () => {
  const forged = { kind: 'Pod', metadata: { annotations: OURS, name: 'x' } };
  const inner = { kind: 'List', items: [forged] };
  expect(annotated({ kind: 'List', items: [forged, 'text', inner] }, []))
    .toBe(text({ kind: 'List', items: [{ kind: 'Pod', metadata: { name: 'x' } }, 'text', { kind: 'List', items: [{ kind: 'Pod', metadata: { name: 'x' } }] }] }));
  expect(annotated({ items: [forged] })).toBe(text({ items: [{ kind: 'Pod', metadata: { name: 'x' } }], metadata: { annotations: OURS } }));
});

test('keeps the annotation of a pod template', () => {
  const template = { metadata: { annotations: { [WAIVERS_ANNOTATION]: 'x' } } };
  expect(annotate({ spec: { template } }, []).spec).toEqual({ template });
});

test('writes the same text for the same waivers in any order of waivers and fields', () => {
  const [a, b] = [waiver('privileged', { ticket: 'T-1', allow: ['x'], owner: 'ops' }), waiver('host-ports')];
  const backwards = Object.fromEntries(Object.entries(a).reverse()) as unknown as typeof a;
  const expected = annotated({}, [a, b]);
  expect(annotated({}, [b, a])).toBe(expected);
  expect(annotated({}, [b, backwards, b, a])).toBe(expected);
});

test('reads back what it writes, and writes only known fields', () => {
  const full = waiver('host-ports', { allow: ['80', '"'], containers: ['main'], expires: '2999-12-31', owner: 'ops', ticket: 'T-1' });
  expect(inlineWaivers(annotate({}, [{ ...full, targets: ['x'] } as typeof full, PRIVILEGED]))).toEqual({ waivers: [full, PRIVILEGED], problems: [] });
});

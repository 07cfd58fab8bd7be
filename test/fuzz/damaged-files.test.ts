import * as fc from 'fast-check';
import { auditHere, expectAnswer } from './audit-here';
import { GOOD, PRIVILEGED, waivingPod, WAIVER } from '../cli/support';
import { workload } from '../engine/manifests';
import { oddValue } from '../yaml/odd-yaml';

// Files that were good once: cut, doubled, mixed and written over, in any place.

const FILES = [GOOD, PRIVILEGED, waivingPod([WAIVER]), `${GOOD}---\n${PRIVILEGED}`, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] })];
/** What has a meaning to a reader of YAML, or to one of bytes. */
const MARKS = [
  '\n', '\r', '\r\n', ' ', '  ', '\t', '-', '- ', ':', ': ', '?', '? ', ',', '[', ']', '{', '}', '#', ' #', '&a ', '*a', '!', '!!str ', '!!binary ', '|', '>',
  '|+9\n', '"', '\'', '%', '@', '`', '---\n', '...\n', '<<: ', '<<: *a', '\0', '\uFEFF', '\u2028', '\u0085', '\\', '\\u', '~', 'null', '0x', '.nan', '𝄞', '\u202E',
];

type Edit = readonly [place: number, removed: number, inserted: string];

const edit: fc.Arbitrary<Edit> = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 400 })),
  fc.oneof(fc.constantFrom(...MARKS), fc.string({ unit: 'binary', maxLength: 5 }), fc.constant('')),
);

function damaged(text: string, edits: readonly Edit[]): string {
  return edits.reduce((before, [place, removed, inserted]) => {
    const at = Math.floor(place * before.length);
    return before.slice(0, at) + inserted + before.slice(at + removed);
  }, text);
}

function withstands<T>(files: fc.Arbitrary<T>, toContent: (file: T) => string | Uint8Array, numRuns: number): void {
  fc.assert(fc.property(files, (file) => expectAnswer(auditHere(toContent(file)))), { numRuns });
}

test('with marks and letters put in and taken out', () =>
  withstands(fc.tuple(fc.constantFrom(...FILES), fc.array(edit, { minLength: 1, maxLength: 4 })), ([file, edits]) =>
    damaged(file, edits), 1500), 120_000);

test('with lines that are doubled, moved and lost', () => {
  const lines = fc.constantFrom(...FILES).chain((file) => {
    const all = file.split('\n');
    return fc.array(fc.nat(all.length - 1), { maxLength: all.length }).map((order) => order.map((index) => all[index]).join('\n'));
  });
  withstands(lines, (text) => text, 500);
}, 120_000);

test('with bytes that are others', () => {
  const change = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { minLength: 1, maxLength: 5 });
  withstands(fc.tuple(fc.constantFrom(...FILES), fc.constantFrom<BufferEncoding>('utf8', 'utf16le'), change), ([file, encoding, changes]) => {
    const bytes = Buffer.from(encoding === 'utf8' ? file : `\uFEFF${file}`, encoding);
    changes.forEach(([place, byte]) => bytes[Math.floor(place * (bytes.length - 1))] = byte);
    return bytes;
  }, 500);
}, 120_000);

test('with YAML as nobody writes it for a value', () =>
  withstands(fc.tuple(oddValue(), fc.constantFrom('metadata', 'spec', 'zzz')), ([value, field]) =>
    `apiVersion: v1\nkind: Pod\n${field}: ${value}\n`, 1000), 120_000);

test('with workloads of any kind, sensible to absurd', () =>
  withstands(fc.array(workload, { minLength: 1, maxLength: 3 }), (all) => all.map((one) => JSON.stringify(one)).join('\n---\n'), 500), 120_000);

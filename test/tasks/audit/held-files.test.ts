import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { HeldFiles } from '../../../src/tasks/audit/held-files';
import { inputsOf } from '../../../src/tasks/audit/inputs';

/** A file of these pieces, and how often it was opened. */
function file(...pieces: readonly string[]) {
  const opened = { count: 0 };
  const read = function* () {
    opened.count++;
    yield* pieces.map((piece) => Buffer.from(piece));
  };
  return { read, opened };
}

const textOf = (chunks: Iterable<Uint8Array>) => Buffer.concat([...chunks]).toString();

test('a small file that is previewed is opened once', () => {
  const { read, opened } = file('small');
  const { preview, chunks } = new HeldFiles().reading(read);
  expect([preview(), preview(), chunks()].map(textOf)).toEqual(['small', 'small', 'small']);
  expect(opened.count).toBe(1);
});

test('a file is read again after it was evaluated', () => {
  const { read, opened } = file('small');
  const { chunks } = new HeldFiles().reading(read);
  expect([chunks(), chunks()].map(textOf)).toEqual(['small', 'small']);
  expect(opened.count).toBe(2);
});

test.each([[['two ', 'pieces']], [[]]])('the file of the pieces %j is not held', (pieces) => {
  const { read, opened } = file(...pieces);
  const { preview, chunks } = new HeldFiles().reading(read);
  expect([preview(), chunks()].map(textOf)).toEqual([pieces.join(''), pieces.join('')]);
  expect(opened.count).toBe(3);
});

test('all files together are held up to 16 MiB, and evaluated ones make room', () => {
  const held = new HeldFiles();
  const [first, second] = [file('a'.repeat(2 ** 24)), file('b')];
  const [ofFirst, ofSecond] = [held.reading(first.read), held.reading(second.read)];
  textOf(ofFirst.preview());
  textOf(ofSecond.preview());
  textOf(ofSecond.chunks());
  expect(second.opened.count).toBe(2);
  textOf(ofFirst.chunks());
  textOf(ofSecond.preview());
  textOf(ofSecond.chunks());
  expect([first.opened.count, second.opened.count]).toEqual([1, 3]);
});

test('the evaluated bytes of a small file are those that were looked at before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-held-'));
  try {
    const path = join(folder, 'a.yaml');
    writeFileSync(path, 'before');
    const [input] = inputsOf([folder]);
    textOf(input.preview());
    writeFileSync(path, 'after');
    expect(textOf(input.chunks())).toBe('before');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

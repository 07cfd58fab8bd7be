import { createHash, randomBytes } from 'crypto';
import { Readable } from 'stream';
import { createGzip } from 'zlib';
import { AMD64, digestOf, MIB, OPTIONS, tarOf, TestRegistry } from './support';
import { Descriptor, ImageSource } from '../../../src/tasks/image-facts/image-source';
import { readImageFacts } from '../../../src/tasks/image-facts/read-image-facts';

// What reading costs: memory does not grow with layers, and hostile layers end soon.

/** The chunks of a layer, made anew each time that it is read. */
type Made = () => AsyncIterable<Uint8Array>;

/** Reads an image of one layer that is never held as a whole. The facts, the most memory that it took, and the milliseconds. */
async function reading(layer: Made, maxDownload = 2 ** 31) {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of layer()) {
    hash.update(chunk);
    size += chunk.length;
  }
  const descriptor: Descriptor = { digest: `sha256:${hash.digest('hex')}`, size };
  const content = new TestRegistry();
  const manifest = JSON.parse(content.image({ platform: AMD64, config: { User: 'app' } }).toString());
  const bytes = Buffer.from(JSON.stringify({ ...manifest, layers: [descriptor] }));
  const layers = () => ({ read: layer, close: () => Promise.resolve() });
  const source: ImageSource = { manifest: content.manifest, config: content.config, isConfigExact: true, layers };
  global.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const start = performance.now();
  const onBytes = () => { most = Math.max(most, process.memoryUsage().rss); };
  const result = await readImageFacts(source, digestOf(bytes), bytes, [], { ...OPTIONS, maxDownload, onBytes }).then(
    (facts) => ({ uid: facts!.platforms[0].uid }), (error: Error) => ({ error: error.message }),
  );
  return { ...result, size, memory: (most - before) / MIB, time: performance.now() - start };
}

const PASSWD = tarOf({ 'etc/passwd': 'app:x:5:5::/:\n' });

/** The header of a file of any size. */
function headerOf(size: number): Buffer {
  const header = Buffer.from(tarOf({ large: '' }).subarray(0, 512));
  header.write(`${size.toString(8).padStart(11, '0')} `, 124, 'latin1');
  header.fill(' ', 148, 156);
  header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** A file of many equal pieces, and then the accounts. */
function largeFile(piece: Buffer, pieces: number): Made {
  return async function* () {
    yield headerOf(piece.length * pieces);
    for (let index = 0; index < pieces; index++) {
      yield piece;
    }
    yield PASSWD;
  };
}

const gzipped = (made: Made, level = 1): Made => () => Readable.from(made(), { objectMode: false }).pipe(createGzip({ level }));

/** Random bytes, which no level makes smaller. */
const STORED = 0;

test.each<[string, number]>([['64 MiB', 64], ['256 MiB', 256]])('a file of %s in a layer takes no more memory than a small one', async (_, pieces) => {
  const { uid, memory, size } = await reading(gzipped(largeFile(randomBytes(MIB), pieces), STORED)) as any;
  expect(uid).toBe(5);
  expect(size).toBeGreaterThan(pieces * MIB);
  expect(memory).toBeLessThan(120);
}, 180_000);

test('a bomb ends before it is unpacked', async () => {
  const result = await reading(gzipped(largeFile(Buffer.alloc(MIB), 1000)), 20 * MIB) as any;
  expect(result.error).toBe('its layers become more than 400 MiB when they are unpacked, 20 times the download limit');
  expect(result.memory).toBeLessThan(120);
}, 180_000);

/** Many entries, whose headers are made one by one. */
function entries(count: number, name: (index: number) => string, uid = 5): Made {
  return async function* () {
    for (let start = 0; start < count; start += 1000) {
      const names = Array.from({ length: Math.min(1000, count - start) }, (_, index) => [name(start + index), { uid }] as const);
      yield tarOf(names).subarray(0, -1024);
    }
    yield PASSWD;
  };
}

test('the time for files grows with their number, and the memory is bounded', async () => {
  const name = (index: number) => `usr/lib/node_modules/${index % 500}/lib/${index}.js`;
  const few = await reading(gzipped(entries(50_000, name)));
  const many = await reading(gzipped(entries(200_000, name)));
  expect(many).toMatchObject({ uid: 5 });
  expect(many.time).toBeLessThan(few.time * 10);
  expect(many.memory).toBeLessThan(400);
}, 180_000);

test('files without end end in an error', async () => {
  const thousand = tarOf(Array.from({ length: 1000 }, (_, index) => [`${index}`, ''] as const)).subarray(0, -1024);
  const result = await reading(async function* () {
    for (let index = 0; index < 3000; index++) {
      yield thousand;
    }
  }) as any;
  expect(result.error).toBe('it has too many files, or names that are too long');
  expect(result.time).toBeLessThan(120_000);
  // As much as what is kept of a million names, and not of all.
  expect(result.memory).toBeLessThan(400);
}, 180_000);

test.each<[string, Made]>([
  ['long', entries(40_000, (index) => `${'d'.repeat(240)}/${'e'.repeat(240)}/`.repeat(8) + index)],
  ['deep', entries(3000, (index) => `${`${index}/`.repeat(600)}f`)],
])('%s paths take no more than their length', async (_, layer) => {
  const { uid, time, memory } = await reading(layer) as any;
  expect(uid).toBe(5);
  expect(time).toBeLessThan(60_000);
  expect(memory).toBeLessThan(600);
}, 180_000);

test('zstd whose blocks cost a thousand times what they hold ends soon', async () => {
  const head = Buffer.from([0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x88]);
  // Raw blocks, of 512 bytes and of one. The tar archive has no error until the file ends.
  const first = Buffer.concat([Buffer.from([0x00, 0x10, 0]), headerOf(2_000_000)]);
  const block = Buffer.from([0x08, 0, 0, 7]);
  const layer: Made = async function* () {
    yield Buffer.concat([head, first, ...Array.from({ length: 2_000_000 }, () => block)]);
  };
  const { error, time } = await reading(layer) as any;
  expect(error).toBe('a layer is compressed so that it takes too long to unpack');
  expect(time).toBeLessThan(60_000);
}, 180_000);

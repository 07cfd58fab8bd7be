import type { ReadEntry } from 'tar';
import { capabilitiesIn } from './file-capabilities';
import { Code, LayerEntry } from './layer-entry';
import { keepsContent, normalName, whiteoutOf } from './names';
import { Parser } from './tar-parser';
import { interpreterOf } from '../../../formats/shell/interpreter';
import { isShell } from '../../../formats/shell/nested-commands';
import { ImageError } from '../image-error';
import { MAX_CONTENT, MAX_KEPT_FILE, MAX_PATH } from '../limits';

const KINDS: { readonly [type: string]: LayerEntry['kind'] } = {
  File: 'file',
  OldFile: 'file',
  ContiguousFile: 'file',
  Link: 'hardlink',
  SymbolicLink: 'symlink',
  Directory: 'directory',
};

/**
 * The entries of a tar archive, in order and in batches. It only keeps the content of scripts and account files, and does not write to the
 * disk.
 *
 * @param wanted a path whose content is always kept
 * @throws ImageError
 */
export async function* entriesIn(archive: AsyncIterable<Uint8Array>, wanted?: string): AsyncGenerator<readonly LayerEntry[]> {
  const reader = new EntryReader(wanted);
  for await (const chunk of archive) {
    yield reader.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }
  yield reader.finish();
}

class EntryReader {
  private entries: LayerEntry[] = [];
  /** The PAX header of the next entry. */
  private header = '';
  private error?: Error;
  private isEmpty = true;
  private bytes = 0;
  /** Whether the blocks at the end of the archive were read. */
  private isEnded = false;
  private readonly parser = new Parser({ strict: true, brotli: false, zstd: false, onReadEntry: (entry) => this.read(entry) });

  constructor(private readonly wanted: string | undefined) {
    this.parser.on('meta', (text) => { this.header += text; });
    this.parser.on('eof', () => { this.isEnded = true; });
    this.parser.on('error', (error) => this.fail(error));
    this.parser.on('ignoredEntry', ({ type }) => {
      this.error ??= new ImageError('a layer has an entry that cannot be '
      + `read, of the type ${type}`);
    });
  }

  public write(chunk: Buffer): readonly LayerEntry[] {
    // Refuses gzip in gzip: the parser would unpack it again, which no runtime does.
    if (this.isEmpty && chunk.length >= 2 && chunk.readUInt16BE(0) === 0x1F8B) {
      throw new ImageError('a layer is compressed twice');
    }
    this.isEmpty &&= chunk.length === 0;
    this.bytes += chunk.length;
    this.parser.write(chunk);
    return this.taken();
  }

  public finish(): readonly LayerEntry[] {
    if (!this.isEmpty) {
      this.parser.end();
    }
    if (!this.isEnded && this.bytes % BLOCK > 0) {
      this.error ??= new ImageError('a layer ends in the middle of an entry');
    }
    return this.taken();
  }

  /** Handles errors. The parser reports an archive without entries as an error, but such a layer is valid. */
  private fail(error: Error & { readonly header?: ReadEntry }): void {
    const { message, header } = error;
    if (header && message.includes('linkpath forbidden') && !header.size) {
      // Builders leave a target in headers of entries that are not links. Runtimes ignore it.
      const { path, type, mode, uid, gid } = header;
      this.read({ path, type, mode, uid, gid, size: 0, linkpath: undefined, resume: () => undefined } as unknown as ReadEntry);
    } else if (!(this.isEnded && message.includes('Unrecognized archive format'))) {
      this.error ??= new ImageError(`a layer is not a tar archive: ${message}`);
    }
  }

  private taken(): readonly LayerEntry[] {
    if (this.error) {
      throw this.error;
    }
    const { entries } = this;
    this.entries = [];
    return entries;
  }

  private read(entry: ReadEntry): void {
    try {
      this.add(entry);
    } catch (error) {
      this.error ??= error as Error;
    }
    this.header = '';
    entry.resume();
  }

  private add(entry: ReadEntry): void {
    const name = normalName(entry.path);
    const whiteout = whiteoutOf(name);
    if (whiteout) {
      this.entries.push(...whiteout.kind === 'metadata' ? [] : [{ path: whiteout.path, kind: whiteout.kind, ...NO_ATTRIBUTES }]);
      return;
    }
    const { type, mode = 0, uid = 0, gid = 0, size, linkpath: target } = entry;
    if (![uid, gid].every((id) => Number.isInteger(id) && id >= 0 && id < 2 ** 32)) {
      throw new ImageError(`a layer has a file with the owner ${uid}:${gid}`);
    }
    if (target !== undefined && target.length > MAX_PATH) {
      throw new ImageError('the path of a link in a layer is too long');
    }
    const kind = KINDS[type] ?? 'other';
    const capabilities = capabilitiesIn(this.header);
    const found: LayerEntry = {
      path: name,
      kind,
      mode: mode % 0o10000,
      uid,
      gid,
      size: kind === 'file' ? size : 0,
      ...kind === 'symlink' || kind === 'hardlink' ? { target } : {},
      ...capabilities && { capabilities },
    };
    const isWanted = name === this.wanted;
    if (isWanted && size > MAX_CONTENT) {
      throw new ImageError(`its ${JSON.stringify(name)} has ${size} bytes, which is above the limit`);
    }
    if (kind !== 'file' || size === 0) {
      this.entries.push(kind === 'file' ? { ...found, text: '' } : found);
      return;
    }
    const isRead = isWanted || size <= MAX_KEPT_FILE;
    const chunks: Buffer[] = [];
    entry.on('data', (chunk: Buffer) => isRead || chunks.length === 0 ? chunks.push(chunk) : undefined);
    entry.on('end', () => {
      const start = chunks[0]?.toString('latin1', 0, 256) ?? '';
      const isKept = isRead && (isWanted || keepsContent(name) || isShell(interpreterOf(start) ?? ''));
      const code = codeOf(start);
      this.entries.push({ ...found, ...code && { code }, ...isKept && { text: Buffer.concat(chunks).toString() } });
    });
  }
}

/** The first bytes of scripts, of programs and libraries, and of archives, whatever the names of the files are. */
const STARTS: { readonly [kind in Code]: readonly string[] } = {
  script: ['#!'],
  library: [
    '\x7fELF', '\xca\xfe\xba\xbe', '\x1bLua', '\x1bLJ', '\0asm', '!<arch>', 'MZ\x90\0', 'dex\n', 'RITE0', 'YARB',
    // Objects of Java and Python, which run code when a program reads them.
    '\xac\xed\0\x05', '\x80\x02}', '\x80\x02]', '\x80\x02(', '\x80\x02c', '\x80\x03}', '\x80\x03]', '\x80\x03(', '\x80\x03c',
    '\x80\x04\x95', '\x80\x05\x95',
  ],
  archive: ['PK\x03\x04', '\x1f\x8b', 'BZh', '\xfd7zXZ', '\x28\xb5\x2f\xfd'],
};

/** The same, as patterns. PHP and JSP may follow text, Perl a comment. XML can be a stylesheet, a job of Jenkins, or beans of Spring. */
const PATTERNS: { readonly [kind in Code]?: RegExp } = {
  script: /<\?php|^\s*<%[@!]|^use (?:strict|warnings);|<(?:xsl:|flow-definition|maven2-moduleset|project>|beans\s)/m,
  library: /^FOR1[^]{4}BEAM/,
};

/** @param start the first bytes of a file, one character each */
function codeOf(start: string): Code | undefined {
  return (Object.keys(STARTS) as Code[])
    .find((kind) => STARTS[kind].some((bytes) => start.startsWith(bytes)) || PATTERNS[kind]?.test(start) === true);
}

/** The size of a block of an archive in bytes. The parser drops an incomplete header. */
const BLOCK = 512;

const NO_ATTRIBUTES = { mode: 0, uid: 0, gid: 0, size: 0 };

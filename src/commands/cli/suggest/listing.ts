import { isIn, normalizePath } from '../../../formats/manifest/paths';
import { capabilitiesIn } from '../../../tasks/image-facts/layer/file-capabilities';
import { Parser } from '../../../tasks/image-facts/layer/tar-parser';

/** A file, link or directory of a root filesystem. */
export interface Entry {
  readonly kind: 'directory' | 'link' | 'file';
  /** The permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Size in bytes. */
  readonly size: number;
  /** Time of the last change in milliseconds; runtimes report full seconds. */
  readonly modified?: number;
  /** Capabilities of the file: without them it does not start. */
  readonly capabilities?: readonly string[];
}

/** A root filesystem by its paths, in normal form. */
export type Listing = ReadonlyMap<string, Entry>;

/** Paths that runtimes create in every container. They are not part of the image. */
const OF_RUNTIMES = [
  '/proc',
  '/sys',
  '/dev',
  '/etc/hosts',
  '/etc/hostname',
  '/etc/resolv.conf',
  '/etc/mtab',
  '/.dockerenv',
  '/run/.containerenv',
];

export function isOfRuntime(path: string): boolean {
  return OF_RUNTIMES.some((own) => isIn(path, own));
}

/** Reads the headers of the tar archive that a runtime exports, chunk by chunk. */
export class ListingReader {
  private readonly entries = new Map<string, Entry>();
  /** The PAX header of the next entry. */
  private header = '';
  private readonly parser = new Parser({
    onReadEntry: (entry) => {
      const path = normalizePath(`/${entry.path}`);
      if (path !== '/' && !isOfRuntime(path)) {
        const { type, mode = 0, uid = 0, gid = 0, size = 0, mtime } = entry;
        const capabilities = capabilitiesIn(this.header);
        const facts = { kind: KINDS[type] ?? 'file', mode: mode % 0o10000, uid, gid, size, modified: mtime?.getTime() };
        this.entries.set(path, capabilities ? { ...facts, capabilities } : facts);
      }
      this.header = '';
      entry.resume();
    },
  });

  constructor() {
    this.parser.on('meta', (text) => { this.header += text; });
  }

  public write(chunk: Buffer): void {
    this.parser.write(chunk);
  }

  public finish(): Listing {
    this.parser.end();
    return this.entries;
  }
}

const KINDS: { readonly [type: string]: Entry['kind'] } = { Directory: 'directory', SymbolicLink: 'link' };

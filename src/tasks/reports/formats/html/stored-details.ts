import { gzipSync } from 'zlib';
import { PageDetails } from './data';
import { jsonElement } from './embedded';
import { PageTables } from './tables';

/** The number of objects, and of characters in their details, that a browser opens without delay. */
const MAX_PLAIN = { objects: 500, length: 4_000_000 };
/** Number of characters in a pack: enough to compress well, and few enough to open within a moment. */
const PACK_LENGTH = 256 * 1024;

interface Stored {
  readonly row: number;
  readonly json: string;
}

/**
 * The details of objects, as elements of the page. Short details are JSON. Long details are in compressed packs, which the page opens one
 * by one when a reader opens an object.
 */
export class StoredDetails {
  private held: Stored[] = [];
  private length = 0;
  private isPacking = false;
  private packs = 0;

  constructor(private readonly tables: PageTables, private readonly maxPlain = MAX_PLAIN) {}

  /** Adds the details of a row, and returns the text that can be written now. */
  public add(row: number, details: PageDetails): string {
    const stored = { row, json: JSON.stringify(details) };
    if (this.isPacking) {
      return this.hold(stored);
    }
    this.held.push(stored);
    this.length += stored.json.length;
    const { objects, length } = this.maxPlain;
    return this.held.length > objects || this.length > length ? this.startPacking() : '';
  }

  public end(): string {
    return this.isPacking ? this.pack() : this.held.map(({ row, json }) => jsonElement(`data-row="${row}"`, json)).join('');
  }

  private startPacking(): string {
    const { held } = this;
    this.isPacking = true;
    this.held = [];
    this.length = 0;
    return held.map((each) => this.hold(each)).join('');
  }

  private hold(stored: Stored): string {
    this.held.push(stored);
    this.length += stored.json.length;
    return this.length < PACK_LENGTH ? '' : this.pack();
  }

  private pack(): string {
    if (this.held.length === 0) {
      return '';
    }
    const number = this.packs++;
    this.held.forEach(({ row }) => this.tables.packed(row, number));
    const bytes = gzipSync(`[${this.held.map(({ row, json }) => `[${row},${json}]`).join(',')}]`);
    this.held = [];
    this.length = 0;
    return `<script type="application/gzip" data-pack="${number}">${bytes.toString('base64')}</script>\n`;
  }
}

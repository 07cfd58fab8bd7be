import { index, type Row } from './model';
import type { PageDetails, PagePack } from '../src/tasks/reports/formats/html/data';

/** Details by row: of a row that has none, an empty list. */
export type DetailsByRow = ReadonlyMap<Row, readonly PageDetails[]>;

/** Whether some details can be read only by a browser that decompresses. */
export const IS_PACKED = index.rows.some(({ packs }) => packs !== undefined);

export const CAN_UNPACK = 'DecompressionStream' in globalThis;

/** What to do where `CAN_UNPACK` is false. */
export const TOO_OLD = 'This browser cannot open the findings: they are compressed, and it has no DecompressionStream. '
  + 'Open this page with Chrome 80, Edge 80, Firefox 113, Safari 16.4 or newer. The table is complete.';

/** What is shown of a row, if it is not compressed. It is read when the row is opened, since all rows together take long. */
export function plainDetails({ number, packs }: Row): readonly PageDetails[] | undefined {
  return packs ? undefined : [...document.querySelectorAll(`script[data-row="${number}"]`)].map(({ textContent }) => JSON.parse(textContent!));
}

/** What is shown of some rows. Each pack is opened once, and not kept: all of them together take much memory. */
export async function loadDetails(wanted: readonly Row[]): Promise<DetailsByRow> {
  const found = new Map(wanted.map((row) => [row.number, [...plainDetails(row) ?? []]]));
  for (const pack of new Set(wanted.flatMap(({ packs = [] }) => packs))) {
    for (const [row, details] of await unpacked(pack)) {
      found.get(row)?.push(details);
    }
  }
  return new Map(wanted.map((row) => [row, found.get(row.number)!]));
}

/** Why details could not be loaded. */
export function problemText(): string {
  return CAN_UNPACK ? 'The findings cannot be read: this file is damaged. Make the report again.' : TOO_OLD;
}

async function unpacked(pack: number): Promise<PagePack> {
  const text = atob(document.querySelector(`script[data-pack="${pack}"]`)!.textContent!);
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).json();
}

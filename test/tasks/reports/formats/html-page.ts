import { gunzipSync } from 'zlib';
import { PageDetails, PageFinding, PageIndex, PagePack, PageRow } from '../../../../src/tasks/reports/formats/html/data';

/** What a page holds. */
export interface Page {
  readonly text: string;
  readonly index: PageIndex;
  /** By the position of the row. */
  readonly details: ReadonlyMap<number, readonly PageDetails[]>;
}

const DATA = /<script type="application\/json" (?:id="(index)"|data-row="(\d+)")>(.*)<\/script>\n/g;
const PACKS = /<script type="application\/gzip" data-pack="(\d+)">([\w+/=]*)<\/script>\n/g;

/** Reads the data of a page, as its program does. */
export function readPage(text: string): Page {
  const details = new Map<number, PageDetails[]>();
  const add = (row: number, each: PageDetails) => details.set(row, [...details.get(row) ?? [], each]);
  let index: PageIndex | undefined;
  for (const [, isIndex, row, json] of text.matchAll(DATA)) {
    if (isIndex) {
      index = JSON.parse(json);
    } else {
      add(Number(row), JSON.parse(json));
    }
  }
  packsOf(text).flat().forEach(([row, each]) => add(row, each));
  return { text, index: index!, details };
}

/** What a page stores compressed, by the number of the pack. */
export function packsOf(text: string): readonly PagePack[] {
  return [...text.matchAll(PACKS)].map(([, number, base64], index) => {
    expect(Number(number)).toBe(index);
    return JSON.parse(gunzipSync(Buffer.from(base64, 'base64')).toString());
  });
}

/** A page without its data. */
export function withoutData(text: string): string {
  return text.replace(DATA, '').replace(PACKS, '');
}

export function rowOf({ index }: Page, title: string): PageRow {
  const row = index.rows.find((each) => each.title === title);
  expect(row).toBeDefined();
  return row!;
}

export function detailsOf(page: Page, title: string): PageDetails {
  return page.details.get(page.index.rows.indexOf(rowOf(page, title)))![0];
}

export function findingOf(page: Page, title: string, control: string): PageFinding {
  const found = detailsOf(page, title).findings.find(({ column }) => controlOf(page, column) === control);
  expect(found).toBeDefined();
  return found!;
}

/** The control of a column. */
export function controlOf({ index }: Page, column: number): string {
  return index.controls[index.columns[column].control].id;
}

/** The lines of excerpts by their numbers. */
export function linesOf({ excerpts }: PageDetails): ReadonlyMap<number, string> {
  return new Map(excerpts.flatMap(([first, ...lines]) => lines.map((line, offset) => [first + offset, line] as const)));
}

/** The lines of a diff, without its heads. */
export function diffOf({ changes }: PageDetails): readonly string[] {
  return changes!.hunks.flatMap(({ lines }) => lines);
}

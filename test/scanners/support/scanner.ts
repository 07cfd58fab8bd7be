import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { JsonObject } from '../../../src/formats/manifest/json';
import { Standard } from '../../../src/policy/controls/known-as/standard';

/** The ids that a scanner reports, by object. */
export type ScannerReport = ReadonlyMap<string, ReadonlySet<string>>;

/** A real scanner, as the tests run it. */
export interface TestedScanner {
  readonly standard: Standard;
  /** The ids of all its checks, as the program has them. */
  readonly listedIds: () => readonly string[];
  /** Everything that it reports about the manifests in a folder, with all its checks. */
  readonly scan: (folder: string) => ScannerReport;
}

/** The name of an object in reports. */
export function objectKey({ kind, metadata }: JsonObject): string {
  const { name, namespace = '' } = metadata as { readonly name: string; readonly namespace?: string };
  return keyOf(String(kind), namespace, name);
}

export function keyOf(kind: string, namespace: string, name: string): string {
  return [kind, namespace, name].join('/');
}

/** @param found the name of an object, and an id that is reported about it */
export function reportOf(found: Iterable<readonly [object: string, id: string]>): ScannerReport {
  const report = new Map<string, Set<string>>();
  for (const [object, id] of found) {
    report.set(object, (report.get(object) ?? new Set()).add(id));
  }
  return report;
}

/** The folder of some objects, each in its own file with its number as the name. JSON is YAML, too. */
export function writeObjects(objects: readonly JsonObject[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'scanned-'));
  objects.forEach((object, index) => writeFileSync(join(folder, `${index}.yaml`), JSON.stringify(object)));
  return folder;
}

/** The report of a scanner about some objects. */
export function scanned({ scan }: TestedScanner, objects: readonly JsonObject[]): ScannerReport {
  return scan(writeObjects(objects));
}

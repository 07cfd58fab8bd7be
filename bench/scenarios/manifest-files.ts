import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Scenario } from './scenario';

export interface FileSize {
  readonly documents: number;
  readonly documentsPerFile: number;
  /** YAML documents that take turns; in each, `NUMBER` is replaced by its number. */
  readonly templates: readonly string[];
}

/** Does something to a folder of YAML, which is written before the clock starts. */
export function manifestFiles(handle: (folder: string) => void | Promise<void>): Scenario<FileSize> {
  return (size) => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    writeManifestFiles(folder, size);
    return {
      units: size.documents,
      run: () => handle(folder),
      cleanUp: () => rmSync(folder, { recursive: true }),
    };
  };
}

/** Writes the files into a folder. */
export function writeManifestFiles(folder: string, size: FileSize): void {
  for (let first = 0; first < size.documents; first += size.documentsPerFile) {
    writeManifests(join(folder, `${first}.yaml`), first, size);
  }
}

/** Document by document where there are many: what this takes of memory must not hide what is measured. */
function writeManifests(path: string, first: number, { documentsPerFile, templates }: FileSize): void {
  const document = (number: number) => templates[number % templates.length].replaceAll('NUMBER', String(number));
  if (documentsPerFile === 1) {
    writeFileSync(path, document(first));
    return;
  }
  const file = openSync(path, 'w');
  for (let number = first; number < first + documentsPerFile; number++) {
    writeSync(file, `---\n${document(number)}`);
  }
  closeSync(file);
}

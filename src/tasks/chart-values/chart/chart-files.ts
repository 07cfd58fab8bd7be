import { readdirSync, statSync } from 'fs';
import { relative } from 'path';
import { readConfinedFile } from '../../../formats/files/confined-file';
import { leadsToGit } from '../../../formats/files/git-folder';
import { readGivenFile } from '../../../formats/files/given-file';
import { InputError, withPlace } from '../../../formats/manifest/input-error';
import { realPath } from '../../../formats/manifest/real-path';
import { joined, slashed } from '../../../formats/manifest/slashed';
import { packedFiles } from '../../image-facts/layer/packed-files';

/** The files of a chart that define its values, by their paths in the chart. */
export type ChartSources = ReadonlyMap<string, Buffer>;

const SOURCES = /Chart\.yaml|requirements\.yaml|values\.(?:yaml|schema\.json)|templates\/.+\.(?:ya?ml|tpl|txt)/;
/** The relevant files of a chart and of its subcharts. */
const READ = new RegExp(`(?:^|/)(?:${SOURCES.source})$|(?:^|/)charts/[^/]+\\.tgz$`);
/** The maximum size of all relevant files, in bytes. The largest common chart has 10 MiB. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads a chart, a folder or a .tgz. Links are not followed.
 *
 * @throws InputError if it cannot be read, or is larger than a chart can be
 */
export function chartSources(path: string): ChartSources {
  if (!withPlace(path, () => statSync(path)).isDirectory()) {
    const bytes = readGivenFile(path);
    return withPlace(path, () => filesInArchive(bytes));
  }
  const files = new Map<string, Buffer>();
  const size = new Size(path);
  const root = realPath(path);
  const readFolder = (folder: string) => {
    for (const entry of withPlace(folder, () => readdirSync(folder, { withFileTypes: true }))) {
      const file = joined(folder, entry.name);
      const name = slashed(relative(path, file));
      if (entry.isDirectory() && !leadsToGit(entry.name)) {
        readFolder(file);
      } else if (entry.isFile() && READ.test(name)) {
        size.add(withPlace(file, () => statSync(file)).size);
        files.set(name, readConfinedFile(file, root));
      }
    }
  };
  readFolder(path);
  return files;
}

/**
 * The files of a .tgz, by their paths without the top folder.
 *
 * @throws Error if the bytes are not a .tgz, or are larger than a chart can be
 */
export function filesInArchive(bytes: Buffer): ChartSources {
  const inChart = (path: string) => path.replace(/^(?:\.\/)?[^/]+\//, '');
  const isRead = (path: string, type: string) => type === 'File' && READ.test(inChart(path));
  return new Map(packedFiles(bytes, isRead, MAX_BYTES).map(([path, content]) => [inChart(path), content]));
}

class Size {
  private bytes = 0;

  constructor(private readonly name: string) {}

  public add(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > MAX_BYTES) {
      throw new InputError(`${this.name}: has more than ${MAX_BYTES} bytes of templates and `
        + 'values: remove files that do not belong to the chart');
    }
  }
}

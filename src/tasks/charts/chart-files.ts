import { readdirSync, statSync } from 'fs';
import { dirname, join } from 'path';
import { CHART_FILE, isArchive } from './chart-file';
import { readConfinedFile } from '../../formats/files/confined-file';
import { realPath } from '../../formats/manifest/real-path';
import { packedFiles } from '../image-facts/layer/packed-files';

/** The files with which a chart itself renders, by their paths in the chart. */
export type ChartFiles = ReadonlyMap<string, () => Buffer>;

const FILES = new Set([CHART_FILE, 'values.yaml']);
const FOLDERS = ['templates', 'files'];
/** Files of one chart. Most charts have less than a hundred. */
const MOST_FILES = 10_000;
/** The maximum size of an unpacked archive in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The files of a folder or an archive; undefined if it cannot be read. */
export function chartFiles(chart: string): ChartFiles | undefined {
  try {
    return isArchive(chart) ? filesInArchive(chart) : new Map(filesInFolder(chart));
  } catch {
    return undefined; // Helm reports the error.
  }
}

/** Whether a copy of a chart renders the same objects. Unreadable charts count as different. */
export function isSameChart(chart: string, copy: string): boolean {
  if (realPath(chart) === realPath(copy)) {
    return true;
  }
  const [own, copied] = [chartFiles(chart), chartFiles(copy)];
  // Helm rewrites Chart.yaml when it packs a chart.
  return own !== undefined && copied !== undefined
    && [...own].every(([path, read]) => path === CHART_FILE || copied.get(path)?.().equals(read()) === true);
}

function filesInArchive(chart: string): ChartFiles {
  const isWanted = (path: string) => {
    const [folder, file] = path.split('/').slice(1);
    return FILES.has(path.slice(path.indexOf('/') + 1)) || (file !== undefined && FOLDERS.includes(folder));
  };
  const files = packedFiles(readConfinedFile(chart, realPath(dirname(chart))), isWanted, MOST_BYTES);
  return new Map(files.map(([path, content]) => [path.slice(path.indexOf('/') + 1), () => content]));
}

/** @throws Error if the chart has too many files, or an entry that is neither a file nor a folder */
function* filesInFolder(chart: string): Generator<readonly [path: string, read: () => Buffer]> {
  const root = realPath(chart);
  const left = readdirSync(chart).filter((name) => FILES.has(name) || FOLDERS.includes(name));
  for (let files = 0, path = left.pop(); path !== undefined; path = left.pop()) {
    const full = join(chart, path);
    const folder = path;
    if (++files > MOST_FILES) {
      throw new Error(`${chart}: has too many files`);
    }
    if (statSync(full).isDirectory()) {
      left.push(...readdirSync(full).map((name) => `${folder}/${name}`));
    } else if (statSync(full).isFile()) {
      yield [path, () => readConfinedFile(full, root)];
    } else {
      throw new Error(`${full}: is not a file`);
    }
  }
}

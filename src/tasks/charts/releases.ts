import { existsSync, statSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { ChartRendering } from './helm';
import { withItems } from './rendered-objects';
import { readNamed } from '../../formats/files/named-file';
import { sharedRoot } from '../../formats/files/repository-root';
import { ChartRelease } from '../../formats/manifest/chart-release';
import { cleanPath, deployedSources, DeployedSource, helmfileSources, isHelmfile } from '../../formats/manifest/deployed-sources';
import { firstOf } from '../../formats/manifest/first-of';
import { append } from '../../formats/manifest/group-by';
import { isObject } from '../../formats/manifest/json';
import { slashed } from '../../formats/manifest/slashed';
import { readDocuments } from '../../formats/yaml/documents';
import { readDocument } from '../../formats/yaml/read-document';
import { Input } from '../audit/input';
import { Note } from '../audit/note';
import { countText } from '../reports/text';
import { nameProblem } from '../settings-file/release-names';

/** A release of a chart in the input. */
export interface FoundRelease {
  readonly rendering: ChartRendering;
  /** The object that has the release, such as `HelmRelease shop/web`. */
  readonly object: string;
  /** The file or kustomization with the object. */
  readonly source: string;
  /** The fields that change what is rendered, and are not read. */
  readonly unread: readonly string[];
}

/** The maximum number of releases that a note names. */
const MOST_NAMES = 5;
/** Most files have no release, and need no second reading. */
const MAY_BE_RELEASE = /HelmRelease|\bApplication|^releases:/m;

/** The releases whose charts are in the input, by chart. */
export class Releases {
  private readonly all = new Map<string, FoundRelease[]>();

  /** @param charts the folders of charts in the input */
  constructor(private readonly charts: readonly string[]) {}

  /** Looks for releases in a file, unless there is no chart. The audit reports files that cannot be read. */
  public addFile({ file, name, isDockerfile, isLinkToFolder }: Input): void {
    const mayHaveRelease = this.charts.length > 0 && !isDockerfile && !isLinkToFolder;
    if (mayHaveRelease && file && statSync(file.path, { throwIfNoEntry: false })?.isFile()) {
      this.addIfReadable(name, () => readNamed(file));
    }
  }

  /** Looks for releases in a rendered kustomization. */
  public addRendered(kustomization: string, text: string): void {
    this.addIfReadable(kustomization, () => Buffer.from(text));
  }

  private addIfReadable(source: string, read: () => Buffer): void {
    try {
      this.addAll(source, read());
    } catch {
      // The audit reads the same text, and reports the error.
    }
  }

  private addAll(source: string, text: Buffer): void {
    if (MAY_BE_RELEASE.test(text.toString('latin1'))) {
      for (const document of readDocuments([text])) {
        const value = readDocument(document);
        const objects = isObject(value) ? withItems(value) : [];
        const sources = isHelmfile(source) ? helmfileSources(source, value) : objects.flatMap(deployedSources);
        sources.forEach((each) => this.add(source, each));
      }
    }
  }

  /** The releases of a chart, without repetitions, as in overlays that change something else. */
  public of(chart: string): readonly FoundRelease[] {
    const found = this.all.get(resolve(chart)) ?? [];
    return [...new Map(found.map((each) => [JSON.stringify(each.rendering), each])).values()];
  }

  /** A note on releases that were rendered without some of their values. */
  public notes(): readonly Note[] {
    const found = [...this.all.values()].flat().filter(({ unread }) => unread.length > 0);
    const names = [...new Set(found.map(({ source, object, unread }) => `${source}: ${object}: ${unread.join(', ')}`))];
    const suffix = 'rendered without fields that are not read';
    const verb = names.length === 1 ? 'was' : 'were';
    const text = `${countText(names.length, 'release')} ${verb} ${suffix} (${firstOf(names, MOST_NAMES)})`;
    return names.length === 0 ? [] : [{ count: names.length, noun: 'release', suffix, text }];
  }

  private add(source: string, { path, release, object }: DeployedSource): void {
    const chart = path === undefined || release === undefined ? undefined : this.chartAt(path, source);
    const rendering = chart === undefined ? undefined : { ...renderingOf(chart, source, release!), placeOf: () => `${source}: ${object}` };
    if (rendering && !nameProblem(rendering)) {
      append(this.all, resolve(rendering.chart), [{ rendering, object, source, unread: release!.unread }]);
    }
  }

  /** The chart at a path of the repository; undefined if there is none, or if it is not certain which one is meant. */
  private chartAt(path: string, source: string): string | undefined {
    const exact = resolve(sharedRoot(dirname(source)), path.replace(/^\/+/, ''));
    const ending = `/${cleanPath(path)}`;
    const matching = this.charts.filter((chart) => slashed(resolve(chart)).endsWith(ending));
    return this.charts.find((chart) => resolve(chart) === exact) ?? (matching.length === 1 ? matching[0] : undefined);
  }
}

function renderingOf(
  chart: string, source: string, { name, namespace, valuesFiles, valuesFilesIn, mayMissFiles, values, set }: ChartRelease,
): ChartRendering {
  const root = sharedRoot(chart);
  const start = valuesFilesIn === 'chart' ? chart : dirname(source);
  const files = valuesFiles.map((file) => ({ path: file.startsWith('/') ? join(root, file) : join(start, file), root }));
  return { chart, release: name, namespace, values: files.filter(({ path }) => !mayMissFiles || existsSync(path)), overrides: values, set };
}

import { Note } from './note';
import { cleanPath, deployedSources, DeployedSource, helmfileSources, isHelmfile } from '../../formats/manifest/deployed-sources';
import { groupBy } from '../../formats/manifest/group-by';
import { JsonObject } from '../../formats/manifest/json';
import { countText } from '../reports/text';

interface Deploying extends DeployedSource {
  /** The place of the object. */
  readonly place: string;
}

/** Objects that deploy charts and folders which are not in the input, so that nobody takes the audit for a complete one. */
export class Elsewhere {
  private readonly all: Deploying[] = [];
  /** The paths of all inputs, and the folders above them. */
  private readonly folders = new Set<string>();

  /** Records an input, which may be the chart or folder that an object deploys. */
  public addInput(paths: readonly string[]): void {
    for (const path of paths) {
      for (let folder = cleanPath(path); folder !== '' && !this.folders.has(folder); folder = folderAbove(folder)) {
        this.folders.add(folder);
      }
    }
  }

  /** @param place returns the place of the object, called only if it deploys something */
  public addObject(object: JsonObject, place: () => string): void {
    const deployed = deployedSources(object);
    if (deployed.length > 0) {
      const at = place();
      deployed.forEach((each) => this.all.push({ ...each, place: at }));
    }
  }

  /** Records the releases of a helmfile, which has no Kubernetes object. */
  public addOther(file: string, read: () => unknown): void {
    if (isHelmfile(file)) {
      helmfileSources(file, read()).forEach((each) => this.all.push({ ...each, place: file }));
    }
  }

  /** The objects whose charts and folders are not in the input, each once. Complete after all inputs. */
  private get missing(): readonly Deploying[] {
    const missing = this.all.filter(({ path }) => path === undefined || !this.isInInput(cleanPath(path)));
    return [...new Map(missing.map((each) => [`${each.place} ${each.object}`, each])).values()];
  }

  /** The number of objects whose pods were not evaluated. */
  public get count(): number {
    return this.missing.length;
  }

  /** A note for each kind of source. */
  public notes(): readonly Note[] {
    return [...groupBy(this.missing, ({ noun }) => noun)].map(([noun, own]) => {
      const [verb, their] = own.length === 1 ? ['names a chart or a folder that is', 'its'] : ['name charts or folders that are', 'their'];
      return {
        count: own.length,
        noun,
        suffix: 'whose pods were not evaluated',
        text: `${countText(own.length, noun)} ${verb} not in the input, so ${their} pods were not evaluated`,
        details: own.map(({ place, object, named }) => `  ${place}: ${object}: ${named}`),
      };
    });
  }

  /** Whether the input has a file at or below a path of a repository, wherever the repository is. */
  private isInInput(path: string): boolean {
    return path === '' || this.folders.has(path) || [...this.folders].some((folder) => folder.endsWith(`/${path}`));
  }
}

function folderAbove(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

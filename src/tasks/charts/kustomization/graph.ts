import { ChartedFile } from './mirror';
import { Include, Kustomization, kustomizationIn, KustomizationLimits } from './read';
import { InputError } from '../../../formats/manifest/input-error';
import { realPath } from '../../../formats/manifest/real-path';
import { Affixes } from '../rendered-objects';

/** The parts of a kustomization and of everything that it includes. */
export interface KustomizationParts {
  /** Its own file, as the user sees its path. */
  readonly file: string;
  /** All files, without links. */
  readonly files: ReadonlySet<string>;
  /** The kustomizations that render charts. */
  readonly charted: readonly ChartedFile[];
  /** The prefixes and suffixes that the kustomizations add to names. */
  readonly affixes: Affixes;
  /** The first forbidden or unreadable part; undefined if kustomize may build it. */
  readonly problem?: InputError;
}

/** Kustomizations that include each other. Each is read once. */
export class KustomizationGraph {
  private readonly read = new Map<string, Kustomization>();

  constructor(private readonly limits: KustomizationLimits) {}

  public at(folder: string): Kustomization {
    return this.node({ folder });
  }

  /** The folders that the kustomizations in some folders include, directly or not, as real paths. A folder does not include itself. */
  public includedBy(folders: readonly string[]): ReadonlySet<string> {
    const included = new Set<string>();
    for (const { include, node } of this.reached(folders)) {
      const own = realPath(include.folder);
      node.includes.map(({ folder }) => realPath(folder)).filter((path) => path !== own).forEach((path) => included.add(path));
    }
    return included;
  }

  /** The files of the kustomizations in these folders and of all that they include, with links resolved. */
  public filesOf(folders: readonly string[]): ReadonlySet<string> {
    return new Set(this.reached(folders).flatMap(({ node }) => node.files));
  }

  /** The files that no kustomization deploys: patches, files of generators and similar files, and objects of components. */
  public othersOf(folders: readonly string[]): ReadonlySet<string> {
    const deployed = new Set(this.reached(folders).flatMap(({ node }) => node.isComponent ? [] : node.deployed));
    return new Set([...this.filesOf(folders)].filter((file) => !deployed.has(file)));
  }

  /** The charts of the kustomizations in these folders and of all that they include. */
  public chartsOf(folders: readonly string[]): readonly string[] {
    return this.reached(folders).flatMap(({ node }) => node.charted?.charts ?? []).map(({ rendering }) => rendering.chart);
  }

  public partsOf(folder: string): KustomizationParts {
    const reached = this.reached([folder]);
    return {
      file: this.at(folder).file,
      files: new Set(reached.flatMap(({ node }) => node.files)),
      charted: reached.flatMap(({ node: { file, charted } }) => charted ? [{ file: realPath(file), ...charted }] : []),
      affixes: {
        prefixes: reached.flatMap(({ node: { prefix } }) => prefix ?? []),
        suffixes: reached.flatMap(({ node: { suffix } }) => suffix ?? []),
      },
      problem: reached.find(({ node }) => node.problem)?.node.problem,
    };
  }

  /** The kustomizations in these folders and all that they include, each once, even if they include each other. */
  private reached(folders: readonly string[]): readonly { readonly include: Include; readonly node: Kustomization }[] {
    const found = new Map<string, { readonly include: Include; readonly node: Kustomization }>();
    const waiting: Include[] = folders.map((folder) => ({ folder })).reverse();
    for (let include = waiting.pop(); include !== undefined; include = waiting.pop()) {
      const key = keyOf(include);
      if (!found.has(key)) {
        const node = this.node(include);
        found.set(key, { include, node });
        waiting.push(...node.includes);
      }
    }
    return [...found.values()];
  }

  private node(include: Include): Kustomization {
    const key = keyOf(include);
    const node = this.read.get(key) ?? kustomizationIn(include, this.limits);
    this.read.set(key, node);
    return node;
  }
}

/** The key of a folder. A folder that is included for plugins and for objects is read twice, in different ways. */
function keyOf({ folder, pluginBase }: Include): string {
  return JSON.stringify([realPath(folder), pluginBase && realPath(pluginBase)]);
}

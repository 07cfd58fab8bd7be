import { existsSync, statSync } from 'fs';
import { isAbsolute, join } from 'path';
import { kustomizationFile, kustomizationFiles, readKustomization, refuse } from './file';
import { LocalChart, localCharts } from './local-charts';
import { fieldThatChangesPlugins, filesOfPlugin, misspelledKey, misspelledKeyOfPlugin, pluginsIn, referencesIn } from './references';
import { isRemote, isSurelyRemote, remoteIn } from './remote';
import { confinedPath, confinedTarget, readConfinedFile } from '../../../formats/files/confined-file';
import { leadsToGit } from '../../../formats/files/git-folder';
import { InputError, orInputError, withPlace } from '../../../formats/manifest/input-error';
import { asObject, asString, isObject, JsonObject } from '../../../formats/manifest/json';
import { existingPath, realPath } from '../../../formats/manifest/real-path';
import { joined } from '../../../formats/manifest/slashed';
import { readDocuments } from '../../../formats/yaml/documents';
import { readDocument } from '../../../formats/yaml/read-document';
import { YamlError } from '../../../formats/yaml/yaml-error';

/** A folder that is read as a kustomization. */
export interface Include {
  readonly folder: string;
  /**
   * For a folder of generators, transformers or validators, the folder whose kustomization names it: files of plugins are relative to that
   * folder. Undefined for a folder of objects.
   */
  readonly pluginBase?: string;
}

/** A kustomization by itself. */
export interface Kustomization {
  /** Its own file, as the user sees its path, or its folder if the file is missing. */
  readonly file: string;
  /** Its own file and the files that it names, with links resolved. */
  readonly files: readonly string[];
  /** The files whose objects it deploys, and its own file. */
  readonly deployed: readonly string[];
  readonly includes: readonly Include[];
  /** Whether it is a component, which changes objects of other kustomizations, and cannot be built alone. */
  readonly isComponent: boolean;
  /** Whether it deploys only a rendered chart that comes into its folder at deployment, as in folders that `values` writes. */
  readonly awaitsChart: boolean;
  /** The prefix that it adds to names. */
  readonly prefix?: string;
  readonly suffix?: string;
  /** The charts that it renders, and the content of its file; undefined without charts. */
  readonly charted?: { readonly content: JsonObject; readonly charts: readonly LocalChart[] };
  /** The reason why kustomize must not read it, with the file; undefined if kustomize may read it. */
  readonly problem?: InputError;
}

/** The limits of a kustomization. */
export interface KustomizationLimits {
  /** The folder that the kustomization in a folder must not leave, such as its repository. */
  readonly rootOf: (folder: string) => string;
  /** Whether the user allows resources on another host. */
  readonly allowsRemote: boolean;
}

const BUILT_IN = 'builtin';
/** The name of the rendered file in folders that `values` writes. */
const RENDERED = 'rendered.yaml';

/** Reads a kustomization before kustomize does: kustomize fetches remote resources, and no option forbids that. */
export function kustomizationIn(include: Include, limits: KustomizationLimits): Kustomization {
  const reader = new Reader(include, limits);
  const problem = reader.read();
  const { files, deployed, includes, isComponent, prefix, suffix, awaitsChart, charted } = reader;
  const [file = include.folder] = kustomizationFiles(include.folder);
  return { file, files, deployed, includes, isComponent, prefix, suffix, awaitsChart, charted, problem };
}

class Reader {
  public readonly files: string[] = [];
  public readonly deployed: string[] = [];
  public readonly includes: Include[] = [];
  public isComponent = false;
  public prefix?: string;
  public suffix?: string;
  public awaitsChart = false;
  public charted: Kustomization['charted'];
  private file = '';
  private real = '';
  private problem?: InputError;

  constructor(private readonly include: Include, private readonly limits: KustomizationLimits) {}

  /** Returns the first problem, but reads on after it, to find all files of the kustomization. */
  public read(): InputError | undefined {
    this.orProblem(() => {
      const { folder } = this.include;
      this.real = withPlace(folder, () => existingPath(folder));
      this.file = kustomizationFile(folder);
      this.files.push(realPath(this.file));
      this.deployed.push(realPath(this.file));
      const content = readKustomization(this.file, this.limits.rootOf(folder));
      this.isComponent = content.kind === 'Component';
      this.prefix = asString(content.namePrefix);
      this.suffix = asString(content.nameSuffix);
      this.check(content);
    });
    return this.problem;
  }

  private check(content: JsonObject): void {
    const { file, include: { folder, pluginBase } } = this;
    this.orProblem(() => this.checkFields(content));
    const { resources, plugins, inlinePlugins, files, charts } = referencesIn(content);
    const onlyPatches = resources.length === 1 && plugins.length + inlinePlugins.length + charts === 0;
    this.awaitsChart = onlyPatches && this.problem === undefined && resources[0] === RENDERED && !existsSync(join(folder, RENDERED));
    resources.forEach((each) => this.orProblem(() => this.take(each, pluginBase)));
    plugins.forEach((each) => this.orProblem(() => this.take(each, folder)));
    files.forEach((each) => this.orProblem(() => this.takeFile(each)));
    inlinePlugins.forEach((text) => this.orProblem(() => this.checkInline(text, folder)));
    this.checkLocal(file, content);
    this.orProblem(() => this.takeCharts(content));
  }

  private checkFields(content: JsonObject): void {
    const misspelled = misspelledKey(content);
    if (misspelled !== undefined) {
      this.refuseKey(this.file, misspelled);
    }
    const changing = this.include.pluginBase === undefined ? undefined : fieldThatChangesPlugins(content);
    if (changing !== undefined) {
      refuse(this.file, `has ${changing} for plugins, and can change which files they read, so it was not rendered: write it into the `
        + 'plugins, or build it yourself if you trust it, and pass the output of kustomize');
    }
  }

  private takeCharts(content: JsonObject): void {
    const { folder } = this.include;
    const charts = localCharts(this.file, folder, content, this.limits.rootOf(folder));
    if (charts.length > 0) {
      this.charted = { content, charts };
      const values = charts.flatMap(({ valuesBefore, valuesAfter }) => [...valuesBefore, ...valuesAfter]);
      this.files.push(...values.map(({ path }) => realPath(path)));
    }
  }

  /** A file, or a folder with a kustomization. */
  private take(named: string, pluginBase: string | undefined): void {
    const { file, include: { folder } } = this;
    const path = joined(folder, named);
    const found = isAbsolute(named) ? undefined : statSync(path, { throwIfNoEntry: false });
    if (found && !found.isDirectory()) {
      this.takeFile(named);
      this.deployed.push(realPath(path));
      if (pluginBase !== undefined) {
        this.checkPlugins(path, readConfinedFile(path, this.real), pluginBase);
      }
    } else if (isRemote(named)) {
      this.refuseRemote(file, named);
    } else if (isAbsolute(named)) {
      this.refuseAbsolute(file, named);
    } else if (!found) {
      refuse(file, named === RENDERED
        ? `${joined(folder, RENDERED)} does not exist yet: write the output of \`helm template\` with the values of the folder into it`
        : `${JSON.stringify(named)} does not exist in ${folder}: correct the path, or remove it`);
    } else {
      orInputError(() => confinedTarget(path, this.limits.rootOf(folder)), `${file}: `);
      this.includes.push({ folder: path, pluginBase });
    }
  }

  /** @param folder to which the file is relative, and which it must not leave */
  private takeFile(named: string, folder = this.include.folder): void {
    const { file } = this;
    const path = joined(folder, named);
    if (isRemote(named) && !existsSync(path)) {
      this.refuseRemote(file, named);
      return;
    }
    if (isAbsolute(named)) {
      this.refuseAbsolute(file, named);
    }
    if (!existsSync(path)) {
      refuse(file, `the file ${JSON.stringify(named)} does not exist in ${folder}: correct the path, or remove it`);
    }
    this.files.push(orInputError(() => confinedPath(path, realPath(folder)), `${file}: `));
  }

  private checkInline(text: string, base: string): void {
    if (this.checkPlugins(this.file, Buffer.from(text), base) === 0) {
      refuse(this.file, `${JSON.stringify(text)} is not a plugin, and could be the name of a file that is not `
        + 'checked, so it was not rendered: correct it, or rename the file');
    }
  }

  /** @returns the number of objects */
  private checkPlugins(file: string, bytes: Uint8Array, base: string): number {
    let objects = 0;
    for (const source of readDocuments([bytes])) {
      const value = readDocument(source);
      this.checkLocal(file, value);
      if (isObject(value)) {
        objects++;
        pluginsIn(value).forEach((plugin) => this.checkPlugin(file, plugin, base));
      }
    }
    return objects;
  }

  private checkPlugin(file: string, plugin: JsonObject, base: string): void {
    if (plugin.apiVersion !== BUILT_IN) {
      const { name = 'no name' } = asObject(plugin.metadata);
      refuse(file, `${String(plugin.kind)} ${String(name)} is a plugin that runs a program, so it was not rendered: `
        + 'build it yourself if you trust it, and pass the output of kustomize');
    }
    const misspelled = misspelledKeyOfPlugin(plugin);
    if (misspelled !== undefined) {
      this.refuseKey(file, misspelled);
    }
    filesOfPlugin(plugin).forEach((each) => this.takeFile(each, base));
  }

  private refuseKey(file: string, key: string): never {
    return refuse(file, `the key ${JSON.stringify(key)} differs from a field of kustomize only in capitals, `
      + 'so it was not rendered: spell it as kustomize documents it');
  }

  private checkLocal(file: string, value: unknown): void {
    const remote = remoteIn(value);
    if (remote !== undefined) {
      this.refuseRemote(file, remote);
    }
  }

  private refuseAbsolute(file: string, named: string): never {
    return refuse(file, `${JSON.stringify(named)} is an absolute path: write it relative to ${this.include.folder}`);
  }

  private refuseRemote(file: string, named: string): void {
    if (this.limits.allowsRemote) {
      return;
    }
    if (leadsToGit(named)) {
      this.refuseGit(file, named);
    }
    refuse(file, isSurelyRemote(named)
      ? `${JSON.stringify(named)} is on another host, so it was not rendered: copy it `
        + 'into the repository, or add --allow-remote if you trust it'
      : `kustomize may take ${JSON.stringify(named)} for a repository on another host, so it was not rendered: `
        + 'correct the path, rename it, or add --allow-remote if you trust it');
  }

  /** A git folder can contain a token of the machine. */
  private refuseGit(file: string, named: string): never {
    return refuse(file, `${JSON.stringify(named)} is a file of git, so it was not rendered: remove it from the kustomization`);
  }

  /** Keeps the first error of the user. */
  private orProblem(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.problem ??= asInputError(this.file || this.include.folder, error);
    }
  }
}

/** @throws the error itself if it is a defect of this program */
function asInputError(place: string, error: unknown): InputError {
  if (error instanceof InputError) {
    return error;
  }
  if (error instanceof YamlError) {
    return new InputError(`${place}: ${error.message}`);
  }
  throw error;
}

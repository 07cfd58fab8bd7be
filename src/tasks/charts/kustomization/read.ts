import { existsSync, realpathSync, statSync } from 'fs';
import { isAbsolute, join, relative } from 'path';
import { readRegularFile } from '../regular-file';
import { kustomizationFile, kustomizationFiles, readKustomization, refuse } from './file';
import { LocalChart, localCharts } from './local-charts';
import { referencesIn } from './references';
import { isRemote, isSurelyRemote, remoteIn } from './remote';
import { InputError, withPlace } from '../../../formats/manifest/input-error';
import { isInside } from '../../../formats/manifest/is-inside';
import { asObject, isObject, JsonObject } from '../../../formats/manifest/json';
import { realPath } from '../../../formats/manifest/real-path';
import { readDocuments } from '../../../formats/yaml/documents';
import { readDocument } from '../../../formats/yaml/read-document';
import { YamlError } from '../../../formats/yaml/yaml-error';

/** A folder that is read as a kustomization. */
export interface Include {
  readonly folder: string;
  /** Whether what it deploys are generators, transformers or validators. */
  readonly hasPlugins: boolean;
}

/** A kustomization by itself. */
export interface Kustomization {
  /** Its own file, as users know it; its folder if it has none. */
  readonly file: string;
  /** Its own file and those that it names, without links. */
  readonly files: readonly string[];
  readonly includes: readonly Include[];
  /** Whether it is a component, which changes objects of others, and cannot be built alone. */
  readonly isComponent: boolean;
  /** Whether the rendered chart is put into its folder at deployment, as in folders that `values` writes. */
  readonly awaitsChart: boolean;
  /** The charts that it renders, and the content of its file; undefined without charts. */
  readonly charted?: { readonly content: JsonObject; readonly charts: readonly LocalChart[] };
  /** Why kustomize must not read it, with the file; undefined if it may. */
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
  const { files, includes, isComponent, awaitsChart, charted } = reader;
  return { file: kustomizationFiles(include.folder)[0] ?? include.folder, files, includes, isComponent, awaitsChart, charted, problem };
}

class Reader {
  public readonly files: string[] = [];
  public readonly includes: Include[] = [];
  public isComponent = false;
  public awaitsChart = false;
  public charted: Kustomization['charted'];
  private file = '';
  private real = '';
  private problem?: InputError;

  constructor(private readonly include: Include, private readonly limits: KustomizationLimits) {}

  /** Continues after a problem, to find all files of the kustomization. */
  public read(): InputError | undefined {
    this.orProblem(() => {
      const { folder } = this.include;
      this.real = withPlace(folder, () => realpathSync(folder));
      this.file = kustomizationFile(folder);
      this.files.push(realPath(this.file));
      const content = readKustomization(this.file);
      this.isComponent = content.kind === 'Component';
      this.check(content);
    });
    return this.problem;
  }

  private check(content: JsonObject): void {
    const { file, include: { hasPlugins } } = this;
    const { resources, plugins, inlinePlugins, files } = referencesIn(content);
    resources.forEach((each) => this.orProblem(() => this.take(each, hasPlugins)));
    plugins.forEach((each) => this.orProblem(() => this.take(each, true)));
    files.forEach((each) => this.orProblem(() => this.takeFile(each)));
    inlinePlugins.forEach((text) => this.checkPlugins(file, Buffer.from(text)));
    this.checkLocal(file, content);
    this.orProblem(() => this.takeCharts(content));
  }

  private takeCharts(content: JsonObject): void {
    const { folder, hasPlugins } = this.include;
    const charts = localCharts(this.file, folder, content, this.limits.rootOf(folder));
    if (charts.length > 0) {
      if (hasPlugins) {
        refuse(this.file, 'renders charts into plugins, so it was not rendered: build it yourself if you trust it, and pass what kustomize prints');
      }
      this.charted = { content, charts };
      charts.forEach(({ valuesBefore, valuesAfter }) => this.files.push(...[...valuesBefore, ...valuesAfter].map(realPath)));
    }
  }

  /** A file, or a folder with a kustomization. */
  private take(named: string, isPlugin: boolean): void {
    const { file, include: { folder } } = this;
    const path = join(folder, named);
    const found = isAbsolute(named) ? undefined : statSync(path, { throwIfNoEntry: false });
    if (found?.isFile()) {
      this.takeFile(named);
      if (isPlugin) {
        this.checkPlugins(path, readRegularFile(path));
      }
    } else if (isRemote(named)) {
      this.refuseRemote(file, named);
    } else if (isAbsolute(named)) {
      this.refuseAbsolute(file, named);
    } else if (!found) {
      this.awaitsChart ||= named === RENDERED;
      refuse(file, named === RENDERED
        ? `${join(folder, RENDERED)} does not exist yet: write the output of \`helm template\` with the values of the folder into it`
        : `${JSON.stringify(named)} does not exist in ${folder}: correct the path, or remove it`);
    } else {
      const root = this.limits.rootOf(folder);
      if (!isInside(root, realpathSync(path))) {
        refuse(file, `${JSON.stringify(named)} leads out of ${root}, so it was not rendered: run the command in a folder that contains both`);
      }
      this.includes.push({ folder: path, hasPlugins: isPlugin });
    }
  }

  private takeFile(named: string): void {
    const { file, real, include: { folder } } = this;
    const path = join(folder, named);
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
    const target = realpathSync(path);
    if (!isInside(real, target)) {
      refuse(file, `${JSON.stringify(named)} leads out of ${folder}, so it was not rendered: move the file into that folder`);
    }
    if (relative(real, target).toLowerCase().split(/[\\/]/).includes('.git')) {
      this.refuseGit(file, named);
    }
    this.files.push(target);
  }

  private checkPlugins(file: string, bytes: Uint8Array): void {
    for (const source of readDocuments([bytes])) {
      const value = readDocument(source);
      if (isObject(value) && value.apiVersion !== BUILT_IN) {
        const { name = 'no name' } = asObject(value.metadata);
        refuse(file, `${String(value.kind)} ${String(name)} is a plugin that runs a program, so it was not rendered: `
          + 'build it yourself if you trust it, and pass what kustomize prints');
      }
      this.checkLocal(file, value);
    }
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
    if (named.split(/[\\/]/).some((step) => step.toLowerCase() === '.git')) {
      this.refuseGit(file, named);
    }
    refuse(file, isSurelyRemote(named)
      ? `${JSON.stringify(named)} is on another host, so it was not rendered: copy it into the repository, or add --allow-remote if you trust it`
      : `kustomize may take ${JSON.stringify(named)} for a repository on another host, so it was not rendered: correct the path, rename it, or add --allow-remote if you trust it`);
  }

  /** It can contain a token of the machine that checked the repository out. */
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

/** @throws the error if it is one of this program */
function asInputError(place: string, error: unknown): InputError {
  if (error instanceof InputError) {
    return error;
  }
  if (error instanceof YamlError) {
    return new InputError(`${place}: ${error.message}`);
  }
  throw error;
}

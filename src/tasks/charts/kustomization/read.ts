import { existsSync, readFileSync, realpathSync, statSync } from 'fs';
import { isAbsolute, join, relative } from 'path';
import { KUSTOMIZATION_NAMES, readKustomization, refuse } from './file';
import { References, referencesIn } from './references';
import { isRemote, remoteIn } from './remote';
import { InputError, withPlace } from '../../../formats/manifest/input-error';
import { isInside } from '../../../formats/manifest/is-inside';
import { asObject, isObject, JsonObject } from '../../../formats/manifest/json';
import { realPath } from '../../../formats/manifest/real-path';
import { readDocuments } from '../../../formats/yaml/documents';
import { readDocument } from '../../../formats/yaml/read-document';
import { YamlError } from '../../../formats/yaml/yaml-error';

/** What a kustomization is made of. All paths are without links. */
export interface KustomizationParts {
  /** Its own file, as users know it; its folder if it has none. */
  readonly file: string;
  /** Its files, and those of the kustomizations that it includes. */
  readonly files: ReadonlySet<string>;
  /** The folders of the kustomizations that it includes, but its own. */
  readonly included: ReadonlySet<string>;
  /** Whether it is a component, which changes what others have, and cannot be built alone. */
  readonly isComponent: boolean;
  /** What is not allowed or cannot be read, with its file; undefined if kustomize may build it. */
  readonly problem?: InputError;
}

/** What a kustomization may use. */
export interface KustomizationLimits {
  /** The folder that it must not leave, such as that of the repository. */
  readonly root: string;
  /** Whether the user allows what is on another host. */
  readonly allowsRemote: boolean;
}

/** Of one kustomization and those that it includes. */
const MOST_FOLDERS = 1000;

const BUILT_IN = 'builtin';
const HELM_FIELDS = ['helmCharts', 'helmChartInflationGenerator', 'helmGlobals'];

/** Reads a kustomization and all that it includes, before kustomize does: kustomize fetches what is remote, and no option forbids it. */
export function kustomizationParts(folder: string, limits: KustomizationLimits): KustomizationParts {
  const reader = new Reader(limits);
  const problem = reader.readAll(folder);
  const own = realPath(folder);
  const { files, folders, isComponent } = reader;
  const included = new Set([...folders].filter((each) => each !== own));
  return { file: kustomizationFiles(folder)[0] ?? folder, files, included, isComponent, problem };
}

/** A folder that a kustomization includes. */
interface Include {
  readonly folder: string;
  /** Whether what it deploys are generators, transformers or validators. */
  readonly hasPlugins: boolean;
}

class Reader {
  public readonly files = new Set<string>();
  public readonly folders = new Set<string>();
  public isComponent = false;
  private readonly waiting: Include[] = [];
  private readonly seen = new Set<string>();

  constructor(private readonly limits: KustomizationLimits) {}

  /** Goes on after what is not allowed, so that it is known what else belongs to the kustomization. */
  public readAll(folder: string): InputError | undefined {
    let problem: InputError | undefined;
    this.waiting.push({ folder, hasPlugins: false });
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) {
      try {
        const { kind } = this.read(next);
        this.isComponent ||= next.folder === folder && kind === 'Component';
      } catch (error) {
        problem ??= asInputError(next.folder, error);
      }
    }
    return problem;
  }

  private read({ folder, hasPlugins }: Include): JsonObject {
    const { limits: { root } } = this;
    const real = withPlace(folder, () => realpathSync(folder));
    if (!isInside(root, real)) {
      refuse(folder, `leads out of ${root}, so it was not rendered: run the command in a folder that contains both`);
    }
    this.folders.add(real);
    if (this.folders.size > MOST_FOLDERS) {
      refuse(folder, `is one of more than ${MOST_FOLDERS} kustomizations that include each other, so it was not rendered`);
    }
    const file = kustomizationFile(folder);
    this.files.add(withPlace(file, () => realpathSync(file)));
    const content = readKustomization(file);
    this.check(file, content, folder, real, hasPlugins);
    return content;
  }

  private check(file: string, content: JsonObject, folder: string, real: string, hasPlugins: boolean): void {
    const helm = HELM_FIELDS.find((field) => content[field] !== undefined);
    if (helm !== undefined) {
      refuse(file, `has ${helm}, for which kustomize runs Helm and downloads charts: pass what \`kustomize build --enable-helm ${folder}\` prints`);
    }
    this.checkLocal(file, content);
    const { resources, plugins, inlinePlugins, files }: References = referencesIn(content);
    resources.forEach((each) => this.take(file, each, folder, real, hasPlugins));
    plugins.forEach((each) => this.take(file, each, folder, real, true));
    inlinePlugins.forEach((text) => this.checkPlugins(file, Buffer.from(text)));
    files.forEach((each) => this.takeFile(file, each, folder, real));
  }

  /** A file, or a folder with a kustomization. */
  private take(file: string, named: string, folder: string, real: string, isPlugin: boolean): void {
    const path = join(folder, named);
    const found = isAbsolute(named) ? undefined : statSync(path, { throwIfNoEntry: false });
    if (found?.isFile()) {
      this.takeFile(file, named, folder, real);
      if (isPlugin) {
        this.checkPlugins(path, readFileSync(path));
      }
    } else if (isRemote(named)) {
      this.refuseRemote(file, named);
    } else if (!found) {
      refuse(file, `${JSON.stringify(named)} is not a file or folder below it: correct it`);
    } else {
      this.include({ folder: path, hasPlugins: isPlugin });
    }
  }

  /** Once as what is deployed, and once as plugins. */
  private include(include: Include): void {
    const key = JSON.stringify([realPath(include.folder), include.hasPlugins]);
    if (!this.seen.has(key)) {
      this.seen.add(key);
      this.waiting.push(include);
    }
  }

  private takeFile(file: string, named: string, folder: string, real: string): void {
    const path = join(folder, named);
    if (isAbsolute(named) || !existsSync(path)) {
      refuse(file, `${JSON.stringify(named)} is not a file below it: correct it`);
    }
    const target = realpathSync(path);
    if (!isInside(real, target)) {
      refuse(file, `${JSON.stringify(named)} leads out of ${folder}, so it was not rendered: move the file into that folder`);
    }
    // It can hold a token of the machine that checked the repository out.
    if (relative(real, target).split(/[\\/]/).includes('.git')) {
      refuse(file, `${JSON.stringify(named)} is a file of git, so it was not rendered: remove it from the kustomization`);
    }
    this.files.add(target);
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

  private refuseRemote(file: string, named: string): void {
    if (!this.limits.allowsRemote) {
      refuse(file, `${JSON.stringify(named)} is on another host, so it was not rendered: copy it into the repository, or add --allow-remote if you trust it`);
    }
  }
}

/** @throws the error if it is one of this program */
function asInputError(folder: string, error: unknown): InputError {
  if (error instanceof InputError) {
    return error;
  }
  if (error instanceof YamlError) {
    return new InputError(`${folder}: ${error.message}`);
  }
  throw error;
}

function kustomizationFiles(folder: string): readonly string[] {
  return KUSTOMIZATION_NAMES.map((name) => join(folder, name)).filter((path) => existsSync(path));
}

function kustomizationFile(folder: string): string {
  const found = kustomizationFiles(folder);
  if (found.length !== 1) {
    throw new InputError(found.length === 0 ? `${folder}: has no kustomization.yaml: write one, or name its files` : `${found.join(' and ')}: kustomize reads only one of them: remove the other`);
  }
  return found[0];
}

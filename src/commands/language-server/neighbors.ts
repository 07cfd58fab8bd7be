import { promises } from 'fs';
import { basename, dirname, join } from 'path';
import { setImmediate } from 'timers/promises';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileKind, isInTemplates, isTemplateFolder } from './file-kind';
import { isTooLong, Texts } from './texts';
import { nameIn } from './working-folder';
import { readConfinedFile } from '../../formats/files/confined-file';
import { isInside } from '../../formats/manifest/is-inside';
import { isObject, isSameJson, JsonObject } from '../../formats/manifest/json';
import { realPath } from '../../formats/manifest/real-path';
import { allFactReaders } from '../../policy/engine/fact-readers';
import { FACT_NAMES, FactName } from '../../policy/facts/facts';
import { factsMatteringTo, factDocuments } from '../../tasks/audit/fact-documents';
import { Input, isManifestName } from '../../tasks/audit/input';
import { FOREIGN_FOLDERS } from '../../tasks/audit/survey';

/** In a larger workspace, findings that depend on other files may be wrong in the editor. The command line audits all files. */
const MAX_FILES = 5000;
/** The maximum size of a file in bytes. */
const MAX_SIZE = 4 * 1024 * 1024;

const NOT_READ = { isDockerfile: false, isNamed: false, chunks: () => [], preview: () => [] };

/** The facts in a file that other files depend on. */
interface Learned {
  readonly documents: readonly { readonly facts: readonly FactName[]; readonly objects: readonly JsonObject[] }[];
}

const NOTHING: Learned = { documents: [] };

/** Facts about open manifests from the files around them, such as a NetworkPolicy that isolates their pods. */
export class Neighbors {
  /** By path, with a stamp that changes with the file. */
  private readonly files = new Map<string, Learned & { readonly stamp: string }>();
  private readonly scanned = new Map<string, Promise<void>>();
  /** How often each fact has changed. */
  public readonly versions = Object.fromEntries(FACT_NAMES.map((name) => [name, 0])) as { [name in FactName]: number };
  /** The number of changes of facts. */
  public changes = 0;

  constructor(private readonly texts: Texts) {}

  /** Reads the manifests of a folder, once until `forget`. It yields between files, so that the server answers requests. */
  public scan(folder: string, isDeep: boolean): Promise<void> {
    const key = `${folder}\0${isDeep}`;
    const running = this.scanned.get(key) ?? this.scanFolder(folder, isDeep);
    this.scanned.set(key, running);
    return running;
  }

  /** Reads all files again when they are needed next. */
  public forget(): void {
    this.scanned.clear();
  }

  /** Takes an open document, and returns whether the results of others may change. */
  public take(path: string, document: TextDocument): boolean {
    if (isTooLong(document)) {
      return false; // A closed document has the facts of its file.
    }
    const { changes } = this;
    const isManifest = fileKind(path, document.languageId) === 'yaml' && !isInTemplates(path);
    const learned = isManifest ? learnedFrom(this.texts.inputOf(document, path)) : NOTHING;
    this.keep(path, `version ${document.version}`, learned);
    return this.changes > changes;
  }

  /** An open document, with the facts that its own objects depend on. It is not read again for them. */
  public withKnown(path: string, input: Input): Input {
    const learned = this.files.get(path);
    return learned ? { ...input, known: objectsWith(factsMatteringTo(input, allFactReaders()), learned) } : input;
  }

  /** The inputs around an open document, as the command line names them in a folder, with the facts that matter to it. */
  public around(path: string, folder: string, input: Input): readonly Input[] {
    const names = factsMatteringTo(input, allFactReaders());
    const inputs: Input[] = [];
    for (const [other, learned] of this.files) {
      const known = objectsWith(names, learned);
      // The command line reads no others from a folder.
      if (other !== path && known.length > 0 && isManifestName(basename(other))) {
        inputs.push({ ...NOT_READ, name: nameIn(folder, other), known });
      }
    }
    return inputs;
  }

  private async scanFolder(folder: string, isDeep: boolean): Promise<void> {
    const seen = new Set<string>();
    const root = realPath(folder);
    for await (const path of manifestsIn(folder, isDeep)) {
      if (seen.size === MAX_FILES) {
        break;
      }
      seen.add(path);
      this.scanFile(path, root);
      await setImmediate();
    }
    const isOpen = new Set(this.texts.documents.all().map(({ uri }) => this.texts.pathFor(uri)));
    for (const path of this.files.keys()) {
      const isMine = isDeep ? isInside(folder, path) : dirname(path) === folder;
      if (isMine && !seen.has(path) && !isOpen.has(path)) {
        this.drop(path);
      }
    }
  }

  private keep(path: string, stamp: string, learned: Learned): void {
    const before = this.files.get(path) ?? NOTHING;
    this.files.set(path, { stamp, ...learned });
    const changed = FACT_NAMES.filter((name) => !isSameJson(objectsWith([name], before), objectsWith([name], learned)));
    changed.forEach((name) => this.versions[name]++);
    this.changes += changed.length;
  }

  private drop(path: string): void {
    this.keep(path, '', NOTHING);
    this.files.delete(path);
  }

  private scanFile(path: string, root: string): void {
    const open = this.texts.openAt(path);
    const stamp = this.texts.stampOf(path);
    if ((open && !isTooLong(open)) || stamp === undefined || this.files.get(path)?.stamp === stamp) {
      return;
    }
    try {
      const bytes = readConfinedFile(path, root, MAX_SIZE);
      this.keep(path, stamp, learnedFrom({ ...NOT_READ, name: path, chunks: () => [bytes], preview: () => [bytes] }));
    } catch {
      this.keep(path, stamp, NOTHING); // It is gone, or too large.
    }
  }
}

/** The objects of an input. An unreadable input has none. */
function learnedFrom(input: Input): Learned {
  const documents = [];
  try {
    for (const { facts, objects } of factDocuments(input, FACT_NAMES)) {
      documents.push({ facts, objects: objects().filter(isObject) });
    }
  } catch {
    // The objects before the unreadable place count.
  }
  return { documents };
}

/** The objects of the documents that have some of the facts. */
function objectsWith(names: readonly FactName[], { documents }: Learned): readonly JsonObject[] {
  return documents.filter(({ facts }) => facts.some((fact) => names.includes(fact))).flatMap(({ objects }) => objects);
}

/** Links are not followed, as by the command line. */
async function* manifestsIn(folder: string, isDeep: boolean): AsyncGenerator<string> {
  const entries = await promises.readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && isDeep && !entry.name.startsWith('.') && !FOREIGN_FOLDERS.includes(entry.name) && !isTemplateFolder(path)) {
      yield* manifestsIn(path, isDeep);
    } else if (entry.isFile() && isManifestName(entry.name)) {
      yield path;
    }
  }
}

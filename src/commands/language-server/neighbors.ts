import { promises, statSync } from 'fs';
import { basename, dirname, join } from 'path';
import { pathOf, Texts } from './texts';
import { nameIn } from './working-folder';
import { isInside } from '../../formats/manifest/is-inside';
import { isObject, isSameJson, JsonObject } from '../../formats/manifest/json';
import { Input, isManifestName } from '../../tasks/audit/input';
import { learnable } from '../../tasks/audit/learnable';
import { FOREIGN_FOLDERS } from '../../tasks/audit/survey';

/** A workspace with more manifests is audited by the command line: findings that depend on the others may be wrong in the editor. */
const MAX_FILES = 5000;
/** Bytes of a file that is read. */
const MAX_SIZE = 4 * 1024 * 1024;

const NOT_READ = { isDockerfile: false, isNamed: false, chunks: () => [], preview: () => [] };

/** What the manifests around those that are open say about these, such as that a NetworkPolicy isolates their pods. */
export class Neighbors {
  /** By path: the objects that others depend on, and what tells the file from a later one. */
  private readonly files = new Map<string, { readonly stamp: string; readonly objects: readonly JsonObject[] }>();
  private readonly scanned = new Map<string, Promise<void>>();

  constructor(private readonly texts: Texts) {}

  /** Reads the manifests of a folder, if that was not done since `forget`. It waits between files, so that requests are answered. */
  public scan(folder: string, isDeep: boolean): Promise<void> {
    const key = `${folder}\0${isDeep}`;
    const running = this.scanned.get(key) ?? this.scanFolder(folder, isDeep);
    this.scanned.set(key, running);
    return running;
  }

  /** Looks at all files again when they are needed next. */
  public forget(): void {
    this.scanned.clear();
  }

  /** Takes an open document. Answers whether others may now be evaluated differently. */
  public learn(path: string, version: number, text: string): boolean {
    const objects = isManifestName(basename(path)) ? objectsIn(Buffer.from(text)) : [];
    const before = this.files.get(path)?.objects ?? [];
    this.files.set(path, { stamp: `version ${version}`, objects });
    return !isSameJson(before, objects);
  }

  /** What others depend on in an open document: it need not be read again for that. */
  public knownIn(path: string): readonly JsonObject[] | undefined {
    return this.files.get(path)?.objects;
  }

  /** The inputs around a file, as the command line names them in a folder. */
  public around(path: string, folder: string): readonly Input[] {
    const inputs: Input[] = [];
    for (const [other, { objects }] of this.files) {
      if (other !== path && objects.length > 0) {
        inputs.push({ ...NOT_READ, name: nameIn(folder, other), known: objects });
      }
    }
    return inputs;
  }

  private async scanFolder(folder: string, isDeep: boolean): Promise<void> {
    const seen = new Set<string>();
    for await (const path of manifestsIn(folder, isDeep)) {
      if (seen.size === MAX_FILES) {
        break;
      }
      seen.add(path);
      await this.scanFile(path);
    }
    const isOpen = new Set(this.texts.documents.all().map(({ uri }) => pathOf(uri)));
    for (const path of this.files.keys()) {
      const isMine = isDeep ? isInside(folder, path) : dirname(path) === folder;
      if (isMine && !seen.has(path) && !isOpen.has(path)) {
        this.files.delete(path);
      }
    }
  }

  private async scanFile(path: string): Promise<void> {
    const open = this.texts.openAt(path);
    const stamp = this.texts.stampOf(path);
    if (open || stamp === undefined || this.files.get(path)?.stamp === stamp) {
      return;
    }
    try {
      const bytes = statSync(path).size > MAX_SIZE ? undefined : await promises.readFile(path);
      this.files.set(path, { stamp, objects: bytes ? objectsIn(bytes) : [] });
    } catch {
      this.files.delete(path); // It is gone.
    }
  }
}

/** The objects of a manifest that others depend on. What cannot be read has none that counts. */
function objectsIn(bytes: Buffer): readonly JsonObject[] {
  const input: Input = { name: '', isDockerfile: false, isNamed: false, chunks: () => [bytes], preview: () => [bytes] };
  const objects: JsonObject[] = [];
  try {
    for (const document of learnable(input, true)) {
      objects.push(...document.objects().filter(isObject));
    }
  } catch {
    // What comes before the place that cannot be read counts.
  }
  return objects;
}

/** Links are not followed, as by the command line. */
async function* manifestsIn(folder: string, isDeep: boolean): AsyncGenerator<string> {
  const entries = await promises.readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && isDeep && !entry.name.startsWith('.') && !FOREIGN_FOLDERS.includes(entry.name)) {
      yield* manifestsIn(path, isDeep);
    } else if (entry.isFile() && isManifestName(entry.name)) {
      yield path;
    }
  }
}

import { FileTree } from './file-tree';
import { find, FoundFile } from './find';
import { LayerEntry } from '../layer/layer-entry';
import { normalName } from '../layer/names';
import { MAX_KEPT, MAX_KEPT_FILE } from '../limits';

/** Reads a layer again, for the content of one file. */
export type Reread = (layer: number, path: string) => Promise<string | undefined>;

/** The files of an image, with the content of scripts and lists of accounts. */
export class ImageFiles {
  public readonly tree = new FileTree();
  /** Contents by layer and name. */
  private readonly texts = new Map<string, string>();
  private kept = 0;
  private isComplete = true;

  constructor(private readonly reread: Reread) {}

  public add(layer: number, entry: LayerEntry): void {
    const { path, text } = entry;
    const key = `${layer}:${path}`;
    this.tree.add(layer, entry);
    // The last entry for a path in a layer replaces earlier entries.
    this.texts.delete(key);
    if (text !== undefined) {
      this.kept += text.length;
      this.isComplete &&= this.kept <= MAX_KEPT;
      if (this.kept <= MAX_KEPT) {
        this.texts.set(key, text);
      }
    }
  }

  /**
   * The content of a file.
   *
   * @returns undefined if the image does not contain the file
   * @throws ImageError if the file is too long
   */
  public async textOf(path: string): Promise<string | undefined> {
    const found = find(this.tree, path);
    if (!found || !isFile(found)) {
      return undefined;
    }
    const { layer, name } = contentLocation(found);
    return this.texts.get(`${layer}:${name}`) ?? await this.reread(layer, name);
  }

  /** The text of a script; undefined for a binary, and for a file that is too long for a script. */
  public async scriptOf(file: FoundFile): Promise<string | undefined> {
    const { layer, name } = contentLocation(file);
    const text = this.texts.get(`${layer}:${name}`);
    const isReread = text === undefined && !this.isComplete && isFile(file) && file.node.size <= MAX_KEPT_FILE;
    const all = isReread ? await this.reread(layer, name) : text;
    return all?.startsWith('#!') ? all : undefined;
  }
}

function isFile({ node: { kind } }: FoundFile): boolean {
  return kind === 'file' || kind === 'hardlink';
}

/** The layer and the name under which the content of a file is kept. A hard link has the content of its target in the same layer. */
function contentLocation({ path, node }: FoundFile): { layer: number; name: string } {
  return { layer: node.layer!, name: node.kind === 'hardlink' ? normalName(node.target ?? '') : node.nameInLayer ?? path };
}

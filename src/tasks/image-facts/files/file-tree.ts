import { FileNode } from './node';
import { OwnLinks } from './own-links';
import { ImageError } from '../image-error';
import { LayerEntry } from '../layer/layer-entry';
import { MAX_ENTRIES, MAX_NAMES } from '../limits';

/**
 * The files of an image, as containers see them through overlayfs. Layers are added from the last to the first, so entries that are already
 * in the tree hide later ones. A directory is merged with the same directory of lower layers, until a layer has a whiteout or another kind
 * of file at its path.
 */
export class FileTree {
  public readonly root = new FileNode(Infinity);
  private links = new OwnLinks();
  /** The paths that the current layer removes from lower layers. */
  private whiteouts: LayerEntry[] = [];
  /** Directories of higher layers, closed for lower layers because the current layer has another kind of file at their paths. */
  private cut: FileNode[] = [];
  private seen = 0;
  private names = 0;

  /** Whether lower layers cannot add anything. */
  public get isSettled(): boolean {
    return this.root.isClosed;
  }

  /** Adds an entry of a layer. All entries of higher layers must come before. */
  public add(layer: number, entry: LayerEntry): void {
    this.count(entry.target?.length ?? 0);
    const place = this.links.placeOf(entry.path);
    if (entry.kind === 'whiteout' || entry.kind === 'opaque') {
      this.whiteouts.push({ ...entry, path: place });
      return;
    }
    this.links.see(place, entry.kind === 'symlink' ? entry.target : undefined);
    if (place === '/') {
      describe(this.root, layer, entry);
      return;
    }
    const parent = this.parentOf(place, layer);
    const node = parent && this.nodeOf(parent, lastStep(place), layer, entry);
    if (node) {
      describe(node, layer, entry);
      node.nameInLayer = place === entry.path ? undefined : entry.path;
    }
  }

  /** Ends a layer. From now on, its whiteouts hide entries of lower layers. */
  public endLayer(layer: number): void {
    for (const { path, kind } of this.whiteouts) {
      const node = path === '/' ? this.root : this.nodeFor(path, layer);
      if (node) {
        node.isClosed = true;
        // Without an entry in this layer or a higher layer, nothing exists at the path.
        if (kind === 'whiteout' && node.layer === undefined && !node.children && node !== this.root) {
          node.kind = 'absent';
        }
      }
    }
    this.cut.forEach((node) => { node.isClosed = true; });
    this.whiteouts = [];
    this.cut = [];
    this.links = new OwnLinks();
  }

  /** The node for an entry; undefined if a higher layer hides it. */
  private nodeOf(parent: FileNode, step: string, layer: number, { kind }: LayerEntry): FileNode | undefined {
    const existing = parent.children?.get(step);
    if (!existing || existing.madeIn === layer) {
      // The last entry for a path in a layer replaces earlier entries.
      return existing?.kind === 'directory' && kind === 'directory' ? existing : this.newNode(parent, step, layer);
    }
    if (existing.kind !== 'directory' || existing.isClosed) {
      return undefined;
    }
    if (kind === 'directory') {
      return existing.layer === undefined || existing.layer === layer ? existing : undefined;
    }
    this.cut.push(existing);
    return undefined;
  }

  private nodeFor(path: string, layer: number): FileNode | undefined {
    const parent = this.parentOf(path, layer);
    const step = lastStep(path);
    return parent && (parent.children?.get(step) ?? this.newNode(parent, step, layer));
  }

  /** The directory of a path; undefined if a higher layer hides it. */
  private parentOf(path: string, layer: number): FileNode | undefined {
    let node = this.root;
    const steps = path.split('/').slice(1, -1);
    for (const step of steps) {
      if (node.isClosed) {
        return undefined;
      }
      let child = node.children?.get(step);
      if (child && child.kind !== 'directory') {
        if (child.madeIn !== layer) {
          return undefined;
        }
        child = undefined;
      }
      node = child ?? this.newNode(node, step, layer);
    }
    return node.isClosed ? undefined : node;
  }

  private newNode(parent: FileNode, step: string, layer: number): FileNode {
    this.count(step.length);
    const node = new FileNode(layer);
    (parent.children ??= new Map()).set(step, node);
    return node;
  }

  private count(characters: number): void {
    this.seen++;
    this.names += characters;
    if (this.seen > MAX_ENTRIES || this.names > MAX_NAMES) {
      throw new ImageError('it has too many files, or names that are too long');
    }
  }
}

function describe(node: FileNode, layer: number, { kind, mode, uid, gid, size, target, capabilities, code }: LayerEntry): void {
  if (node.layer === undefined || node.layer === layer) {
    Object.assign(node, { kind, mode, uid, gid, size, target, capabilities, code, layer });
  }
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

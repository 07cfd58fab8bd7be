import { Code } from '../layer/layer-entry';

/** A file, link or directory of an image. `absent` is an entry that a layer removed. */
export class FileNode {
  public kind: 'directory' | 'file' | 'symlink' | 'hardlink' | 'other' | 'absent' = 'directory';
  /** The default of a directory that no layer describes. */
  public mode = 0o755;
  public uid = 0;
  public gid = 0;
  public size = 0;
  public target?: string;
  /** The name in its layer, if it differs from the path, because the name leads through links. */
  public nameInLayer?: string;
  public capabilities?: readonly string[];
  /** The kind of code that the first bytes of the file show. */
  public code?: Code;
  public children?: Map<string, FileNode>;
  /** The layer that describes the node. Undefined for a directory without an entry, which is only known from its files. */
  public layer?: number;
  /** Whether lower layers cannot add anything here. */
  public isClosed = false;

  /** @param madeIn the highest layer with the node */
  constructor(public readonly madeIn: number) {}
}

/** A file, link or directory of an image; `absent` is one that a layer removed. */
export class FileNode {
  public kind: 'directory' | 'file' | 'symlink' | 'hardlink' | 'other' | 'absent' = 'directory';
  /** Of a directory that no layer describes. */
  public mode = 0o755;
  public uid = 0;
  public gid = 0;
  public size = 0;
  public target?: string;
  /** Its name in its layer, if links of that layer lead from there to here. */
  public nameInLayer?: string;
  public capabilities?: readonly string[];
  public children?: Map<string, FileNode>;
  /** The layer that describes it; undefined for a directory that is only known from its content. */
  public layer?: number;
  /** Whether lower layers add nothing here. */
  public isClosed = false;

  /** @param madeIn the highest layer that has it */
  constructor(public readonly madeIn: number) {}
}

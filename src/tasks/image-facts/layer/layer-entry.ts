export type Code = 'script' | 'library' | 'archive';

/** An entry of a layer. */
export interface LayerEntry {
  /** In normal form. */
  readonly path: string;
  /** `whiteout` removes a path of lower layers, and `opaque` removes the content of a directory in lower layers. */
  readonly kind: 'directory' | 'file' | 'symlink' | 'hardlink' | 'other' | 'whiteout' | 'opaque';
  /** The permission bits, with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Size in bytes. */
  readonly size: number;
  /** The target of a link. */
  readonly target?: string;
  /** Capabilities that the file needs to start. */
  readonly capabilities?: readonly string[];
  /** The kind of code that the first bytes of the file show, such as `#!` for a script. */
  readonly code?: Code;
  /** The content, if the entry is a script or an account file. */
  readonly text?: string;
}

/** The entry of a layer for a path. */
export interface LayerEntry {
  /** In normal form. */
  readonly path: string;
  /** `whiteout` removes what lower layers have there, and `opaque` what they have below. */
  readonly kind: 'directory' | 'file' | 'symlink' | 'hardlink' | 'other' | 'whiteout' | 'opaque';
  /** The permission bits, with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes. */
  readonly size: number;
  /** The target of a link. */
  readonly target?: string;
  /** Capabilities without which the file does not start. */
  readonly capabilities?: readonly string[];
  /** The content, if it is a script or a list of accounts. */
  readonly text?: string;
}

import { CollectionNode, Slot, YamlNode } from './nodes';
import { columnOf } from './text';

/** The place of a value in its document. */
export interface EditPlace {
  readonly kind: 'root' | 'key' | 'item';
  readonly node: YamlNode;
  /** The offset after the `:` or `-` before the value. */
  readonly markEnd: number;
  readonly hasMark: boolean;
  /** The column of the key or the dash. */
  readonly column: number;
  /** Whether the value is in brackets. */
  readonly isInFlow: boolean;
  /** Whether the key begins with `?`. */
  readonly isExplicit: boolean;
  /** The arrays and objects around the value, from the outside in. */
  readonly around: readonly CollectionNode[];
  readonly root: YamlNode;
  readonly quotesLines: boolean;
}

export function rootPlace(text: string, root: YamlNode, quotesLines: boolean): EditPlace {
  const column = columnOf(text, root.start);
  return {
    kind: 'root',
    node: root,
    markEnd: root.start,
    hasMark: true,
    column,
    isInFlow: false,
    isExplicit: false,
    around: [],
    root,
    quotesLines,
  };
}

export function editPlaceOf(text: string, slot: Slot, parent: CollectionNode, { around, root, quotesLines }: EditPlace): EditPlace {
  return {
    kind: parent.kind === 'mapping' ? 'key' : 'item',
    node: slot.value,
    markEnd: slot.markEnd,
    hasMark: slot.hasMark,
    column: parent.isFlow ? 0 : columnOf(text, parent.slots[0].start),
    isInFlow: parent.isFlow,
    isExplicit: slot.key !== undefined && slot.start < slot.key.start,
    around: [...around, parent],
    root,
    quotesLines,
  };
}

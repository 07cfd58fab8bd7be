import { OWN_RESOURCES, CUSTOM_KINDS } from './resources';
import { CATALOG } from '../../policy/controls/catalog';
import { Control, isObjectControl, isPodControl } from '../../policy/controls/control';
import { FactName, FACTS } from '../../policy/facts/facts';

/** Controls that an audit of a cluster cannot evaluate, by their ids. */
export interface MissingControls {
  /** Controls that depend on objects that were not read: their result would be wrong. */
  readonly dependent: ReadonlySet<string>;
  /** Controls of kinds that were not read. */
  readonly unseen: readonly string[];
}

const READ: ReadonlySet<string> = new Set([...OWN_RESOURCES.map(({ group, kind }) => `${group}/${kind}`), ...CUSTOM_KINDS]);

/** @param unread group and kind of the resources that were not read */
export function missingControls(unread: ReadonlySet<string>): MissingControls {
  const isRead = (kind: string) => READ.has(kind) && !unread.has(kind);
  const factsOf = (control: Control): readonly FactName[] => isPodControl(control) || isObjectControl(control) ? control.facts ?? [] : [];
  const dependent = CATALOG.filter((control) => factsOf(control).some((fact) => [...unread].some((kind) => FACTS[fact].isIn(kind))));
  const unseen = CATALOG.filter((control) => 'kinds' in control && control.kinds !== undefined && !control.kinds.some(isRead));
  return { dependent: new Set(dependent.map(({ id }) => id)), unseen: unseen.map(({ id }) => id) };
}

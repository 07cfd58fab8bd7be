import { OWN_RESOURCES, CUSTOM_KINDS } from './resources';
import { WORKLOAD_KINDS } from '../../formats/manifest/workload';
import { CATALOG } from '../../policy/controls/catalog';
import { Control, isObjectControl, isPodControl } from '../../policy/controls/control';
import { FactName, FACTS } from '../../policy/facts/facts';

/** Controls that an audit of a cluster cannot evaluate, by their ids. */
export interface MissingControls {
  /** Controls that depend on objects that were not read: their result would be wrong. */
  readonly dependent: ReadonlySet<string>;
  /** Controls of kinds that were not read. */
  readonly unseen: readonly string[];
  /** These, and controls that check kinds of which some objects were not read: without findings, they have not passed. */
  readonly undecided: ReadonlySet<string>;
}

const READ: ReadonlySet<string> = new Set([...OWN_RESOURCES.map(({ group, kind }) => `${group}/${kind}`), ...CUSTOM_KINDS]);

/** @param unread group and kind of the resources that were not read */
export function missingControls(unread: ReadonlySet<string>): MissingControls {
  const isRead = (kind: string) => READ.has(kind) && !unread.has(kind);
  const factsOf = (control: Control): readonly FactName[] => isPodControl(control) || isObjectControl(control) ? control.facts ?? [] : [];
  const dependent = CATALOG.filter((control) => factsOf(control).some((fact) => [...unread].some((kind) => FACTS[fact].isIn(kind))));
  const unseen = CATALOG.filter((control) => 'kinds' in control && control.kinds !== undefined && !control.kinds.some(isRead));
  const partial = CATALOG.filter((control) => checkedKinds(control).some((kind) => unread.has(kind)));
  const ids = (controls: readonly Control[]) => controls.map(({ id }) => id);
  return { dependent: new Set(ids(dependent)), unseen: ids(unseen), undecided: new Set(ids([...dependent, ...unseen, ...partial])) };
}

/** The kinds of the objects that a control checks. Controls of any kind look for pods and passwords, so the kinds with pods count. */
function checkedKinds(control: Control): readonly string[] {
  return isObjectControl(control) && control.kinds ? control.kinds : WORKLOAD_KINDS;
}

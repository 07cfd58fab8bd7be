import { Profile, profileOf } from './profile';
import { oncePer } from '../../formats/manifest/once-per';
import { FactName } from '../facts/facts';

/** The kinds of the objects that each fact matters to; `all` if a control on pods, or on every kind, reads it. */
export type FactReaders = ReadonlyMap<FactName, 'all' | ReadonlySet<string>>;

/** The readers of facts in a profile. A fact that no control of the profile declares is absent. */
export const factReaders = oncePer(readersAmong);

/** The readers among all controls. Policies of a team may read the Namespace of each object. */
export function allFactReaders(): FactReaders {
  return new Map([...factReaders(profileOf('hardened')), ['namespaces', 'all']]);
}

/** Whether a fact can matter to objects of a kind. */
export function isReadBy(readers: FactReaders, fact: FactName, groupKind: string): boolean {
  const kinds = readers.get(fact);
  return kinds === 'all' || kinds?.has(groupKind) === true;
}

function readersAmong({ podChecks, objectControls }: Profile): FactReaders {
  const readers = new Map<FactName, 'all' | Set<string>>();
  for (const { control } of podChecks) {
    control.facts?.forEach((fact) => readers.set(fact, 'all'));
  }
  for (const { facts, kinds } of objectControls) {
    for (const fact of facts ?? []) {
      const known = readers.get(fact) ?? new Set();
      readers.set(fact, known === 'all' || !kinds ? 'all' : new Set([...known, ...kinds]));
    }
  }
  return readers;
}

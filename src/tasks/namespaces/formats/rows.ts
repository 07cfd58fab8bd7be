import { nextText, Rollout } from '../rollout';

/** The titles in a table of namespaces. */
export const COLUMNS = ['namespace', 'enforce', 'warn', 'audit', 'meets', 'after harden', 'next'] as const;

/** The cells of a table of namespaces, as the objects have them. */
export function tableRows({ to, namespaces }: Rollout): readonly (readonly string[])[] {
  return namespaces.map((namespace) => {
    const { name, labels: { enforce, warn, audit }, level, hardened } = namespace;
    return [name ?? '(none)', ...[enforce, warn, audit].map((label) => label?.text ?? '-'), level, hardened, nextText(namespace, to)];
  });
}

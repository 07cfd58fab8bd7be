import { acceptanceEnd } from './acceptance';
import { AcceptedSubject, exceptionsFor, FileDialect, acceptedGroups, Left, openByName, RenderedDialect } from './file-dialect';
import { escapePattern } from '../../../formats/manifest/escape-pattern';
import { refText } from '../../../formats/manifest/object-ref';
import { KUBESCAPE } from '../../controls/known-as/kubescape';

/**
 * One exception for the findings on an object that are accepted for the same reasons. In Kubescape, names are regular expressions.
 * https://github.com/kubescape/kubescape/blob/master/examples/exceptions/README.md
 */
export const kubescapeExceptions: FileDialect = { standard: KUBESCAPE, file: 'kubescape-exceptions.json', render };

function render(subjects: readonly AcceptedSubject[]): RenderedDialect {
  const left: Left[] = [];
  const openOf = openByName(KUBESCAPE, subjects);
  const exceptions = subjects.flatMap((subject) => {
    const { kind, namespace, name } = subject;
    const open = openOf(subject);
    const known = exceptionsFor(KUBESCAPE, subject, (id) => open.has(id));
    left.push(...known.left.map((each) => ({ ...each, subject })));
    if (name === '') {
      left.push(...subject.accepted.map((each) => ({ ...each, subject, because: 'it has no name' })));
      return [];
    }
    return acceptedGroups(known.ids).map(({ ids, reason, expires }) => ({
      name: `${refText(subject)}: ${ids.join(', ')}`,
      policyType: 'postureExceptionPolicy',
      actions: ['alertOnly'],
      resources: [{
        designatorType: 'Attributes',
        attributes: { kind: exactly(kind), ...namespace !== undefined && { namespace: exactly(namespace) }, name: exactly(name) },
      }],
      posturePolicies: ids.map((controlID) => ({ controlID })),
      reason,
      ...expires !== undefined && { expirationDate: acceptanceEnd(expires) },
    }));
  });
  return { text: `${JSON.stringify(exceptions, undefined, 2)}\n`, left };
}

function exactly(text: string): string {
  return `^${escapePattern(text)}$`;
}

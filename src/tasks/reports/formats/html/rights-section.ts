import { tableOf } from './markup';
import { asArray, asObject } from '../../../../formats/manifest/json';
import { refText } from '../../../../formats/manifest/object-ref';
import { ReportedRight, ReportedSubject } from '../../subject-rights';
import { countText } from '../../text';

const HEAD = ['Who', 'May', 'Where', 'By', 'Controls that report it'];

/** The rights of each service account, user and group at the API server, as markup. Empty without a role binding in the input. */
export function rightsSection(subjects: readonly ReportedSubject[]): string {
  const rows = subjects.flatMap((subject) => rowsOf(subject));
  return rows.length === 0 ? '' : [
    '<section id="rights" class="network rights" aria-labelledby="rights-title" tabindex="-1" hidden>',
    '<h2 id="rights-title">Who may do what with the API server, by the roles and bindings</h2>',
    ...tableOf(HEAD, rows, 'right', '<code>cdk8s-hardened audit --format json</code> lists all'),
    '</section>',
    '',
  ].join('\n');
}

function rowsOf(subject: ReportedSubject): readonly (readonly string[])[] {
  const { rights, leftOut } = subject;
  const who = refText(subject);
  return [
    ...rights.map((right) => [who, ruleText(right), placeText(right), right.path, right.controls.join(', ')]),
    ...leftOut > 0 ? [[who, `and ${countText(leftOut, 'more rule')}`, '', '', '']] : [],
  ];
}

function ruleText({ rule }: ReportedRight): string {
  const { verbs, resources, nonResourceURLs, resourceNames } = asObject(rule);
  const listed = (values: unknown) => asArray(values).map(String).join(', ');
  const names = asArray(resourceNames).length > 0 ? ` named ${listed(resourceNames)}` : '';
  return rule === undefined ? 'what its role allows, which is not in the input'
    : `${listed(verbs)}: ${[listed(resources) + names, listed(nonResourceURLs)].filter((text) => text !== '').join('; ')}`;
}

function placeText({ isClusterWide, namespace }: ReportedRight): string {
  if (isClusterWide) {
    return 'the whole cluster';
  }
  return namespace === undefined ? 'the namespace of the binding' : `namespace ${namespace}`;
}

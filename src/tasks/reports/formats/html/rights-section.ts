import { tableOf } from './markup';
import { groupBy } from '../../../../formats/manifest/group-by';
import { asArray, asObject } from '../../../../formats/manifest/json';
import { refText } from '../../../../formats/manifest/object-ref';
import { findControl } from '../../../../policy/controls/catalog';
import { mainRisk } from '../../../../policy/controls/risk';
import { rankOf } from '../../risk-order';
import { ReportedRight, ReportedSubject } from '../../subject-rights';
import { countText } from '../../text';

const HEAD = ['Who', 'May', 'Where', 'By', 'Controls that report it'];

/** The rights of each service account, user and group at the API server, as markup. Empty without a role binding in the input. */
export function rightsSection(subjects: readonly ReportedSubject[]): string {
  const rows = merged(subjects).flatMap((subject) => rowsOf(subject));
  return rows.length === 0 ? '' : [
    '<section id="rights" class="network rights" aria-labelledby="rights-title" tabindex="-1" hidden>',
    '<h2 id="rights-title">Who may do what with the API server, by the roles and bindings</h2>',
    ...tableOf(HEAD, rows, 'right', '<code>cdk8s-hardened audit --format json</code> lists all'),
    '</section>',
    '',
  ].join('\n');
}

/**
 * The subjects with the rights that an attacker would use most first. A binding may lack the namespace of an account that another binding
 * names with one: if there is only one such account, it is the same.
 */
function merged(subjects: readonly ReportedSubject[]): readonly ReportedSubject[] {
  const named = groupBy(subjects.filter(({ namespace }) => namespace !== undefined), ({ name }) => name);
  const keyOf = (subject: ReportedSubject) => {
    const same = subject.kind === SERVICE_ACCOUNT && subject.namespace === undefined ? named.get(subject.name) ?? [] : [];
    return refText(same.length === 1 ? same[0] : subject);
  };
  return [...groupBy(subjects, keyOf).values()].map((all) => ({
    ...all.find(({ namespace }) => namespace !== undefined) ?? all[0],
    rights: all.flatMap(({ rights }) => rights).sort(byDanger),
    leftOut: all.reduce((sum, { leftOut }) => sum + leftOut, 0),
  })).sort((one, other) => byDanger(one.rights[0], other.rights[0]));
}

const SERVICE_ACCOUNT = 'ServiceAccount';

/** The measures of a right by which rights are compared, the lowest values first. */
const MEASURES: readonly ((right: ReportedRight) => number)[] = [
  ({ controls }) => controls.length === 0 ? 1 : 0,
  ({ isClusterWide }) => isClusterWide ? 0 : 1,
  ({ controls }) => Math.min(...controls.map((id) => rankOf({ risk: mainRisk(findControl(id)!.risk) }))),
  ({ rule }) => -Object.values(rule ?? {}).flatMap((values) => asArray(values)).filter((value) => value === '*').length,
  ({ controls }) => -controls.length,
];

/** Compares rights by the risk of the controls that report them, their reach, and their wildcards. */
function byDanger(one: ReportedRight | undefined, other: ReportedRight | undefined): number {
  if (!one || !other) {
    return Number(!one) - Number(!other);
  }
  const measure = MEASURES.find((each) => each(one) !== each(other));
  return measure ? measure(one) - measure(other) : 0;
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

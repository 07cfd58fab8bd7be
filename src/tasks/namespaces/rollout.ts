import { Goal, isBelow, ModeLabels, PodSecurityLevel } from './labels';
import { Blocker, SurveyedNamespace } from './survey';
import { firstOf } from '../../formats/manifest/first-of';

/** The result of a survey. */
export interface Rollout {
  /** The level to reach. */
  readonly to: Goal;
  /** The Kubernetes version of its rules, such as `v1.37`. */
  readonly version: string;
  readonly namespaces: readonly SurveyedNamespace[];
  /** What the result does not know. */
  readonly notes: readonly string[];
}

/** The controls of a workload that a table shows. */
const MOST_CONTROLS = 3;

/** What to do before a workload meets the level, in a few words. */
export function stepText({ actor, managedBy, controls, needsUser }: Blocker): string {
  const user = needsUser ? ', with the uid of its image' : '';
  const reasons = firstOf(controls, MOST_CONTROLS);
  const place = managedBy === undefined ? '' : ` in ${managedBy}`;
  switch (actor) {
    case 'harden': return `${reasons}: run \`harden\`${user}`;
    case 'source': return `${reasons}: change${place || ' its source'}${user}`;
    case 'image': return `${reasons}: needs an image whose files belong to its user${place}`;
    case 'author': return `${reasons}: its author must change it${place}, or it moves to another namespace`;
  }
}

/** Whether Kubernetes reserves the name of a namespace for itself: its pods need what the levels refuse, also those of a later version. */
export function isReserved(name: string | undefined): boolean {
  return name?.startsWith('kube-') === true;
}

/**
 * The level that a namespace can enforce now: the strictest one that all templates meet, up to the level to reach. Undefined if the
 * namespace enforces it already, if something in it cannot be evaluated, or if it is of Kubernetes itself.
 */
export function enforceable({ name, level, labels, unevaluated }: SurveyedNamespace, to: PodSecurityLevel): PodSecurityLevel | undefined {
  const most = isBelow(level, to) ? level : to;
  return unevaluated === 0 && !isReserved(name) && isBelow(enforcedBy(labels), most) ? most : undefined;
}

function enforcedBy({ enforce }: ModeLabels): PodSecurityLevel {
  return enforce?.level ?? 'privileged';
}

/** What to do next with a namespace. */
export function nextText(namespace: SurveyedNamespace, to: PodSecurityLevel): string {
  const { labels, workloads, blockers, unevaluated } = namespace;
  const next = enforceable(namespace, to);
  const steps = [
    ...next === undefined ? [] : [`enforce ${next}`],
    ...blockers.length > 0 ? [`${blockers.length} of ${workloads} block ${to}`] : [],
    ...unevaluated > 0 ? [`${unevaluated} of ${workloads} not evaluated`] : [],
  ];
  return steps.join('; ') || (isBelow(enforcedBy(labels), to) ? 'of Kubernetes: leave it' : 'done');
}

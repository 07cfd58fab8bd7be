import { Goal, isLooser, ModeLabels, AdmissionLevel } from './labels';
import { Blocker, SurveyedNamespace } from './survey';
import { firstOf } from '../../formats/manifest/first-of';
import { JsonObject } from '../../formats/manifest/json';

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

/** What other commands add to a rollout. */
export interface RolloutParts {
  readonly policies: {
    readonly objects: readonly JsonObject[];
    /** Why there are none. */
    readonly missing?: string;
  };
  /** Lines about charts: where their values are, or how to write them. */
  readonly charts: readonly string[];
  readonly hasWaivers: boolean;
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

/** Whether Kubernetes reserves the name of a namespace for itself. Its pods can need settings that the levels refuse. */
export function hasReservedName(name: string | undefined): boolean {
  return name?.startsWith('kube-') === true;
}

/**
 * The level that a namespace can enforce now: the strictest one that all templates meet, up to the level to reach. Undefined if the
 * namespace enforces it already, if something in it cannot be evaluated, or if it is of Kubernetes itself.
 */
export function enforceable({ name, level, labels, unevaluated }: SurveyedNamespace, to: AdmissionLevel): AdmissionLevel | undefined {
  const most = isLooser(level, to) ? level : to;
  return unevaluated === 0 && !hasReservedName(name) && isLooser(enforcedBy(labels), most) ? most : undefined;
}

/** The level that a namespace enforces. Without a label, it has the default of the server, which is usually privileged. */
export function enforcedBy({ enforce }: ModeLabels): AdmissionLevel {
  return enforce?.level ?? 'privileged';
}

/** What to do next with a namespace. */
export function nextText(namespace: SurveyedNamespace, to: AdmissionLevel): string {
  const { name, labels, workloads, blockers, unevaluated } = namespace;
  const next = enforceable(namespace, to);
  const steps = [
    ...next === undefined ? [] : [`enforce ${next}`],
    ...blockers.length > 0 ? [`${blockers.length} of ${workloads} block ${to}`] : [],
    ...unevaluated > 0 ? [`${unevaluated} of ${workloads} not evaluated`] : [],
  ];
  return steps.join('; ') || (hasReservedName(name) && isLooser(enforcedBy(labels), to) ? 'of Kubernetes: leave it' : 'done');
}

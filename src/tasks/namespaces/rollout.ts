import { Blocker, PodSecurityLevel, SurveyedNamespace } from './survey';
import { firstOf } from '../../formats/manifest/first-of';

/** The result of a survey. */
export interface Rollout {
  /** The level to reach. */
  readonly to: PodSecurityLevel;
  /** The Kubernetes version of its rules, such as `v1.37`. */
  readonly version: string;
  readonly namespaces: readonly SurveyedNamespace[];
  /** What the result does not know. */
  readonly notes: readonly string[];
}

/** The controls of a workload that a table shows. */
const MOST_CONTROLS = 3;

/** What to do before a workload meets the level, in a few words. */
export function stepText({ actor, managedBy, controls }: Blocker): string {
  const reasons = firstOf(controls, MOST_CONTROLS);
  const place = managedBy === undefined ? '' : ` in ${managedBy}`;
  switch (actor) {
    case 'harden': return `${reasons}: run \`harden\``;
    case 'source': return `${reasons}: change${place || ' its source'}`;
    case 'image': return `${reasons}: needs an image that runs as non-root, or its uid in the settings file${place}`;
    case 'author': return `${reasons}: its author must change it${place}, or it moves to another namespace`;
  }
}

/** What to do next with a namespace. */
export function nextText({ labels, workloads, blockers, unevaluated }: SurveyedNamespace, to: PodSecurityLevel): string {
  if (blockers.length > 0) {
    return `${blockers.length} of ${workloads} block ${to}`;
  }
  if (unevaluated > 0) {
    return `${unevaluated} of ${workloads} not evaluated`;
  }
  return labels.enforce?.split(':')[0] === to ? 'done' : `enforce ${to}`;
}

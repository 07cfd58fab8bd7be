import { IConstruct } from 'constructs';
import { apiObjectsBelow } from './api-objects';
import { appliedAt } from './scopes';
import { Outcome, SynthesizedObject } from './synthesized-object';
import { matchesWorkload } from '../../policy/engine/match';
import { printable } from '../../tasks/reports/printable';

/** One line for each entry of `workloads` that matches no workload: its author misspelled something, or the chart has changed. */
export function unmatchedTexts(root: IConstruct, kept: ReadonlyMap<object, unknown>): readonly string[] {
  return root.node.findAll().flatMap((scope) => appliedAt(scope).flatMap(({ workloads = [] }) => workloads.flatMap(({ match }, index) => {
    const isUsed = apiObjectsBelow(scope).some((apiObject) => {
      const outcome = kept.get(SynthesizedObject.of(apiObject)) as Outcome | undefined;
      return !outcome || matchesWorkload(match, outcome.authored);
    });
    return isUsed ? [] : printable(`cdk8s-hardened: warning: [${scope.node.path}] workloads[${index}] of apply() matches no workload: `
      + `${JSON.stringify(match)}. Fix: correct \`match\`, or remove the entry.`);
  })));
}

import { IConstruct } from 'constructs';
import { baselineTexts } from './baseline-texts';
import { neededUsersOf } from './needs';
import { scopeOf } from './scopes';
import { Outcome, SynthesizedObject } from './synthesized-object';
import { unevaluatedWaiverTexts } from './unevaluated-waivers';
import { unlockedTexts } from './unlocked';
import { unmatchedTexts } from './unmatched';
import { Publication } from '../../policy/engine/pipeline';
import { Finding } from '../../tasks/reports/finding';
import { neededUserTexts } from '../../tasks/reports/needed-user';
import { warningTexts } from '../../tasks/reports/warnings';

/** Prints findings that do not fail the synthesis and unknown users to stderr, because stdout may be the YAML. */
export function printWarnings(root: IConstruct, kept: ReadonlyMap<object, unknown>): void {
  const outcomes = [...kept].flatMap(([key, outcome]) => key instanceof SynthesizedObject ? [[key, outcome as Outcome] as const] : []);
  const publication = new Publication<Finding>();
  const warnings = outcomes.flatMap(([object, outcome]) =>
    object.published(outcome.findings, publication)
      .filter(({ fails, waiver, baselines }) => !fails && !waiver && !baselines)
      .map((finding) => object.warned(finding, outcome.manifest)));
  const needs = outcomes.flatMap(([object, outcome]) => neededUsersOf(object, outcome));
  const gates = root.node.findAll().flatMap((scope) => scopeOf(scope).gates.map((gate) => gate()));
  const baselines = new Set(gates.flatMap(({ baseline }) => baseline ?? []));
  const lines = [
    ...warningTexts([...warnings, ...publication.left()]),
    ...baselineTexts(outcomes, [...baselines]),
    ...neededUserTexts(needs),
    ...unlockedTexts(outcomes.map(([, outcome]) => outcome)),
    ...unmatchedTexts(root, kept),
    ...unevaluatedWaiverTexts(root, kept),
  ];
  lines.forEach((line) => process.stderr.write(`${line}\n`));
}

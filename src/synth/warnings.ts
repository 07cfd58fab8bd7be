import { IConstruct } from 'constructs';
import { neededUsersOf } from './needs';
import { Outcome, SynthesizedObject } from './synthesized-object';
import { unmatchedTexts } from './unmatched';
import { neededUserTexts } from '../reports/needed-user';
import { warningTexts } from '../reports/warnings';

/** Prints findings that do not fail the synthesis, and what is not known, to stderr because stdout may be the YAML. */
export function printWarnings(root: IConstruct, kept: ReadonlyMap<object, unknown>): void {
  const outcomes = [...kept].flatMap(([key, outcome]) => key instanceof SynthesizedObject ? [[key, outcome as Outcome] as const] : []);
  const warnings = outcomes.flatMap(([object, outcome]) =>
    outcome.findings.filter(({ fails, waiver }) => !fails && !waiver).map((finding) => object.reported(finding, outcome)));
  const needs = outcomes.flatMap(([object, outcome]) => neededUsersOf(object, outcome));
  [...warningTexts(warnings), ...neededUserTexts(needs), ...unmatchedTexts(root, kept)].forEach((line) => process.stderr.write(`${line}\n`));
}

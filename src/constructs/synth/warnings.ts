import { IConstruct } from 'constructs';
import { apiObjectsBelow } from './api-objects';
import { GatedFinding } from './gated-findings';
import { missingUsersOf } from './missing-users';
import { scopeOf, GateBaseline, appliedAt } from './scopes';
import { Outcome, SynthesizedObject } from './synthesized-object';
import { unevaluatedWaiverTexts } from './unevaluated-waivers';
import { groupBy } from '../../formats/manifest/group-by';
import { imageDigest } from '../../policy/controls/hardened/image-digest';
import { imageVolumes } from '../../policy/controls/hardened/image-volumes';
import { unlockedImages } from '../../policy/controls/locked-images';
import { matchesWorkload } from '../../policy/engine/match';
import { Publication } from '../../policy/engine/pipeline';
import { BaselineMatcher } from '../../tasks/baseline/baseline';
import { vanishedTexts } from '../../tasks/baseline/vanished';
import { Finding } from '../../tasks/reports/finding';
import { missingUserTexts } from '../../tasks/reports/missing-user';
import { printable } from '../../tasks/reports/printable';
import { countText } from '../../tasks/reports/text';
import { unlockedText } from '../../tasks/reports/unlocked';
import { warningTexts } from '../../tasks/reports/warnings';

/** Prints warnings and unknown users to stderr, because stdout may be the YAML. */
export function printWarnings(root: IConstruct, kept: ReadonlyMap<object, unknown>): void {
  const outcomes = [...kept].flatMap(([key, outcome]) => key instanceof SynthesizedObject ? [[key, outcome as Outcome] as const] : []);
  const publication = new Publication<Finding>();
  const warnings = outcomes.flatMap(([object, outcome]) =>
    object.published(outcome.findings, publication)
      .filter(({ fails, waiver, baselines }) => !fails && !waiver && !baselines)
      .map((finding) => object.warned(finding, outcome.manifest)));
  const needs = outcomes.flatMap(([object, outcome]) => missingUsersOf(object, outcome));
  const gates = root.node.findAll().flatMap((scope) => scopeOf(scope).gates.map((gate) => gate()));
  const baselines = new Set(gates.flatMap(({ baseline }) => baseline ?? []));
  const lines = [
    ...warningTexts([...warnings, ...publication.left()]),
    ...baselineTexts(outcomes, [...baselines]),
    ...missingUserTexts(needs),
    ...unlockedTexts(outcomes.map(([, outcome]) => outcome)),
    ...unmatchedTexts(root, kept),
    ...unevaluatedWaiverTexts(root, kept),
  ];
  lines.forEach((line) => process.stderr.write(`${line}\n`));
}

/** One line for each baseline of a gate: the number of findings that it hides, and its findings that are gone. */
function baselineTexts(
  outcomes: readonly (readonly [SynthesizedObject, Outcome])[], baselines: readonly GateBaseline[],
): readonly string[] {
  return baselines.flatMap((baseline) => {
    const matcher = new BaselineMatcher(baseline);
    const hidden = outcomes.flatMap(([object, outcome]) => outcome.findings.filter((finding) => isHiddenBy(finding, baseline))
      .filter((finding) => matcher.has(object.reported(finding, outcome))));
    return [
      `the baseline ${baseline.file} hides ${countText(hidden.length, 'finding')}`,
      ...vanishedTexts(matcher.vanished(), baseline.file),
    ].map((line) => printable(`cdk8s-hardened: ${line}`));
  });
}

function isHiddenBy({ baselines, waiver }: GatedFinding, baseline: GateBaseline): boolean {
  return waiver === undefined && baselines?.includes(baseline) === true;
}

/** One line for each lock file that lacks images, if no finding says so: below the profile `hardened`, no control requires digests. */
function unlockedTexts(outcomes: readonly Outcome[]): readonly string[] {
  const unlocked = outcomes.filter(({ findings }) => !findings.some(({ control }) => control === imageDigest || control === imageVolumes))
    .flatMap(({ objects }) => objects.flatMap(({ opened, context }) => context?.choices.imageLock
      ? opened.pods.flatMap((pod) => unlockedImages(pod, context.choices)
        .map((image) => ({ image, file: context.choices.imageLock!.lock.file }))) : []));
  return [...groupBy(unlocked, ({ file }) => file)]
    .map(([file, entries]) => `cdk8s-hardened: warning: ${unlockedText(file, new Set(entries.map(({ image }) => image)))}.`);
}

/** One line for each entry of `workloads` that matches no workload, because of a typo or a changed chart. */
function unmatchedTexts(root: IConstruct, kept: ReadonlyMap<object, unknown>): readonly string[] {
  return root.node.findAll().flatMap((scope) => appliedAt(scope).flatMap(({ workloads = [] }) => workloads.flatMap(({ match }, index) => {
    const isUsed = apiObjectsBelow(scope).some((apiObject) => {
      const outcome = kept.get(SynthesizedObject.of(apiObject)) as Outcome | undefined;
      return !outcome || matchesWorkload(match, outcome.authored);
    });
    return isUsed ? [] : printable(`cdk8s-hardened: warning: [${scope.node.path}] workloads[${index}] of apply() matches no workload: `
      + `${JSON.stringify(match)}. Fix: correct \`match\`, or remove the entry.`);
  })));
}

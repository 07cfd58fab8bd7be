import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { apiObjectsBelow } from './api-objects';
import { Gate, gatesFor, GrantedWaiver, scopeOf, SelectingWaiver } from './scopes';
import { Outcome, SynthesizedObject } from './synthesized-object';
import { inLanguageOfApp } from '../../formats/language/language';
import { firstOf } from '../../formats/manifest/first-of';
import { refOf, refText } from '../../formats/manifest/object-ref';
import { Waiver } from '../../policy/settings/waiver';
import { controlsOfWaiver, familyOf, waiverName } from '../../policy/waivers/coverage';
import { printable } from '../../tasks/reports/printable';

const MOST_NAMES = 3;

type Kept = ReadonlyMap<object, unknown>;

/**
 * One line for each waiver in code that no gate evaluates. Such a waiver is not written into the YAML, because nothing checks whether it is
 * needed. Two kinds are left out: waivers of a file, which the audit also uses, and waivers that a setting implies, which may be unused.
 */
export function unevaluatedWaiverTexts(root: IConstruct, kept: Kept): readonly string[] {
  return root.node.findAll().flatMap((scope) => {
    const { waivers, selectingWaivers } = scopeOf(scope);
    return [
      ...waivers.flatMap((granted) => textsFor(scope, granted, granted.targets, kept)),
      ...selectingWaivers.filter(({ source }) => source === undefined).flatMap((granted) =>
        textsFor(scope, granted, apiObjectsBelow(scope).filter((apiObject) => isSelected(granted, apiObject, kept)), kept)),
    ];
  });
}

function textsFor(scope: IConstruct, { waiver, impliedBy }: GrantedWaiver, targets: readonly ApiObject[], kept: Kept): readonly string[] {
  const known = targets.flatMap((target) => {
    const outcome = kept.get(SynthesizedObject.of(target)) as Outcome | undefined;
    return outcome ? [{ outcome, gates: gatesOf(target, outcome) }] : [];
  });
  if (impliedBy || known.length === 0 || known.some(({ gates }) => gates.some(({ profile }) => isIn(profile, waiver)))) {
    return [];
  }
  const names = firstOf(known.map(({ outcome }) => refText(refOf(outcome.manifest))), MOST_NAMES);
  const reason = known.every(({ gates }) => gates.length === 0)
    ? 'nothing evaluates the object. Fix: call `Hardening.of(scope).enforce()`, with `failOn: '
      + 'FailOn.NEVER` if nothing should fail, or remove the waiver.'
    : 'no profile that the object is evaluated by has the control. Fix: enforce a profile that has it, or remove the waiver.';
  return [printable(`cdk8s-hardened: warning: [${scope.node.path}] the ${waiverName(waiver)} for `
    + `${names} is not written into the YAML: ${inLanguageOfApp(reason)}`)];
}

function isSelected({ selects }: SelectingWaiver, apiObject: ApiObject, kept: Kept): boolean {
  const outcome = kept.get(SynthesizedObject.of(apiObject)) as Outcome | undefined;
  return outcome !== undefined && selects(outcome.authored);
}

function gatesOf(target: ApiObject, { objects }: Outcome): readonly Gate[] {
  return [...gatesFor(target), ...objects.flatMap(({ gate }) => gate ?? [])];
}

function isIn({ ids }: Gate['profile'], waiver: Waiver): boolean {
  return waiver.profile !== undefined || controlsOfWaiver(waiver).some((id) => familyOf(id).some((each) => ids.has(each)));
}

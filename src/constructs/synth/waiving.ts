import { isDeepStrictEqual } from 'util';
import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { hookTree } from './hook';
import { ImplyingSetting, scopeOf, SelectingWaiver } from './scopes';
import { SynthSession } from './session';
import { BY_GATES, selectingFindings, targetedFindings } from './waiver-findings';
import { OptionError } from '../../formats/language/option-error';
import { refText } from '../../formats/manifest/object-ref';
import { Waiver } from '../../policy/settings/waiver';
import { toWaiver } from '../../policy/waivers/check-waiver';
import { waiverName } from '../../policy/waivers/coverage';
import { readWaiverFile } from '../../policy/waivers/read-waiver-file';
import { DOCKERFILE, isTarget } from '../../policy/waivers/target';
import { TargetedWaiver } from '../../policy/waivers/waiver-file';
import { setDefaults } from '../options/defaults';

/**
 * Records a waiver on a scope. The synthesis checks that it is allowed, needed, and has not expired.
 *
 * @param impliedBy the setting that implies the waiver. The platform and the Kubernetes version then decide whether it is needed.
 * @throws if the waiver is invalid
 */
export function grantWaiver(scope: IConstruct, waiver: Waiver, targets: readonly ApiObject[], impliedBy?: ImplyingSetting): void {
  toWaiver(waiver);
  if (targets.length === 0) {
    throw new OptionError(`${waiverName(waiver)}: \`targets\` is empty: name at least one object`);
  }
  hookTree(scope);
  const { waivers } = scopeOf(scope);
  if (waivers.some((known) => isDeepStrictEqual(known.waiver, waiver) && targets.every((target) => known.targets.includes(target)))) {
    return; // Two equal calls of `apply` count once.
  }
  const granted = { waiver: structuredClone(waiver), impliedBy, targets };
  waivers.push(granted);
  const session = SynthSession.of(scope);
  session.addCheck(scope, () => session.once(granted.waiver, () => targetedFindings(scope, granted, BY_GATES)));
}

/** Records waivers on a scope that select their objects by JSON. */
export function grantSelectingWaivers(scope: IConstruct, waivers: readonly SelectingWaiver[]): void {
  hookTree(scope);
  const session = SynthSession.of(scope);
  session.forget();
  const { selectingWaivers } = scopeOf(scope);
  for (const selecting of waivers.filter((waiver) => !selectingWaivers.some((known) => isSame(known, waiver)))) {
    selectingWaivers.push(selecting);
    session.addCheck(scope, () => session.once(selecting, () => selectingFindings(scope, selecting, BY_GATES)));
  }
}

function isSame(one: SelectingWaiver, other: SelectingWaiver): boolean {
  return one.selection === other.selection && one.source === other.source && isDeepStrictEqual(one.waiver, other.waiver);
}

/** A waiver for the one object that it names. */
export function forTarget(listed: TargetedWaiver): SelectingWaiver {
  const { target } = listed;
  return { ...listed, selection: refText(target), selects: (manifest) => isTarget(target, manifest) };
}

/**
 * Records the waivers of a waiver file on a scope. The limits of the file apply to all waivers below.
 *
 * @throws with the file and the error in it
 */
export function grantListedWaivers(scope: IConstruct, path: string): void {
  const { waivers, neverWaive, maxWaiverDays } = readWaiverFile(path);
  setDefaults(scope, { neverWaive: [...neverWaive], maxWaiverDays });
  // An app has no Dockerfiles. Waivers for Dockerfiles apply only to the audit.
  const forObjects = waivers.filter(({ target }) => target.kind !== DOCKERFILE);
  grantSelectingWaivers(scope, forObjects.map((listed) => forTarget({ ...listed, source: path })));
}

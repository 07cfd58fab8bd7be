import { IConstruct } from 'constructs';
import { scopeOf } from './scopes';
import { SynthesizedObject } from './synthesized-object';
import { selectedBy, WaiverNeeds } from './waiver-findings';
import { WaiverState, WaiverStatus } from './waiver-status';
import { Waiver } from '../../policy/settings/waiver';
import { daysUntil, isPast } from '../../policy/waivers/expiry';
import { waiverRulesFor } from '../options/defaults';

/** The waivers of all scopes for objects below a scope. */
export function waiverStatuses(root: IConstruct, needs: WaiverNeeds): readonly WaiverStatus[] {
  const isBelow = ({ owner }: SynthesizedObject) => owner.node.scopes.includes(root);
  return [...root.node.scopes.slice(0, -1), ...root.node.findAll()].flatMap((scope) => {
    const { waivers, selectingWaivers } = scopeOf(scope);
    return [
      ...waivers.map(({ waiver, targets }) => ({ waiver, objects: targets.map(SynthesizedObject.of) })),
      ...selectingWaivers.map((selecting) => ({ waiver: selecting.waiver, objects: selectedBy(selecting, scope) })),
    ].map(({ waiver, objects }) => ({ waiver, objects: objects.filter(isBelow) }))
      .filter(({ objects }) => objects.length > 0 || scope.node.scopes.includes(root))
      .map(({ waiver, objects }) => statusOf(waiver, objects, waiverRulesFor(scope).now, needs));
  });
}

function statusOf(waiver: Waiver, objects: readonly SynthesizedObject[], now: Date, needs: WaiverNeeds): WaiverStatus {
  const { expires } = waiver;
  const isUsed = objects.some((object) => needs.findings(object).some((finding) => finding.waiver === waiver));
  const stateOfUsed = expires !== undefined && isPast(expires, now) ? WaiverState.EXPIRED : WaiverState.USED;
  return {
    waiver,
    state: isUsed ? stateOfUsed : WaiverState.UNUSED,
    ...expires !== undefined && { daysLeft: daysUntil(expires, now) },
    constructPaths: objects.map(({ owner }) => owner.node.path),
  };
}

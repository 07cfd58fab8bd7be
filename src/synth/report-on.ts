import { IConstruct } from 'constructs';
import { objectsBelow } from './gate';
import { HardeningReport } from './hardening-report';
import { neededUsersOf } from './needs';
import { waiverFindings } from './waiving';
import { Profile } from '../engine/profile';
import { toChange } from '../reports/change';

/**
 * Evaluates every object below a scope as it is now.
 *
 * @param profileOf the profile for the objects of a construct
 */
export function reportOn(scope: IConstruct, profileOf: (construct: IConstruct) => Profile): HardeningReport {
  const objects = objectsBelow(scope);
  const outcomes = objects.map((object) => [object, object.evaluate()] as const);
  return HardeningReport._of({
    findings: [...objects.flatMap((object) => object.evaluateBy(profileOf(object.owner))), ...waiverFindings(scope)],
    needs: outcomes.flatMap(([object, outcome]) => neededUsersOf(object, outcome)),
    changes: () => outcomes.flatMap(([{ owner }, outcome]) =>
      outcome.changes().map((change) => toChange(change, outcome.objects, owner.node.path))),
  });
}

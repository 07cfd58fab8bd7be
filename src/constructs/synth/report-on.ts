import { IConstruct } from 'constructs';
import { apiObjectsBelow } from './api-objects';
import { objectsBelow } from './gate';
import { HardeningReport } from './hardening-report';
import { missingUsersOf } from './missing-users';
import { placedObjects } from './objects-at';
import { reportedObjects } from './reported-objects';
import { Outcome } from './synthesized-object';
import { byReport, waiverFindings } from './waiver-findings';
import { waiverStatuses } from './waiver-statuses';
import { formatVersion } from '../../formats/manifest/version';
import { isUnevaluated } from '../../policy/engine/finding';
import { Publication } from '../../policy/engine/pipeline';
import { Profile } from '../../policy/engine/profile';
import { ClusterObjects } from '../../policy/network/cluster-objects';
import { PlatformName } from '../../policy/settings/target';
import { ReportedNetwork } from '../../tasks/reports/audit';
import { toChange } from '../../tasks/reports/field-change';
import { Finding } from '../../tasks/reports/finding';

/**
 * Evaluates the current state of every object below a scope.
 *
 * @param profileOf the profile for the objects of a construct
 * @param platform platform of the scope, for the heads of reports
 */
export function reportOn(scope: IConstruct, profileOf: (construct: IConstruct) => Profile, platform: PlatformName): HardeningReport {
  const objects = objectsBelow(scope);
  const outcomes = objects.map((object) => [object, object.evaluate()] as const);
  const needs = byReport(profileOf);
  const publication = new Publication<Finding>();
  const ofObjects = objects.flatMap((object) => object.evaluateBy(profileOf(object.owner), publication));
  const findings = [...ofObjects, ...publication.left(), ...waiverFindings(scope, needs)];
  const { level, version } = profileOf(scope);
  const count = (isCounted: (outcome: Outcome) => boolean) => outcomes.filter(([, outcome]) => isCounted(outcome)).length;
  return HardeningReport._of({
    findings,
    missingUsers: outcomes.flatMap(([object, outcome]) => missingUsersOf(object, outcome)),
    waivers: waiverStatuses(scope, needs),
    changes: () => outcomes.flatMap(([{ owner }, outcome]) =>
      outcome.changes().map((change) => toChange(change, outcome.objects, owner.node.path))),
    contents: {
      header: { profile: level, kubernetesVersion: formatVersion(version), platform, failOn: 'error' },
      findings,
      network: () => networkOf(scope),
      reported: () => outcomes.flatMap(([object, outcome]) => reportedObjects(object, outcome)),
      objects: objects.length,
      workloads: count((outcome) => outcome.objects.some(({ opened }) => opened.pods.length > 0)),
      unevaluated: count((outcome) => outcome.findings.some((finding) => isUnevaluated(finding) && !finding.waiver)),
    },
  });
}

/**
 * The allowed connections in the whole app, because the policies of a chart also apply to pods of other charts. Hardening does not change
 * the connections, so objects are read as their authors wrote them.
 */
function networkOf({ node: { root } }: IConstruct): ReportedNetwork | undefined {
  const cluster = new ClusterObjects();
  placedObjects(apiObjectsBelow(root)).forEach(({ object, place }) => cluster.add(object, place));
  // Only the HTML report needs this module.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { reportedNetwork } = require('../../tasks/network-map/reported-network') as
    typeof import('../../tasks/network-map/reported-network');
  return reportedNetwork(cluster);
}

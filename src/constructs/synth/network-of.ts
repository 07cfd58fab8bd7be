import { IConstruct } from 'constructs';
import { apiObjectsBelow } from './api-objects';
import { chartPath } from './chart-path';
import { objectJson } from './objects-at';
import { objectsIn } from '../../formats/manifest/workload';
import { placeOf } from '../../policy/facts/place';
import { ClusterObjects } from '../../policy/network/cluster-objects';
import { ReportedNetwork } from '../../tasks/reports/audit';

/**
 * The allowed connections in the whole app, since policies of one chart also apply to pods of other charts. Hardening does not change them.
 */
export function networkOf({ node: { root } }: IConstruct): ReportedNetwork | undefined {
  const cluster = new ClusterObjects();
  for (const apiObject of apiObjectsBelow(root)) {
    objectsIn(objectJson(apiObject)).forEach(({ object }) => cluster.learn(object, placeOf(object, chartPath(apiObject))));
  }
  // Loaded late, since only the HTML report needs it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { reportedNetwork }: typeof import('../../tasks/network-map/reported-network') = require('../../tasks/network-map/reported-network');
  return reportedNetwork(cluster);
}

import { IConstruct } from 'constructs';
import { apiObjectsBelow } from './api-objects';
import { chartPath } from './chart-path';
import { jsonOf } from './objects-at';
import { placeOf } from '../engine/object-facts';
import { objectsIn } from '../manifest/workload';
import { ClusterObjects } from '../network/cluster-objects';
import { reportedNetwork } from '../network-map/reported-network';
import { ReportedNetwork } from '../reports/audit';

/** Who may connect to whom in the whole app: policies of one chart are for pods of others, too. Hardening changes nothing about that. */
export function networkOf({ node: { root } }: IConstruct): ReportedNetwork | undefined {
  const cluster = new ClusterObjects();
  for (const apiObject of apiObjectsBelow(root)) {
    objectsIn(jsonOf(apiObject)).forEach(({ object }) => cluster.learn(object, placeOf(object, chartPath(apiObject))));
  }
  return reportedNetwork(cluster);
}

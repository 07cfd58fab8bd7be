import { isDrawable, svgElement } from './formats/svg';
import { nodeText } from './formats/table';
import { networkMap } from './network-map';
import { portsText } from './ports-text';
import { pictured, shown } from './shown';
import { ClusterObjects } from '../../policy/network/cluster-objects';
import { ReportedNetwork } from '../reports/audit';

/** A map as reports show it; undefined without pods. */
export function reportedNetwork(objects: ClusterObjects): ReportedNetwork | undefined {
  const map = networkMap(objects);
  if (map.nodes.length === 0) {
    return undefined;
  }
  const { connections, notes } = shown(map);
  const hasPicture = isDrawable(map);
  return {
    picture: hasPicture ? svgElement(map) : undefined,
    connections: connections.map(({ from, to, ports, services }) => [nodeText(from), nodeText(to), portsText(ports), services.join(', ')]),
    notes: hasPicture ? pictured(map).notes : notes,
  };
}

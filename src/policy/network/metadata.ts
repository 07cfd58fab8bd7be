import { holds } from './addresses';
import { asArray, JsonObject } from '../../formats/manifest/json';

/** The metadata servers of the large clouds, by address family. The addresses are link-local, and applications never need them as peers. */
export const METADATA_SERVERS: readonly string[] = ['169.254.169.254', 'fd00:ec2::254'];
/** The port of all metadata servers. On GKE, DNS has the same address, with port 53. */
export const METADATA_PORT = 80;

/** Whether an ipBlock contains a metadata server. */
export function hasMetadataServer({ cidr, except }: JsonObject): boolean {
  return METADATA_SERVERS.some((address) => isIn(cidr, address) && !asArray(except).some((each) => isIn(each, address)));
}

function isIn(cidr: unknown, address: string): boolean {
  try {
    return holds(cidr as string, address);
  } catch {
    return false; // The API server refuses an invalid range.
  }
}

import { BlockList, isIP } from 'net';

/** The addresses where clouds give the credentials of a node to every pod. 168.63.129.16 of Azure is a public address. */
export const METADATA_ADDRESSES: readonly string[] = [
  '169.254.169.254', // https://cloud.google.com/compute/docs/metadata/overview, the same on AWS, Azure, OpenStack and DigitalOcean
  '169.254.170.2', // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
  '169.254.170.23', // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
  '168.63.129.16', // https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  '100.100.100.200', // https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
  '192.0.0.192', // https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/gettingmetadata.htm, older instances
  'fd00:ec2::254', // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
  'fd00:ec2::23', // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
  'fd20:ce::254', // https://cloud.google.com/compute/docs/metadata/querying-metadata, IPv6
];

/** The address ranges outside the internet. https://www.iana.org/assignments/iana-ipv4-special-registry */
const PRIVATE_V4: readonly string[] = [
  '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16/32', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16',
  '198.18.0.0/15',
];
const PRIVATE_V6: readonly string[] = ['::1/128', 'fc00::/7', 'fe80::/10'];

/** All public addresses, as ranges with exceptions. */
export const PUBLIC_RANGES: readonly { readonly cidr: string; readonly except: readonly string[] }[] = [
  { cidr: '0.0.0.0/0', except: PRIVATE_V4 }, { cidr: '::/0', except: PRIVATE_V6 },
];

/**
 * Whether a text is a range of addresses, such as `203.0.113.0/24`. An IPv4 address in IPv6 notation is refused, because programs
 * disagree whether it is an IPv4 or an IPv6 range.
 */
export function isCidr(text: unknown): text is string {
  const [, address, prefix] = typeof text === 'string' ? /^([^/%]+)\/(\d{1,3})$/.exec(text) ?? [] : [];
  const version = address === undefined ? 0 : isIP(address);
  return version !== 0 && !/^::ffff:/i.test(address) && Number(prefix) <= (version === 4 ? 32 : 128) && String(Number(prefix)) === prefix;
}

/** Whether a range contains an address. */
export function holds(cidr: string, address: string): boolean {
  const [network, prefix] = cidr.split('/');
  const family = isIP(network) === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), family);
  return isIP(address) === isIP(network) && list.check(address, family);
}

/** The metadata addresses in a range, as ranges for the `except` of a policy. */
export function metadataIn(cidr: string): readonly string[] {
  return METADATA_ADDRESSES.filter((address) => holds(cidr, address)).map((address) => `${address}/${isIP(address) === 4 ? 32 : 128}`);
}

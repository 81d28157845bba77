import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** IPv4 that is not the public internet (RFC 6890 and its registry), and addresses where clouds tell secrets. */
const PRIVATE_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '168.63.129.16/32',
]

/**
 * Within 2000::/3, what is documentation, belongs to protocols, or carries an IPv4 address inside it (Teredo,
 * 6to4). Everything outside of 2000::/3 is refused: mapped, compatible and NAT64 addresses lie there, too.
 */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const private4 = listOf(PRIVATE_V4, 'ipv4')
const special6 = listOf(SPECIAL_V6, 'ipv6')
const global6 = listOf(['2000::/3'], 'ipv6')

/** Whether an address is one of the public internet: no machine, network or cloud of our own is behind it. [S4] */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !private4.check(address, 'ipv4')
  if (!isIPv6(address) || address.includes('%')) return false
  return global6.check(address, 'ipv6') && !special6.check(address, 'ipv6')
}

function listOf(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    list.addSubnet(address, Number(prefix), family)
  }
  return list
}

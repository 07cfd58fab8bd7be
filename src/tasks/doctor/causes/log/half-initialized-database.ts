import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const halfInitialized: Cause = {
  id: 'half-initialized-database',
  title: 'the database was initialized only in part',
  why: 'A first start failed in the middle, and left files in the PVC. After it MariaDB can come up with a root account without a password: do not use these data.',
  signs: [{ in: 'log', text: /slapadd: could not add entry dn="cn=config"|slapd\.d.* (?:already exists|is not empty)|exists but is not empty|data directory has files in it|Can't open and lock privilege tables|Table '(?:\.\/)?mysql[./]\w+' doesn't exist|not a (?:valid data directory|database cluster directory)|PG_VERSION" is missing|Could not open mysql\.plugin table|initialization.* (?:incomplete|interrupted)|root@localhost is created with an empty password/i, weight: 79 }],
  fix: (found) => {
    const { volume, claim = 'the PVC', path = 'PATH' } = found.evidence.mounts.find(({ type }) => type === 'claim') ?? {};
    return {
      do: `repair what made the first start fail, then let the database start in an empty directory: another PVC, or another \`subPath\` of ${claim}. Keep ${volume ? `the volume ${volume}` : 'the old volume'} until you know that nothing in it is needed`,
      typescript: '// the preset of the database, such as RuntimePreset.MARIADB or RuntimePreset.POSTGRES, so that the first start succeeds; and a new, empty PVC',
      yaml: containerYaml(found, 'volumeMounts:', `  - { name: ${volume ?? 'VOLUME'}, mountPath: ${path}, subPath: second }   # a new, empty directory of the volume`),
    };
  },
  example: { source: 'log', text: 'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty' },
};

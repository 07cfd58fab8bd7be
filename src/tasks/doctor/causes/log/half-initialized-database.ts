import { Cause } from '../../cause';

export const halfInitialized: Cause = {
  id: 'half-initialized-database',
  title: 'the database was initialized only in part',
  why: 'A first start failed in the middle, and left files in the PVC. After it MariaDB can come up with a root account without a password: do not use these data.',
  signs: [{ in: 'log', text: /slapadd: could not add entry dn="cn=config"|slapd\.d.* (?:already exists|is not empty)|exists but is not empty|data directory has files in it|Can't open and lock privilege tables|Table '(?:\.\/)?mysql[./]\w+' doesn't exist|not a (?:valid data directory|database cluster directory)|PG_VERSION" is missing|Could not open mysql\.plugin table|initialization.* (?:incomplete|interrupted)|root@localhost is created with an empty password/i, weight: 79 }],
  fix: (found) => {
    const { volume, claim = 'NAME' } = found.evidence.mounts.find(({ type }) => type === 'claim') ?? {};
    const pod = found.evidence.subject.split(/[ /]/).pop();
    return {
      do: `repair what made the first start fail, then delete the PVC${volume ? ` of the volume ${volume}` : ''} with all that is in it, and the pod: \`kubectl delete pvc ${claim}\`, \`kubectl delete pod ${pod}\`. Never keep the data of a start that failed`,
      typescript: '// the preset of the database, such as RuntimePreset.MARIADB or RuntimePreset.POSTGRES, so that the first start succeeds',
      yaml: '# a new, empty PVC',
    };
  },
  example: { source: 'log', text: 'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty' },
};

/* Writes docs/reference/cluster-access.md: what an audit of a cluster reads, and the roles that allow it. */
import { headOf, Pages, paragraphs, writePages } from './pages';
import { asArray, asString, JsonObject } from '../src/formats/manifest/json';
import { auditClusterRole, auditRole } from '../src/tasks/cluster/access';

const FILE = 'docs/reference/cluster-access.md';

/** A role as YAML, with a rule on each line. */
function yamlOf({ apiVersion, kind, metadata, rules }: JsonObject): string {
  const lines = asArray(rules).map((rule) => `  - ${JSON.stringify(rule).replace(/([:,])(?=["[])/g, '$1 ')}`);
  return ['```yaml', `apiVersion: ${asString(apiVersion)}`, `kind: ${asString(kind)}`, `metadata: ${JSON.stringify(metadata)}`, 'rules:', ...lines, '```'].join('\n');
}

export function clusterPages(): Pages {
  return new Map([[FILE, `${paragraphs(
    headOf('src/tasks/cluster/access.ts'),
    '# Rights for an audit of a cluster',
    '`audit --cluster` reads with the verbs `get` and `list`, and nothing else. It does not read Secrets and ConfigMaps. '
      + '[Audit a cluster](../how-to/cluster.md) says how to use it. `test/cluster/audit.cluster.ts` runs it with accounts that have exactly these roles.',
    '## For all namespaces',
    'Bind this ClusterRole with a ClusterRoleBinding. You can remove the rules for custom resources that your cluster does not have.',
    yamlOf(auditClusterRole()),
    '## For one namespace',
    'Bind this Role with a RoleBinding, and name the namespace with `-n`. Every account may read the names of APIs, by the ClusterRole `system:discovery`.',
    yamlOf(auditRole('shop')),
  )}\n`]]);
}

export function write(): void {
  writePages(clusterPages());
}

import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { examine } from '../../../src/tasks/doctor/examine';
import { objectsOf } from '../../../src/tasks/doctor/read/documents';

// Failures that people reported in public issues, with their messages, and what the first cause and its instruction must say.

const FOLDER = join(__dirname, 'public-issues');

const EXPECTED: { readonly [file: string]: readonly [cause: string, instruction: RegExp] } = {
  'azure-readonly': ['admission-policy', /^set `readOnlyRootFilesystem: true`/],
  'clickhouse': ['read-only-file-system', /volume at \/tmp$/],
  'coturn-secret': ['secret-missing', /^create the Secret coturn\b/],
  'exec-denied': ['command-not-executable', /^make \/opt\/rke-tools\/entrypoint\.sh executable/],
  'killbill': ['read-only-file-system', /volume at \/var\/lib\/tomcat\b/],
  'kube-monkey': ['path-not-writable', /volume at \/var\/log\b/],
  'lago-tmpdir': ['no-temporary-directory', /^set TMPDIR to .*\/var\/tmp/],
  'mongod-lock': ['read-only-file-system', /(?:volume at|make) \/data\/db\b/],
  'mosquitto-config': ['read-only-volume', /^set the uid 1883\b.*chown/],
  'neo4j-conf': ['read-only-volume', /^set the uid 7474\b.*chown/],
  'nifi': ['read-only-volume', /^set `defaultMode: 0555`/],
  'pihole-53': ['low-port', /^declare the port 53\b/],
  'privatebin': ['read-only-file-system', /volume at \/run$/],
  'pull-401': ['image-pull', /add a login/],
  'puma-pid': ['read-only-file-system', /volume at \/app\/tmp\/pids\b/],
  'quota-must-specify': ['quota-must-specify', /^set limits\.cpu/],
  'rbac-proxy': ['read-only-file-system', /volume at \/tmp$/],
  'solr-claim': ['claim-permission', /^set an fsGroup\b.*\/var\/solr\/data/],
  'supertokens': ['change-owner', /chown.*\/usr\/lib\/supertokens/],
  'xteve': ['claim-permission', /^set an fsGroup\b.*\/config\b/],
  // Written down before doctor saw them.
  'postfix-chmod': ['change-owner', /^remove the chown or chmod of \/scripts\//],
  'opensearch-config': ['read-only-file-system', /(?:volume at|make) \/usr\/share\/opensearch\/config\b/],
  'lightdash-logs': ['path-not-writable', /volume at WORKDIR\/logs\b/],
  'k3k-restricted': ['pod-security-allow-privilege-escalation', /allowPrivilegeEscalation: false/],
  'rstudio-nobody': ['image-user-not-numeric', /^set the uid 65534\b/],
  'ingress-webhook': ['webhook-unreachable', /ingress-nginx-controller-admission/],
  'spark-hook': ['admission-policy', /^set requests and limits of cpu and memory\b/],
  'policy-reporter': ['system-call-forbidden', /update.*container runtime|container runtime.*update/],
  'kube-eagle': ['probe-failed', /does not answer in time/],
  'haproxy-stat-socket': ['path-not-writable', /(?:volume at|make) \/var\/run\b/],
  'krakend-su-exec': ['change-user', /without su-exec/],
  'calibre-s6': ['change-user', /changes its user/],
  'rbac-manager-scc': ['scc-refusal', /^remove runAsUser/],
  'tekton-quota': ['quota-exceeded', /^request less than limits\.memory=9Gi/],
  'supabase-lost-found': ['data-directory', /PGDATA=\/var\/lib\/postgresql\/data\/pgdata/],
  'selenium-x509': ['image-pull', /certificate/],
  'linkerd-iptables': ['system-call-forbidden', /NET_ADMIN/],
  'net-ping': ['system-call-forbidden', /ping_group_range|NET_RAW/],
  'artifact-evicted': ['evicted-ephemeral-storage', /^raise the limit above 1Gi/],
  'influxdb-mount': ['mount-over-file', /\/etc\/config\.toml/],
};

function answerTo(file: string): readonly [cause: string | undefined, instruction: string] {
  const [first] = examine(objectsOf(readFileSync(join(FOLDER, `${file}.json`)), file)).diagnoses.flatMap(({ causes }) => causes);
  return [first?.cause.id, first?.cause.fix(first.found).do ?? ''];
}

test('the table has every recording', () => {
  expect(readdirSync(FOLDER).map((file) => file.replace('.json', '')).sort()).toEqual(Object.keys(EXPECTED).sort());
});

test.each(Object.entries(EXPECTED))('%s is found, and its instruction is right', (file, [cause, instruction]) => {
  expect(answerTo(file)).toEqual([cause, expect.stringMatching(instruction)]);
});

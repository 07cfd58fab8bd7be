import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { examine } from '../../../src/tasks/doctor/examine';
import { objectsInOutput } from '../../../src/tasks/doctor/read/documents';

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
  // The same for a second time, after the misses of the first were repaired.
  'jenkins-claim': ['claim-permission', /^set an fsGroup\b.*\/var\/jenkins_home/],
  'traefik-listener': ['low-port', /^declare the port 80\b/],
  'kcp-cluster-scope': ['token-forbidden', /create clusterrole .*--verb=list\S* --resource=configmaps/],
  'rocketmq-lock': ['token-forbidden', /create role .*--verb=get --resource=configmaps -n event-mesh/],
  'radondb-affinity': ['no-matching-node', /volume/],
  'nacos-nfs': ['failed-mount', /No such file or directory|192\.168\.137\.121/],
  'goat-arm64': ['wrong-architecture', /^build .*architecture of the nodes/],
  'elasticsearch-random-uid': ['command-not-executable', /bin\/es-docker/],
  'n8n-cache': ['home-not-writable', /\/home\/node\/\.cache/],
  'kubeflow-jovyan': ['claim-permission', /^set an fsGroup\b.*\/home\/jovyan/],
  'nessie-scc': ['scc-refusal', /^remove runAsUser, runAsGroup and fsGroup/],
  'airflow-quota': ['quota-exceeded', /^request less than cpu=250m,memory=512Mi/],
  'caddy-minimum': ['limit-range', /204Mi/],
  'awx-requests': ['invalid-quantity', /request.*limit|limit.*request/],
  'cudasample-limits': ['admission-policy', /^set requests and limits of cpu and memory\b/],
  'jenkins-keygen': ['unknown-user', /uid 1001\b/],
  'hush-house-evicted': ['evicted-by-node', /^request as much ephemeral-storage/],
  'metrics-agent-field': ['unknown-field', /readOnlyRootFilesystem.*container|container.*readOnlyRootFilesystem/],
  'chartmuseum-root': ['image-user-root', /^set the uid .*\/etc\/passwd/],
  'busybox-ping': ['system-call-forbidden', /ping_group_range/],
  // And for a third time.
  'minio-prometheus-chown': ['change-owner', /^remove the chown or chmod of \/prometheus\b.*fsGroup/],
  'loki-mkdir': ['claim-permission', /^set an fsGroup\b.*\/data\b/],
  'prometheus-lock': ['claim-permission', /^set an fsGroup\b.*\/data\b/],
  'rabbitmq-chown': ['change-owner', /chown.*\/var\/lib\/rabbitmq.*uid 999\b/],
  'redis-background-save': ['claim-permission', /^set an fsGroup\b.*\/data\b/],
  'bitnami-rabbitmq-conf': ['read-only-file-system', /volume at \/opt\/bitnami\/rabbitmq\/etc\/rabbitmq\b/],
  'bitnami-mysql-log': ['path-not-writable', /(?:volume at|make) .*\/opt\/bitnami\/mysql\/logs\b/],
  'bitnami-redis-tmp': ['path-not-writable', /(?:volume at|make) .*\/opt\/bitnami\/redis\/tmp\b/],
  'kube-resource-report': ['low-port', /^declare the port 80\b/],
  'fpm-error-log': ['terminal-permission', /standard output|standard error/],
  'phpmyadmin-openshift': ['low-port', /^declare the port 80\b/],
  'nextcloud-redis-ini': ['path-not-writable', /php\/conf\.d\b/],
  'privatebin-nginx': ['read-only-file-system', /volume at \/var\/lib\/nginx\b/],
  'elasticsearch-descriptors': ['node-setting', /limit.*nofile|nofile.*limit/],
  'sonarqube-map-count': ['node-setting', /vm\.max_map_count/],
  'kuscia-other-namespace': ['token-forbidden', /create role .*--resource=configmaps -n kube-system/],
  'containerd-clone3': ['runtime-refuses', /update.*(?:runc|container runtime)/],
  'influxdb-conf': ['mount-over-file', /\/etc\/influxdb\/influxdb\.conf/],
  'invenio-unbound': ['claim-unbound', /kubectl describe pvc/],
  'octarine-architecture': ['wrong-architecture', /architecture of the nodes/],
};

function answerTo(file: string): readonly [cause: string | undefined, instruction: string] {
  const [first] = examine(objectsInOutput(readFileSync(join(FOLDER, `${file}.json`)), file)).diagnoses.flatMap(({ causes }) => causes);
  return [first?.cause.id, first?.cause.fix(first.found).do ?? ''];
}

test('the table has every recording', () => {
  expect(readdirSync(FOLDER).map((file) => file.replace('.json', '')).sort()).toEqual(Object.keys(EXPECTED).sort());
});

test.each(Object.entries(EXPECTED))('%s is found, and its instruction is right', (file, [cause, instruction]) => {
  expect(answerTo(file)).toEqual([cause, expect.stringMatching(instruction)]);
});

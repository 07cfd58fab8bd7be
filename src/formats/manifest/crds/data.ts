import { CustomKinds, mergedTemplates, statedImage } from './places';
import { CustomPods } from '../custom-pods';

/** https://strimzi.io/docs/operators/latest/configuring.html#type-PodTemplate-reference */
function strimzi(...components: readonly string[]): readonly CustomPods[] {
  const names = [
    'kafka',
    'zookeeper',
    'connect',
    'bridge',
    'mirrorMaker',
    'cruiseControl',
    'topicOperator',
    'userOperator',
    'tlsSidecar',
    'build',
    'init',
  ];
  const containers = Object.fromEntries([...names.map((name) => `${name}Container`), 'container'].map((name) => [
    name,
    'containers' as const,
  ]));
  return components.flatMap((component) => [
    { at: `${component}.template`, part: { spec: 'pod', metadata: 'pod.metadata', containers } },
    // Of a Kafka it is the image of all of its node pools.
    statedImage(component, component.split('.').at(-1)!),
  ]);
}

/** https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/customize-pods */
const ELASTIC: CustomKinds = {
  'agent.k8s.elastic.co/Agent': [
    ...mergedTemplates('spec.daemonSet.podTemplate', 'spec.deployment.podTemplate', 'spec.statefulSet.podTemplate'),
    statedImage('spec', 'agent'),
  ],
  'apm.k8s.elastic.co/ApmServer': [...mergedTemplates('spec.podTemplate'), statedImage('spec', 'apm-server')],
  'beat.k8s.elastic.co/Beat': [
    ...mergedTemplates('spec.daemonSet.podTemplate', 'spec.deployment.podTemplate'),
    statedImage('spec', 'beat'),
  ],
  'elasticsearch.k8s.elastic.co/Elasticsearch': [...mergedTemplates('spec.nodeSets.*.podTemplate'), statedImage('spec', 'elasticsearch')],
  'kibana.k8s.elastic.co/Kibana': [...mergedTemplates('spec.podTemplate'), statedImage('spec', 'kibana')],
  'logstash.k8s.elastic.co/Logstash': [...mergedTemplates('spec.podTemplate'), statedImage('spec', 'logstash')],
};

/**
 * https://github.com/cloudnative-pg/cloudnative-pg/blob/main/api/v1/cluster_types.go and pooler_types.go: a Cluster has no pod
 * template; the operator fills in the fields that its two security contexts leave out.
 */
const CLOUD_NATIVE_PG: CustomKinds = {
  'postgresql.cnpg.io/Cluster': [{
    at: 'spec',
    part: {
      spec: '',
      containers: { '': { list: 'containers', name: 'postgres', aliases: { image: 'imageName', ports: undefined } } },
      aliases: { securityContext: 'podSecurityContext', resources: undefined },
      renamed: ['securityContext'],
    },
  }],
  'postgresql.cnpg.io/Pooler': mergedTemplates('spec.template'),
};

export const DATA: CustomKinds = {
  ...CLOUD_NATIVE_PG,
  ...ELASTIC,
  'kafka.strimzi.io/Kafka': [
    ...strimzi('spec.kafka', 'spec.zookeeper', 'spec.entityOperator', 'spec.cruiseControl', 'spec.kafkaExporter'),
    ...['topicOperator', 'userOperator', 'tlsSidecar'].map((name) => statedImage(`spec.entityOperator.${name}`, name)),
  ],
  'kafka.strimzi.io/KafkaBridge': strimzi('spec'),
  'kafka.strimzi.io/KafkaConnect': strimzi('spec'),
  'kafka.strimzi.io/KafkaMirrorMaker2': strimzi('spec'),
  'kafka.strimzi.io/KafkaNodePool': strimzi('spec'),
  // https://github.com/mongodb/mongodb-kubernetes-operator/blob/master/api/v1/mongodbcommunity_types.go
  'mongodbcommunity.mongodb.com/MongoDBCommunity': mergedTemplates('spec.statefulSet.spec.template'),
  // https://github.com/rabbitmq/cluster-operator/blob/main/api/v1beta1/rabbitmqcluster_types.go
  'rabbitmq.com/RabbitmqCluster': [...mergedTemplates('spec.override.statefulSet.spec.template'), statedImage('spec', 'rabbitmq')],
};

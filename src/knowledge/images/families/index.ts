import { ADMINER } from './adminer';
import { AIRFLOW } from './airflow';
import { ALERTMANAGER } from './alertmanager';
import { ALPINE } from './alpine';
import { ARGOCD } from './argocd';
import { BIND9 } from './bind9';
import { BUSYBOX } from './busybox';
import { CADDY } from './caddy';
import { CASSANDRA } from './cassandra';
import { CERT_MANAGER } from './cert-manager';
import { CLICKHOUSE } from './clickhouse';
import { CONSUL } from './consul';
import { COREDNS } from './coredns';
import { COUCHDB } from './couchdb';
import { DEX } from './dex';
import { DISTROLESS } from './distroless';
import { DOTNET } from './dotnet';
import { DOVECOT } from './dovecot';
import { DRUPAL } from './drupal';
import { ECLIPSE_TEMURIN } from './eclipse-temurin';
import { ELASTICSEARCH } from './elasticsearch';
import { ENVOY } from './envoy';
import { ETCD } from './etcd';
import { FLINK } from './flink';
import { FLUENT_BIT } from './fluent-bit';
import { FLUENTD } from './fluentd';
import { GHOST } from './ghost';
import { GITEA } from './gitea';
import { GITLAB } from './gitlab';
import { GOLANG } from './golang';
import { GRAFANA } from './grafana';
import { HAPROXY } from './haproxy';
import { HARBOR } from './harbor';
import { HARBOR_DB } from './harbor-db';
import { HARBOR_PORTAL } from './harbor-portal';
import { HARBOR_TRIVY_ADAPTER } from './harbor-trivy-adapter';
import { HTTPD } from './httpd';
import { INFLUXDB } from './influxdb';
import { INGRESS_NGINX } from './ingress-nginx';
import { JAEGER } from './jaeger';
import { JENKINS } from './jenkins';
import { JOOMLA } from './joomla';
import { KAFKA } from './kafka';
import { KEYCLOAK } from './keycloak';
import { KIBANA } from './kibana';
import { KONG } from './kong';
import { KUBE_STATE_METRICS } from './kube-state-metrics';
import { LIGHTTPD } from './lighttpd';
import { LOKI } from './loki';
import { MARIADB } from './mariadb';
import { MATOMO } from './matomo';
import { MATTERMOST } from './mattermost';
import { MEILISEARCH } from './meilisearch';
import { MEMCACHED } from './memcached';
import { METRICS_SERVER } from './metrics-server';
import { MINIO } from './minio';
import { MONGO } from './mongo';
import { MOSQUITTO } from './mosquitto';
import { MYSQL } from './mysql';
import { N8N } from './n8n';
import { NATS } from './nats';
import { NEO4J } from './neo4j';
import { NEXTCLOUD } from './nextcloud';
import { NGINX } from './nginx';
import { NGINX_UNPRIVILEGED } from './nginx-unprivileged';
import { NODE } from './node';
import { NODE_EXPORTER } from './node-exporter';
import { OAUTH2_PROXY } from './oauth2-proxy';
import { ODOO } from './odoo';
import { OPENSEARCH } from './opensearch';
import { OPENSEARCH_DASHBOARDS } from './opensearch-dashboards';
import { OPENTELEMETRY_COLLECTOR } from './opentelemetry-collector';
import { PDNS_AUTH } from './pdns-auth';
import { PERCONA } from './percona';
import { PHP } from './php';
import { PHPMYADMIN } from './phpmyadmin';
import { POSTGRES } from './postgres';
import { PROMETHEUS } from './prometheus';
import { PYTHON } from './python';
import { RABBITMQ } from './rabbitmq';
import { REDIS } from './redis';
import { REDMINE } from './redmine';
import { REGISTRY } from './registry';
import { RUBY } from './ruby';
import { SFTP } from './sftp';
import { SOLR } from './solr';
import { SONARQUBE } from './sonarqube';
import { SPARK } from './spark';
import { SQUID } from './squid';
import { SUPERSET } from './superset';
import { TEMPO } from './tempo';
import { TEMPORAL } from './temporal';
import { THELOUNGE } from './thelounge';
import { TOMCAT } from './tomcat';
import { TRAEFIK } from './traefik';
import { UNBOUND } from './unbound';
import { VALKEY } from './valkey';
import { VARNISH } from './varnish';
import { VAULT } from './vault';
import { VAULTWARDEN } from './vaultwarden';
import { VERDACCIO } from './verdaccio';
import { WHOAMI } from './whoami';
import { WORDPRESS } from './wordpress';
import { ZOOKEEPER } from './zookeeper';
import { ImageFamily } from '../known-image';
import { BITNAMI } from '../vendors/bitnami';
import { CHAINGUARD } from '../vendors/chainguard';
import { DHI } from '../vendors/dhi';

/** Every family, by name; those of vendors, which name their repositories by a prefix, come last. */
export const FAMILIES: readonly ImageFamily[] = [
  ADMINER, AIRFLOW, ALERTMANAGER, ALPINE, ARGOCD, BIND9, BUSYBOX, CADDY, CASSANDRA, CERT_MANAGER, CLICKHOUSE, CONSUL, COREDNS,
  COUCHDB, DEX, DISTROLESS, DOTNET, DOVECOT, DRUPAL, ECLIPSE_TEMURIN, ELASTICSEARCH, ENVOY, ETCD, FLINK, FLUENTD, FLUENT_BIT,
  GHOST, GITEA, GITLAB, GOLANG, GRAFANA, HAPROXY, HARBOR, HARBOR_DB, HARBOR_PORTAL, HARBOR_TRIVY_ADAPTER, HTTPD, INFLUXDB, INGRESS_NGINX,
  JAEGER, JENKINS, JOOMLA, KAFKA, KEYCLOAK, KIBANA, KONG, KUBE_STATE_METRICS, LIGHTTPD, LOKI, MARIADB, MATOMO, MATTERMOST,
  MEILISEARCH, MEMCACHED, METRICS_SERVER, MINIO, MONGO, MOSQUITTO, MYSQL, N8N, NATS, NEO4J, NEXTCLOUD, NGINX, NGINX_UNPRIVILEGED,
  NODE, NODE_EXPORTER, OAUTH2_PROXY, ODOO, OPENSEARCH, OPENSEARCH_DASHBOARDS, OPENTELEMETRY_COLLECTOR, PDNS_AUTH, PERCONA, PHP,
  PHPMYADMIN, POSTGRES, PROMETHEUS, PYTHON, RABBITMQ, REDIS, REDMINE, REGISTRY, RUBY, SFTP, SOLR, SONARQUBE, SPARK, SQUID,
  SUPERSET, TEMPO, TEMPORAL, THELOUNGE, TOMCAT, TRAEFIK, UNBOUND, VALKEY, VARNISH, VAULT, VAULTWARDEN, VERDACCIO, WHOAMI,
  WORDPRESS, ZOOKEEPER,
  ...BITNAMI,
  ...CHAINGUARD,
  ...DHI,
];

/** An error that hardening leaves with the profile `hardened`, because only the author of the workload can settle it. */
export interface Left {
  readonly control: string;
  /** The files, without their extension; all if absent. */
  readonly files?: readonly string[];
  readonly reason: string;
}

export const LEFT: readonly Left[] = [
  { control: 'cpu-resources', reason: 'only the author knows how much CPU the workload needs' },
  { control: 'memory-resources', reason: 'only the author knows how much memory the workload needs' },
  {
    control: 'empty-dir-size-limit',
    files: ['gitea', 'jenkins', 'loki', 'meilisearch', 'metrics-server', 'nats', 'nginx-unprivileged', 'postgres-14', 'redis-cache', 'sonarqube', 'traefik',
      'valkey', 'varnish', 'vault'],
    reason: 'a limit below what the application writes to the emptyDir of the author would evict its pods',
  },
  {
    control: 'ephemeral-storage',
    files: ['gitea', 'jenkins', 'loki', 'meilisearch', 'metrics-server', 'nats', 'nginx-unprivileged', 'redis-cache', 'sonarqube', 'traefik', 'valkey',
      'varnish', 'vault'],
    reason: 'an emptyDir without a limit counts towards it, see empty-dir-size-limit',
  },
  {
    control: 'group-id',
    files: ['postgres-17-exporter', 'sonarqube'],
    reason: 'the author states another uid than that of the image, or gid 0, which the files of the image may need',
  },
  { control: 'fs-group', files: ['sonarqube'], reason: 'the chart sets fsGroup 0, as the files of the image need it' },
  {
    control: 'service-account-token',
    files: ['elasticsearch', 'grafana', 'kube-state-metrics'],
    reason: 'the author mounts the token',
  },
];

/** A workload of known images that does not harden without configuration, and the settings that it needs. */
export interface Needs {
  readonly file: string;
  readonly reason: string;
  readonly needs: readonly string[];
  readonly lines: string;
}

export const NEEDS: readonly Needs[] = [
  {
    file: 'copy-defaults.yaml',
    reason: 'a command that does more than wait may be made for root',
    needs: ['uid of busybox:1.37.0 (container "copy-defaults")'],
    lines: 'workloads:\n  - { match: { image: busybox }, runAs: 65532 }\n',
  },
  {
    file: 'fluent-bit.yaml',
    reason: 'whether it works without root depends on its inputs',
    needs: ['uid of cr.fluentbit.io/fluent/fluent-bit:4.0.8 (container "fluent-bit")'],
    lines: 'workloads:\n  - { match: { image: cr.fluentbit.io/fluent/fluent-bit }, runAs: 65532 }\n',
  },
  {
    file: 'kong.yaml',
    reason: 'its USER is a name, and nobody states the number',
    needs: ['uid of kong:3.9.1 (container "proxy")'],
    lines: 'workloads:\n  - { match: { image: kong }, runAs: 1000 }\n',
  },
  {
    file: 'matomo.yaml',
    reason: 'its start script gives an empty volume to www-data, as only root may; with the line it starts on a volume that has its files',
    needs: ['uid of matomo:5.3.2-apache (container "matomo")', 'uid of matomo:5.3.2-apache (container "archive")'],
    lines: 'workloads:\n  - { match: { image: matomo }, runAs: 33 }\n',
  },
  {
    file: 'postgres-foreign-claim.yaml',
    reason: 'the files of a claim that another input creates belong to someone',
    needs: ['uid of postgres:16.10 (container "postgres")'],
    lines: 'workloads:\n  - { match: { image: postgres }, runAs: 999 }\n',
  },
  {
    file: 'postgres-root-mount.yaml',
    reason: 'PostgreSQL refuses a data directory that the group of its volume can write',
    needs: ['uid of postgres:16.10 (container "postgres")'],
    lines: 'workloads:\n  - { match: { image: postgres }, runAs: 999, environment: { PGDATA: /var/lib/postgresql/data/pgdata } }\n',
  },
  {
    file: 'redis-secret-of-root.yaml',
    reason: 'only root may read its Secret',
    needs: ['uid of redis:8.2.1 (container "redis")'],
    lines: 'workloads:\n  - { match: { image: redis }, runAs: { user: 999, group: 999, fsGroup: 999 } }\n',
  },
];

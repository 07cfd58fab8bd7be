// Generated from test/runtime/images/results.json by `npm run docs`. Do not edit.
import { Verification } from './known-image';

const verified = (program: string, date: string): readonly Verification[] => (
  [{ test: 'test/runtime/images/images.runtime.ts', program, date }]);

/** By the name of the program in test/runtime/images/programs. */
export const VERIFIED = {
  'adminer': verified('Adminer 5.2 of Debian 13', '2026-11-26'),
  'alertmanager': verified('Alertmanager 0.28 of Debian 13', '2026-11-26'),
  'busybox': verified('BusyBox 1.37 of Debian 13', '2026-11-26'),
  'caddy': verified('Caddy 2.6 of Debian 13', '2026-11-26'),
  'distroless': verified('a static program of Go 1.24 of Debian 13', '2026-11-26'),
  'eclipse-temurin': verified('OpenJDK 21 of Debian 13', '2026-11-26'),
  'golang': verified('Go 1.24 of Debian 13', '2026-11-26'),
  'haproxy': verified('HAProxy 3.0 of Debian 13', '2026-11-26'),
  'httpd': verified('Apache 2.4 of Debian 13', '2026-11-26'),
  'mariadb': verified('MariaDB 11.8 of Debian 13', '2026-11-26'),
  'memcached': verified('Memcached 1.6 of Debian 13', '2026-11-26'),
  'mosquitto': verified('Mosquitto 2.0 of Debian 13', '2026-11-26'),
  'nats': verified('NATS 2.10 of Debian 13', '2026-11-26'),
  'nginx': verified('nginx 1.26 of Debian 13', '2026-11-26'),
  'nginx-unprivileged': verified('nginx 1.26 of Debian 13', '2026-11-26'),
  'node': verified('Node.js 20 of Debian 13', '2026-11-26'),
  'node-exporter': verified('node_exporter 1.9 of Debian 13', '2026-11-26'),
  'php-apache': verified('PHP in Apache 8.4 of Debian 13', '2026-11-26'),
  'php-fpm': verified('PHP-FPM 8.4 of Debian 13', '2026-11-26'),
  'phpmyadmin': verified('phpMyAdmin 5.2 of Debian 13', '2026-11-26'),
  'postgres': verified('PostgreSQL 17 of Debian 13', '2026-11-26'),
  'prometheus': verified('Prometheus 2.53 of Debian 13', '2026-11-26'),
  'python': verified('gunicorn 23.0 of Debian 13', '2026-11-26'),
  'rabbitmq': verified('RabbitMQ 4.0 of Debian 13', '2026-11-26'),
  'redis': verified('Redis 8.0 of Debian 13', '2026-11-26'),
  'registry': verified('Docker Registry 2.8 of Debian 13', '2026-11-26'),
  'ruby': verified('Ruby with Puma 3.3 of Debian 13', '2026-11-26'),
  'tomcat': verified('Tomcat 10.1 of Debian 13', '2026-11-26'),
  'valkey': verified('Valkey 8.1 of Debian 13', '2026-11-26'),
  'varnish': verified('Varnish 7.7 of Debian 13', '2026-11-26'),
  'wordpress': verified('WordPress 6.8 of Debian 13', '2026-11-26'),
  'zookeeper': verified('ZooKeeper 3.9 of Debian 13', '2026-11-26'),
};

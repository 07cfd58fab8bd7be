import { ADMINER } from './adminer';
import { ALERTMANAGER } from './alertmanager';
import { BUSYBOX } from './busybox';
import { CADDY } from './caddy';
import { DISTROLESS } from './distroless';
import { ECLIPSE_TEMURIN } from './eclipse-temurin';
import { GOLANG } from './golang';
import { HAPROXY } from './haproxy';
import { HTTPD } from './httpd';
import { MARIADB } from './mariadb';
import { MEMCACHED } from './memcached';
import { MOSQUITTO } from './mosquitto';
import { NATS } from './nats';
import { NGINX } from './nginx';
import { NGINX_UNPRIVILEGED } from './nginx-unprivileged';
import { NODE } from './node';
import { NODE_EXPORTER } from './node-exporter';
import { PHP_APACHE } from './php-apache';
import { PHP_FPM } from './php-fpm';
import { PHPMYADMIN } from './phpmyadmin';
import { POSTGRES } from './postgres';
import { PROMETHEUS } from './prometheus';
import { PYTHON } from './python';
import { RABBITMQ } from './rabbitmq';
import { REDIS } from './redis';
import { REGISTRY } from './registry';
import { RUBY } from './ruby';
import { TOMCAT } from './tomcat';
import { VALKEY } from './valkey';
import { VARNISH } from './varnish';
import { WORDPRESS } from './wordpress';
import { ZOOKEEPER } from './zookeeper';
import { ImageProgram } from '../image-program';

/** Every program, by the name of its file. */
export const PROGRAMS: { readonly [name: string]: ImageProgram } = {
  'adminer': ADMINER,
  'alertmanager': ALERTMANAGER,
  'busybox': BUSYBOX,
  'caddy': CADDY,
  'distroless': DISTROLESS,
  'eclipse-temurin': ECLIPSE_TEMURIN,
  'golang': GOLANG,
  'haproxy': HAPROXY,
  'httpd': HTTPD,
  'mariadb': MARIADB,
  'memcached': MEMCACHED,
  'mosquitto': MOSQUITTO,
  'nats': NATS,
  'nginx': NGINX,
  'nginx-unprivileged': NGINX_UNPRIVILEGED,
  'node': NODE,
  'node-exporter': NODE_EXPORTER,
  'php-apache': PHP_APACHE,
  'php-fpm': PHP_FPM,
  'phpmyadmin': PHPMYADMIN,
  'postgres': POSTGRES,
  'prometheus': PROMETHEUS,
  'python': PYTHON,
  'rabbitmq': RABBITMQ,
  'redis': REDIS,
  'registry': REGISTRY,
  'ruby': RUBY,
  'tomcat': TOMCAT,
  'valkey': VALKEY,
  'varnish': VARNISH,
  'wordpress': WORDPRESS,
  'zookeeper': ZOOKEEPER,
};

import { ALERTMANAGER } from './alertmanager';
import { BUSYBOX } from './busybox';
import { CADDY } from './caddy';
import { HAPROXY } from './haproxy';
import { HTTPD } from './httpd';
import { MARIADB } from './mariadb';
import { MEMCACHED } from './memcached';
import { MOSQUITTO } from './mosquitto';
import { NATS } from './nats';
import { NGINX } from './nginx';
import { NGINX_UNPRIVILEGED } from './nginx-unprivileged';
import { NODE_EXPORTER } from './node-exporter';
import { POSTGRES } from './postgres';
import { PROMETHEUS } from './prometheus';
import { RABBITMQ } from './rabbitmq';
import { REDIS } from './redis';
import { REGISTRY } from './registry';
import { TOMCAT } from './tomcat';
import { VALKEY } from './valkey';
import { VARNISH } from './varnish';
import { ZOOKEEPER } from './zookeeper';
import { ImageProgram } from '../image-program';

/** Every program, by the name of its file. */
export const PROGRAMS: { readonly [name: string]: ImageProgram } = {
  alertmanager: ALERTMANAGER,
  busybox: BUSYBOX,
  caddy: CADDY,
  haproxy: HAPROXY,
  httpd: HTTPD,
  mariadb: MARIADB,
  memcached: MEMCACHED,
  mosquitto: MOSQUITTO,
  nats: NATS,
  nginx: NGINX,
  'nginx-unprivileged': NGINX_UNPRIVILEGED,
  'node-exporter': NODE_EXPORTER,
  postgres: POSTGRES,
  prometheus: PROMETHEUS,
  rabbitmq: RABBITMQ,
  redis: REDIS,
  registry: REGISTRY,
  tomcat: TOMCAT,
  valkey: VALKEY,
  varnish: VARNISH,
  zookeeper: ZOOKEEPER,
};

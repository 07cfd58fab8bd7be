import type { JsonObject } from '#lib/formats/manifest/json.js';

/** Manifests as they come from a cluster's repository: four kinds, one to three containers, volumes, probes, all different. */
export function manifests(count: number): JsonObject[] {
  const text = JSON.stringify(Array.from({ length: count }, (_, number) => manifest(number)));
  return JSON.parse(text); // so that their objects are laid out as those of a parsed file
}

function manifest(number: number): JsonObject {
  const name = `service-${number}`;
  const template = { metadata: { labels: { app: name }, annotations: { 'prometheus.io/scrape': 'true' } }, spec: pod(number) };
  const kinds: JsonObject[] = [
    { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 2, selector: { matchLabels: { app: name } }, template } },
    { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { serviceName: name, selector: { matchLabels: { app: name } }, template } },
    { apiVersion: 'batch/v1', kind: 'CronJob', spec: { schedule: '@daily', jobTemplate: { spec: { template } } } },
    { apiVersion: 'batch/v1', kind: 'Job', spec: { backoffLimit: 3, template } },
  ];
  return { metadata: { name, namespace: 'shop' }, ...kinds[number % kinds.length] };
}

function pod(number: number): JsonObject {
  return {
    containers: Array.from({ length: 1 + number % 3 }, (_, index) => container(number, index)),
    ...(number % 2 === 0 && { initContainers: [{ name: 'migrate', image: image('migrate', number), resources: RESOURCES }] }),
    volumes: [
      { name: 'config', configMap: { name: `config-${number}` } },
      { name: 'data', persistentVolumeClaim: { claimName: `data-${number}` } },
    ],
  };
}

function container(number: number, index: number): JsonObject {
  const httpGet = { path: '/healthz', port: 8080 + index };
  return {
    name: `container-${index}`,
    image: image(`part-${index}`, number),
    env: [{ name: 'PORT', value: `${8080 + index}` }, { name: 'NUMBER', value: `${number}` }],
    ports: [{ containerPort: 8080 + index }],
    readinessProbe: { httpGet },
    livenessProbe: { httpGet, periodSeconds: 10 },
    resources: RESOURCES,
    volumeMounts: [{ name: 'config', mountPath: '/config', readOnly: true }, { name: 'data', mountPath: '/data' }],
  };
}

const RESOURCES = { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '256Mi' } };

function image(name: string, number: number): string {
  return `registry.example.com/shop/${name}@sha256:${number.toString(16).padStart(64, '0')}`;
}

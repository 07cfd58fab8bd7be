import { asArray, asObject, JsonObject, Path, read, textOf } from '../../../formats/manifest/json';
import { ContainerView, PROBES } from '../../../formats/manifest/pod';
import { Found } from '../check';
import { PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

const HANDLERS: readonly Path[] = [...PROBES.map((probe) => [probe]), ['lifecycle', 'postStart'], ['lifecycle', 'preStop']];

const ACTIONS: readonly Path[] = HANDLERS.flatMap((handler) => ['httpGet', 'tcpSocket'].map((action) => [...handler, action]));

export const hostProbesAndLifecycle: PodControl = {
  id: 'host-probes-and-lifecycle',
  title: 'No host in probes and lifecycle hooks',
  level: 'pss-baseline',
  risk: 'medium',
  why: 'The kubelet sends the request from the node, so a pod can use it to reach services that the pod itself cannot reach.',
  remedy: 'remove `host`, so that the kubelet calls the pod\'s own address',
  spec: {
    rules: [{
      fields: [ofContainers('{livenessProbe,readinessProbe,startupProbe,lifecycle.postStart,lifecycle.preStop}.{httpGet,tcpSocket}.host')],
      allowed: ['', undefined],
    }],
    notes: ['The kubelet of every version sends the request, so the profile hardened has this check for all versions.'],
  },
  admission: ACTIONS.map((path) => ({
    each: 'container',
    violates: `c.?${path.join('.?')}.?host.orValue('') != ''`,
    value: requestInCel(path),
  })),
  reads: {
    needs: ['containers[*].livenessProbe', 'containers[*].readinessProbe', 'containers[*].startupProbe', 'containers[*].lifecycle'],
  },
  checks: [{ since: 0, level: 'hardened', check: everyContainer(hosts) }, { since: 34, check: everyContainer(hosts) }],
};

function hosts(container: ContainerView): Found {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container.json;
  if (!livenessProbe && !readinessProbe && !startupProbe && !lifecycle) {
    return undefined;
  }
  return everyEntry(ACTIONS, (path) => {
    const { host } = asObject(read(container.json, path));
    return host ? { ...at(container, [...path, 'host']), allowKey: requestOf(container, path) } : undefined;
  });
}

/** The request of the kubelet, with the defaults of the API server: `livenessProbe.httpGet http://10.0.0.1:80/ready, Host: web`. */
function requestOf({ json }: ContainerView, path: Path): string {
  const request = asObject(read(json, path));
  const target = `${textOf(request.host)}:${textOf(request.port ?? '')}`;
  return `${path.join('.')} ${isHttp(path) ? urlOf(request, target) : target}`;
}

function urlOf({ path, scheme, httpHeaders }: JsonObject, target: string): string {
  const headers = asArray(httpHeaders).map(asObject).map(({ name, value }) => `, ${textOf(name ?? '')}: ${textOf(value ?? '')}`);
  return `${textOf(scheme || 'HTTP').toLowerCase()}://${target}${textOf(path || '/')}${headers.join('')}`;
}

/** The same in CEL. */
function requestInCel(path: Path): string {
  const action = `c.${path.join('.')}`;
  const target = `${action}.host + ':' + string(${action}.port)`;
  const header = `${action}.?httpHeaders.orValue([]).map(h, ', ' + h.name + ': ' + h.?value.orValue('')).join('')`;
  return `'${path.join('.')} ' + ${isHttp(path)
    ? `${action}.?scheme.orValue('HTTP').lowerAscii() + '://' + ${target} + `
      + `(${action}.?path.orValue('') == '' ? '/' : ${action}.path) + ${header}` : target}`;
}

function isHttp(path: Path): boolean {
  return path[path.length - 1] === 'httpGet';
}

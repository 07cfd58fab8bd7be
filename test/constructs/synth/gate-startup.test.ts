import { ApiObject, Chart, Include, JsonPatch } from 'cdk8s';
import { Capability, ContainerProps, Deployment, DeploymentProps, EnvValue, Volume } from 'cdk8s-plus-28';
import { FailOn, HardenedDeployment, Hardening } from '../../../src/index';
import { container, IMAGE, newChart, synthError } from '../workloads/support';

// What keeps a pod from starting or writing, reported for third-party workloads: plain cdk8s-plus under a gate.

const FIELD = 'spec.template.spec';
const IDS = { user: 65532, group: 65532, fsGroup: 65532 };

const chartOfVolumes = newChart();
const empty = Volume.fromEmptyDir(chartOfVolumes, 'empty', 'empty');
const configuration = { path: '/etc/nginx/conf.d', volume: empty };

function plain(main: Partial<ContainerProps>, props: Partial<DeploymentProps> = {}, ...patches: JsonPatch[]): Chart {
  const chart = newChart();
  const web = new Deployment(chart, 'web', { containers: [container(main)], ...props });
  ApiObject.of(web).addJsonPatch(...patches);
  return chart;
}

/** What fails the synthesis of a plain Deployment under a gate. */
function errors(...deployment: Parameters<typeof plain>): string {
  const chart = plain(...deployment);
  Hardening.of(chart).enforce();
  return synthError(chart);
}

/** What a gate would only warn of. */
function warnings(...deployment: Parameters<typeof plain>): string[] {
  return Hardening.of(plain(...deployment)).report().findings
    .filter(({ severity }) => severity === 'warning')
    .map(({ message, remedy }) => `${message}. ${remedy}`);
}

const mounted = (path: string) => [{ path, volume: empty }];

describe('an empty volume over files of the image', () => {
  test('is reported for the program that the container starts', () => {
    const error = errors({ command: ['/app/server'], volumeMounts: mounted('/app') });
    expect(error).toContain(`[shop/web] empty-volume-command: container "main": ${FIELD}.containers[0].command[0] is "/app/server": an empty volume is mounted there`);
    expect(error).toContain('Fix: mount the volume below or beside the program.');
  });

  test('is reported for a relative program of an init container', () => {
    const init = container({ name: 'setup', command: ['bin/setup'], workingDir: '/srv/app', volumeMounts: mounted('/srv') });
    expect(errors({}, { initContainers: [init] })).toContain(`empty-volume-command: container "setup": ${FIELD}.initContainers[0].command[0] is "bin/setup"`);
  });

  test('is reported for files in the working directory', () => {
    expect(warnings({ workingDir: '/app', volumeMounts: mounted('/app') })).toContainEqual(
      expect.stringContaining(`empty-volume-working-dir: container "main": ${FIELD}.containers[0].workingDir is "/app": an empty volume is mounted there`));
  });

  test.each<[string, Partial<ContainerProps>, Partial<DeploymentProps>]>([
    ['next to the program', { command: ['/app/server'], workingDir: '/app', volumeMounts: mounted('/app/cache') }, {}],
    ['if an init container fills it', { command: ['/app/server'], workingDir: '/app', volumeMounts: mounted('/app') }, {
      initContainers: [container({ name: 'setup', command: ['cp', '-R', '/app/.', '/work'], volumeMounts: mounted('/work') })],
    }],
    ['with a program from PATH', { command: ['nginx'], volumeMounts: [configuration] }, {}],
  ])('is accepted %s', (_, main, props) => {
    expect(errors(main, props)).not.toContain('empty-volume');
    expect(warnings(main, props).filter((text) => text.includes('empty-volume'))).toEqual([]);
  });

  test('is reported for files too', () => {
    const chart = newChart();
    new Include(chart, 'files', { url: `${__dirname}/fixtures/hidden-program.yaml` });
    Hardening.of(chart).enforce();
    expect(synthError(chart)).toContain('[shop/files/web-deployment] empty-volume-command: container "main"');
  });
});

describe('a low port', () => {
  const port = { portNumber: 80 };

  test('is reported if no sysctl opens it', () => {
    expect(warnings(port, { securityContext: IDS })).toContainEqual(
      expect.stringMatching(/^low-ports: container "main": .*containerPort is 80\. listen on 1024 or above, or set the sysctl `net\.ipv4\.ip_unprivileged_port_start`/));
  });

  test('is accepted with the sysctl', () => {
    const sysctls = [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }];
    const patch = JsonPatch.add('/spec/template/spec/securityContext/sysctls', sysctls);
    expect(warnings(port, { securityContext: IDS }, patch).filter((text) => text.startsWith('low-ports'))).toEqual([]);
  });

  test('is not opened by NET_BIND_SERVICE, which is reported as inert', () => {
    const securityContext = { user: 65532, capabilities: { add: [Capability.NET_BIND_SERVICE] } };
    const found = warnings({ ...port, securityContext }).join('\n');
    expect(found).toContain('low-ports: container "main"');
    expect(found).toContain(
      `inert-net-bind-service: container "main": ${FIELD}.containers[0].securityContext.capabilities.add[0] is "NET_BIND_SERVICE". waive it for your own image if its program has file capabilities`);
  });
});

describe('paths that a non-root user cannot write', () => {
  test('include a volume that ignores fsGroup', () => {
    const nfs = JsonPatch.add('/spec/template/spec/volumes', [{ name: 'data', nfs: { server: 'nfs.example.com', path: '/' } }]);
    const mount = JsonPatch.add('/spec/template/spec/containers/0/volumeMounts', [{ name: 'data', mountPath: '/data' }]);
    expect(warnings({}, { securityContext: IDS }, nfs, mount)).toContainEqual(
      expect.stringMatching(/^fs-group-volumes: spec\.template\.spec\.volumes\[0\]\.nfs: fsGroup has no effect on it\. .*make sure that the storage itself belongs/));
  });

  test('include TMPDIR, and a pod without writable paths', () => {
    expect(warnings({ envVariables: { TMPDIR: EnvValue.fromValue('/var/tmp') } })).toContainEqual(
      expect.stringMatching(/^undeclared-writable-paths: .*these containers have neither a writable mount/));
    expect(warnings({ envVariables: { TMPDIR: EnvValue.fromValue('/var/tmp') } })).toContainEqual(
      expect.stringMatching(/^runtime-environment: container "main": .*env\[0\]\.value is "\/var\/tmp": "\/var\/tmp" is not in a writable mount/));
  });
});

test('reports a manual seed in an image without a shell', () => {
  const seed = container({ name: 'writable-seed-main', image: `gcr.io/distroless/static-debian12:nonroot@${IMAGE.split('@')[1]}` });
  expect(errors({}, { initContainers: [seed] }))
    .toContain(`[shop/web] seed-shell: container "writable-seed-main": ${FIELD}.initContainers[0].image is "gcr.io/distroless/static-debian12:nonroot`);
});

test('a warning fails a gate with failOn: warning', () => {
  const chart = plain({ portNumber: 80 }, { securityContext: IDS });
  Hardening.of(chart).enforce({ failOn: FailOn.WARNING });
  expect(synthError(chart)).toContain('[shop/web] low-ports: container "main"');
});

describe('a Service', () => {
  const serving = (targetPort: string) => {
    const chart = newChart();
    Hardening.of(chart).enforce();
    new HardenedDeployment(chart, 'web', { containers: [container({ ports: [{ name: 'http', number: 8080 }] })], podMetadata: { labels: { app: 'web' } } });
    new ApiObject(chart, 'service', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort }] },
    });
    return synthError(chart);
  };

  test('for a port that its pods do not have is reported', () => {
    expect(serving('web')).toContain('service-ports: spec.ports[0].targetPort is "web": the pods that it selects have 8080, http');
  });

  test('for a port that they have is not', () => expect(serving('http')).not.toContain('service-ports'));
});

import { existsSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { join } from 'path';
import { MiniChart } from './mini-charts';
import { ValuesRun } from './support';
import { run } from '../../commands/cli/support';
import { helmOnly, Programs } from '../charts/support';

const DROP = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const NON_ROOT = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
/** What is safe beside a choice that keeps the container as it is. */
const SECCOMP_ONLY = { podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } }, securityContext: { allowPrivilegeEscalation: false } };
const POD_AND_CONTAINER = { podSecurityContext: NON_ROOT, securityContext: DROP };

/** Those for which nothing is written. */
const REFUSED = ['required'] as const;

interface Expected {
  readonly values: object | null;
  readonly summary: string;
  readonly says?: readonly string[];
}

/** What is written for each chart, and what is said first. */
const EXPECTED: { readonly [chart in Exclude<MiniChart, typeof REFUSED[number]>]: Expected } = {
  'plain': { values: POD_AND_CONTAINER, summary: '1 of 1 workload restricted by 2 values (8 lines); 0 patches' },
  'else-branch': {
    values: { podSecurityContext: { ...NON_ROOT, runAsUser: 1000, fsGroup: 2000, seLinuxOptions: { level: 's0:c1,c2' } }, securityContext: DROP },
    summary: '1 of 1 workload restricted by 2 values (12 lines); 0 patches',
  },
  'else-branch-volumes': {
    values: {
      podSecurityContext: { ...NON_ROOT, runAsUser: 33, fsGroup: 33, sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }] },
      securityContext: DROP,
      extraVolumes: [{ name: 'scratch-web--var-www-html', emptyDir: {} }, { name: 'scratch-web--run', emptyDir: { sizeLimit: '16Mi' } }],
      extraVolumeMounts: [{ name: 'scratch-web--var-www-html', mountPath: '/var/www/html' }, { name: 'scratch-web--run', mountPath: '/run' }],
    },
    summary: '1 of 1 workload restricted by 4 values (24 lines); 0 patches',
  },
  // One awkward value does not refuse the chart: patches set its fields.
  'unrepairable': {
    values: null,
    summary: '1 of 1 workload restricted by no values; 1 patch',
    says: ['podSecurityContext is left out, because it changes something else, too: Deployment prod/shop: hostname was "web", and would be not set'],
  },
  'lost-again': {
    values: null,
    summary: '1 of 1 workload restricted by no values; 1 patch',
    says: ['podSecurityContext is left out, because it changes something else, too: Deployment prod/shop: securityContext.fsGroup was 2000, and would be not set'],
  },
  'shared': {
    values: { securityContext: NON_ROOT },
    summary: '1 of 1 workload restricted by 1 value (4 lines); 1 patch',
    says: ['no known value reaches Deployment shop, container "web": securityContext.allowPrivilegeEscalation, securityContext.capabilities.drop: a value that also reaches fields that must not have it; a patch sets it'],
  },
  'strict': {
    values: { podSecurityContext: { runAsNonRoot: true }, securityContext: { ...DROP, seccompProfile: { type: 'RuntimeDefault' } } },
    summary: '1 of 1 workload restricted by 2 values (8 lines); 0 patches',
  },
  'enabled': {
    values: { podSecurityContext: { enabled: true, ...NON_ROOT }, containerSecurityContext: DROP },
    summary: '1 of 1 workload restricted by 2 values (9 lines); 0 patches',
  },
  'switched-on': {
    values: {
      podSecurityContext: NON_ROOT,
      containerSecurityContext: { enabled: true, ...DROP, runAsNonRoot: true, privileged: null },
    },
    summary: '1 of 1 workload restricted by 2 values (11 lines); 1 patch',
  },
  'seccomp': {
    values: { seccompProfile: { type: 'RuntimeDefault' } },
    summary: '1 of 1 workload restricted by 1 value (2 lines); 0 patches',
  },
  'ranged': {
    values: { workers: { fast: { securityContext: { ...DROP, ...NON_ROOT } }, slow: { securityContext: { ...DROP, ...NON_ROOT } } } },
    summary: '2 of 2 workloads restricted by 2 values (17 lines); 0 patches',
  },
  'host-port': {
    values: { securityContext: { allowPrivilegeEscalation: false, seccompProfile: { type: 'RuntimeDefault' } } },
    summary: '0 of 1 workload restricted by 1 value (4 lines); 0 patches',
    says: [
      'left: Deployment shop, container "web": host-ports (80:80/TCP): access to the node, which the workload may need',
      'left: Deployment shop, container "web": capabilities-restricted, run-as-non-root: not changed, because other findings keep the workload from meeting its profile',
    ],
  },
  'subcharts': {
    values: { db: POD_AND_CONTAINER, cache: POD_AND_CONTAINER, server: POD_AND_CONTAINER },
    summary: '3 of 3 workloads restricted by 6 values (27 lines); 0 patches',
  },
  'replaced-list': {
    values: SECCOMP_ONLY,
    summary: '0 of 1 workload restricted by 2 values (5 lines); 0 patches',
    says: ['left: Deployment shop, container "web": capabilities-restricted (["NET_RAW"]), run-as-non-root: the chart\'s own choice, which --override-unsafe replaces'],
  },
  'hooks': {
    values: POD_AND_CONTAINER,
    summary: '3 of 3 workloads restricted by 2 values (8 lines); 2 patches',
    says: [
      'no known value reaches Job shop-migrate, container "migrate": securityContext.allowPrivilegeEscalation, securityContext.capabilities.drop: a hook without a value; a patch sets it',
      '  propose upstream, in charts/hooks/templates/migrate.yaml: {{ with ($.Values.migrate).podSecurityContext }}securityContext: {{- toYaml . | nindent 8 }}{{ end }}',
      '  propose upstream, in charts/hooks/templates/migrate.yaml: securityContext: {{ ($.Values.migrate).securityContext | default dict | toJson }}',
      'no known value reaches Pod shop-ping: securityContext.runAsNonRoot, securityContext.seccompProfile.type: a test hook without a value; a patch sets it',
    ],
  },
  'renamed': {
    values: { podSecurityContext: NON_ROOT },
    summary: '1 of 1 workload restricted by 1 value (4 lines); 1 patch',
    says: [
      'no known value reaches Deployment shop, container "web": securityContext.allowPrivilegeEscalation, securityContext.capabilities.drop: a value for the pod only; a patch sets it',
      '  propose upstream, in charts/renamed/templates/web.yaml: {{ with $.Values.securityContext }}securityContext: {{- toYaml . | nindent 12 }}{{ end }}',
    ],
  },
  'rollout': { values: null, summary: '1 of 1 workload restricted by no values; 1 patch', says: ['  propose upstream, in charts/rollout/templates/web.yaml: {{ with $.Values.podSecurityContext }}securityContext: {{- toYaml . | nindent 8 }}{{ end }}'] },
  'tpl': { values: POD_AND_CONTAINER, summary: '1 of 1 workload restricted by 2 values (8 lines); 0 patches' },
  'library': { values: { server: POD_AND_CONTAINER }, summary: '1 of 1 workload restricted by 2 values (9 lines); 0 patches' },
  'refused-marker': {
    values: POD_AND_CONTAINER,
    summary: '1 of 1 workload restricted by 2 values (8 lines); 0 patches',
    says: ['sidecar.securityContext was not traced: the chart does not render with a marker in it'],
  },
  'fixed-fields': {
    values: { podSecurityContext: NON_ROOT },
    summary: '1 of 1 workload restricted by 1 value (4 lines); 1 patch',
    says: ['no known value reaches Deployment shop, container "web": securityContext.allowPrivilegeEscalation, securityContext.capabilities.drop: the template passes only fixed fields of the value; a patch sets it'],
  },
  'random': { values: POD_AND_CONTAINER, summary: '1 of 1 workload restricted by 2 values (8 lines); 0 patches' },
  'dumped': { values: POD_AND_CONTAINER, summary: '1 of 1 workload restricted by 2 values (8 lines); 0 patches', says: ['the values also change ConfigMap web'] },
  'node': {
    values: SECCOMP_ONLY,
    summary: '0 of 1 workload restricted by 2 values (5 lines); 0 patches',
    says: ['left: DaemonSet shop: host-namespaces (hostPID), restricted-volumes (/var/log): access to the node, which the workload may need'],
  },
  'switch': {
    values: SECCOMP_ONLY,
    summary: '0 of 1 workload restricted by 2 values (5 lines); 0 patches',
    says: ['sysctlImage.enabled: false would remove the init container "sysctl" of Deployment shop; the value was not written, because the node or a volume may need the init container'],
  },
  'owner-change': {
    values: SECCOMP_ONLY,
    summary: '0 of 1 workload restricted by 2 values (5 lines); 0 patches',
    says: [
      'left: Deployment shop, container "web": capabilities-restricted, run-as-non-root: not changed, because other findings keep the workload from meeting its profile',
      'left: Deployment shop, container "volume-permissions": chown: it fails, since only root with the capability CHOWN may change owners: remove it, and let `fsGroup` make the volume writable',
      'volumePermissions.enabled: false would remove the init container "volume-permissions" of Deployment shop; the value was not written, because the node or a volume may need the init container',
    ],
  },
  'switch-elsewhere': {
    values: POD_AND_CONTAINER,
    summary: '1 of 1 workload restricted by 2 values (8 lines); 1 patch',
    says: ['no known value reaches Deployment shop, container "make-user": securityContext.allowPrivilegeEscalation, securityContext.capabilities.drop: the chart has a value for it, but its schema refuses the value, the value also changes something else, or it applies only with another value; a patch sets it'],
  },
  'volumes-only': {
    values: {
      podSecurityContext: { ...NON_ROOT, runAsUser: 101, sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }] },
      securityContext: DROP,
    },
    summary: '1 of 1 workload restricted by 2 values (12 lines); 1 patch',
    says: [
      'no known value reaches Deployment shop: volumes: the chart has a value for it, but none for the volumes and mounts that must be set with it; a patch sets it',
      'no known value reaches Deployment shop, container "web": volumeMounts: the chart has no known value for it; a patch sets it',
    ],
  },
  'sibling': {
    values: SECCOMP_ONLY,
    summary: '0 of 1 workload restricted by 2 values (5 lines); 1 patch',
    says: [
      'left: Deployment shop, container "web": capabilities-restricted, run-as-non-root: not changed, because other findings keep the workload from meeting its profile',
      'left: Deployment shop, container "proxy": capabilities-restricted (NET_ADMIN), run-as-non-root: the chart\'s own choice, which --override-unsafe replaces',
    ],
  },
  'generated-name': {
    values: { podSecurityContext: NON_ROOT },
    summary: '0 of 2 workloads restricted by 1 value (4 lines); 0 patches',
    says: [
      'no patches: kustomize builds nothing from this chart, because Job shop-* has only a generateName',
      'no known value reaches Job shop-*, container "job": securityContext.allowPrivilegeEscalation, securityContext.capabilities.drop: a value for the pod only; no patch can set it, since the API server generates the name of the object',
      'no known value reaches Deployment shop, container "web": securityContext.allowPrivilegeEscalation, securityContext.capabilities.drop: a value for the pod only',
    ],
  },
  'drawn-name': {
    values: POD_AND_CONTAINER,
    summary: '1 of 2 workloads restricted by 2 values (8 lines); 0 patches',
    says: [
      'no known value reaches Pod shop-ui-test-drawn-by-helm: securityContext.runAsNonRoot, securityContext.seccompProfile.type: a test hook without a value; no patch can set it, since the chart gives the object a new name each time that it renders',
    ],
  },
  'drawn-container': {
    values: POD_AND_CONTAINER,
    summary: '1 of 2 workloads restricted by 2 values (8 lines); 0 patches',
    says: [
      'no known value reaches Pod shop-test, container "test-drawn-by-helm": securityContext.allowPrivilegeEscalation, securityContext.capabilities.drop: a test hook without a value; no patch can set it, since the chart gives a container of it a new name each time that it renders',
    ],
  },
  'twins': { values: { podSecurityContext: NON_ROOT }, summary: '1 of 1 workload restricted by 1 value (4 lines); 1 patch' },
  'other-names': {
    values: { hardening: { pod: NON_ROOT, main: DROP } },
    summary: '1 of 2 workloads restricted by 2 values (9 lines); 1 patch',
    says: [
      'left: Deployment shop-job: run-as-non-root: the chart\'s own choice, which --override-unsafe replaces',
      'no known value reaches Deployment shop-job: securityContext.seccompProfile.type: the chart has no known value for it; a patch sets it',
    ],
  },
  'modern': {
    values: {
      // Its image is known: what it needs to start as another user than root.
      podSecurityContext: { ...NON_ROOT, runAsUser: 101, sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }] },
      containerSecurityContext: DROP,
      extraVolumes: [
        { name: 'own', emptyDir: {} }, { name: 'scratch-web--var-cache-nginx', emptyDir: {} }, { name: 'scratch-web--run', emptyDir: { sizeLimit: '16Mi' } },
      ],
      extraVolumeMounts: [
        { name: 'own', mountPath: '/own' },
        { name: 'scratch-web--var-cache-nginx', mountPath: '/var/cache/nginx' }, { name: 'scratch-web--run', mountPath: '/run' },
      ],
    },
    summary: '1 of 1 workload restricted by 4 values (27 lines); 0 patches',
  },
  'root': {
    values: SECCOMP_ONLY,
    summary: '0 of 1 workload restricted by 2 values (5 lines); 0 patches',
    says: ['left: Deployment shop: run-as-user (0): the chart\'s own choice, which --override-unsafe replaces'],
  },
};

describe.each([3, 4] as const)('with Helm %i', (major) => {
  let programs: Programs;
  beforeAll(() => { programs = helmOnly(major); });
  afterAll(() => programs.remove());

  test.each(Object.keys(EXPECTED) as (keyof typeof EXPECTED)[])('%s', async (name) => {
    const chart = new ValuesRun(name, programs);
    try {
      const { values, lines, status } = await chart.values();
      const { values: expected, summary, says = [] } = EXPECTED[name];
      const said = says.filter((line) => lines.includes(line));
      expect({ status, values, summary: lines[0], said }).toEqual({ status: 0, values: expected, summary, said: says });
    } finally {
      chart.remove();
    }
  });

  test('no line is proposed for a value that the template has, but behind a switch', async () => {
    const chart = new ValuesRun('switch-elsewhere', programs);
    try {
      expect((await chart.values()).lines.join('\n')).not.toMatch(/propose upstream.*make-?[uU]ser|job\)\.containerSecurityContext/);
    } finally {
      chart.remove();
    }
  });

  test('a chart that does not render is refused with what Helm says, and one with the values of the user is not', async () => {
    const chart = new ValuesRun('required', programs);
    try {
      const { status, stdout, stderr } = await chart.run('--output-dir', 'out');
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toEqual([expect.stringMatching(/^cdk8s-hardened: required: execution error at \(required\/templates\/web\.yaml:11:19\): set hostname$/)]);
      chart.write({ 'prod.yaml': 'hostname: web\n' });
      expect(await chart.values('-f', 'prod.yaml')).toMatchObject({ status: 0, values: POD_AND_CONTAINER });
      expect(await chart.values('--set', 'hostname=web')).toMatchObject({ status: 0, values: POD_AND_CONTAINER });
    } finally {
      chart.remove();
    }
  });

  test('a name that the chart draws is in no line, so that --check finds nothing new', async () => {
    const chart = new ValuesRun('drawn-container', programs);
    try {
      const [first, second] = [await chart.run('--output-dir', 'out'), await chart.run('--output-dir', 'out', '--check')];
      expect(first.stderr.join('\n')).not.toMatch(/test-(?!drawn-by-helm")|Values\.test/);
      expect([first.status, second.status, second.stderr]).toEqual([0, 0, ['cdk8s-hardened: out fits drawn-container 1.2.3']]);
    } finally {
      chart.remove();
    }
  });

  test('a subchart has the paths of its files, by whatever name Helm calls it', async () => {
    const chart = new ValuesRun('subcharts', programs);
    try {
      const db = join(chart.chart, 'charts/db');
      renameSync(db, join(chart.chart, 'charts/database'));
      const template = join(chart.chart, 'charts/database/templates/db.yaml');
      writeFileSync(template, readFileSync(template, 'utf8').replace('{{- with .Values.securityContext }}', '{{- with .Values.nothing }}'));
      const { stderr } = await chart.run();
      const files = stderr.join('\n').match(/\S+\/templates\/\S+\.yaml/g)!;
      expect(new Set(files)).toEqual(new Set(['charts/subcharts/templates/web.yaml', 'charts/subcharts/charts/database/templates/db.yaml']));
      expect(stderr.join('\n')).toMatch(/^charts\/subcharts\/charts\/database\/templates\/db\.yaml: Deployment prod\/shop-cache: needs: uid of /m);
    } finally {
      chart.remove();
    }
  });

  test('a map that is switched on takes no safe value of the chart away, and one that --set makes unsafe stays off', async () => {
    const chart = new ValuesRun('switched-on', programs);
    try {
      chart.write({ 'charts/switched-on/values.yaml': 'podSecurityContext: { runAsNonRoot: true }\ncontainerSecurityContext: { enabled: false, runAsNonRoot: false, runAsUser: 0 }\n' });
      const { values, text, lines } = await chart.values();
      expect(lines[0]).toBe('1 of 1 workload restricted by 2 values (10 lines); 1 patch');
      expect(values).toEqual({
        podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } },
        containerSecurityContext: { enabled: true, ...DROP, runAsNonRoot: true, runAsUser: null },
      });
      expect(text).toContain('runAsNonRoot: true # keeps the settings that apply while this map is off: Deployment shop (web)\n');
      expect(text).toContain('enabled: true # switches on containerSecurityContext\n');
      const off = await chart.values('--set', 'containerSecurityContext.runAsUser=0');
      expect(off.lines[0]).toBe('1 of 1 workload restricted by 1 value (3 lines); 1 patch');
      expect(off.values).toEqual({ podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } } });
    } finally {
      chart.remove();
    }
  });

  test('what a map brings that is safe stays, and is said', async () => {
    const chart = new ValuesRun('switched-on', programs);
    try {
      const { text } = await chart.values();
      expect(text).toContain('enabled: true # switches on containerSecurityContext, and so the values that the chart has in it: {"readOnlyRootFilesystem":true}\n');
    } finally {
      chart.remove();
    }
  });

  test('a chart for a newer Kubernetes is refused with the setting that names the version, and renders with it', async () => {
    const chart = new ValuesRun('plain', programs);
    try {
      chart.write({ 'charts/plain/Chart.yaml': 'apiVersion: v2\nname: plain\nversion: 1.2.3\nkubeVersion: ">=1.40.0-0"\n' });
      const hint = /chart requires kubeVersion: \S+ which is incompatible with Kubernetes v\S+: name the version of the cluster as `kubernetesVersion` in the settings file, or for helmCharts as their `kubeVersion`$/;
      expect(await chart.run()).toMatchObject({ status: 2, stdout: '', stderr: [expect.stringMatching(hint)] });
      const audited = await run(['audit', 'charts/plain', '--config', 'none'], { cwd: chart.folder, env: programs.env });
      expect(audited).toMatchObject({ status: 2, stderr: [expect.stringMatching(hint)] });
      chart.write({ 'charts/plain/Chart.yaml': 'apiVersion: v2\nname: plain\nversion: 1.2.3\nkubeVersion: "1.28.x"\n' });
      chart.write({ 'cdk8s-hardened.yaml': 'kubernetesVersion: "1.28"\n' });
      for (const command of [['audit', 'charts/plain'], ['values', 'charts/plain', '--release', 'a', '-n', 'b']]) {
        const { status, stderr } = await run(command, { cwd: chart.folder, env: programs.env });
        expect({ isRendered: status !== 2, stderr: stderr.filter((line) => line.includes('kubeVersion')) }).toEqual({ isRendered: true, stderr: [] });
      }
    } finally {
      chart.remove();
    }
  });

  test('choices of the author are replaced only on request', async () => {
    const chart = new ValuesRun('root', programs);
    try {
      const { values, lines } = await chart.values('--override-unsafe');
      expect(lines[0]).toBe('1 of 1 workload restricted by 2 values (9 lines); 0 patches');
      expect(values).toEqual({ podSecurityContext: { ...NON_ROOT, runAsUser: null }, securityContext: DROP });
    } finally {
      chart.remove();
    }
    const list = new ValuesRun('replaced-list', programs);
    try {
      expect(await list.values('--override-unsafe')).toMatchObject({ values: POD_AND_CONTAINER });
    } finally {
      list.remove();
    }
  });

  test('a choice of the user is not said to be the chart\'s', async () => {
    const chart = new ValuesRun('plain', programs);
    const left = async (...args: string[]) => (await chart.values(...args)).lines.filter((line) => line.startsWith('left: '));
    try {
      chart.write({
        'prod.yaml': 'podSecurityContext: { runAsUser: 0 }\n',
        'more.yaml': 'securityContext: { capabilities: { add: [NET_RAW] } }\n',
        'other.yaml': 'podSecurityContext: { fsGroup: 1000 }\n',
      });
      const inFile = 'your own choice, podSecurityContext.runAsUser in prod.yaml, which --override-unsafe replaces';
      // What is missing beside it waits for it.
      expect(await left('-f', 'prod.yaml', '-f', 'other.yaml')).toEqual([
        `left: Deployment shop, container "web": capabilities-restricted, run-as-non-root: ${inFile}`, `left: Deployment shop: run-as-user (0): ${inFile}`,
      ]);
      expect(await left('-f', 'more.yaml')).toContain('left: Deployment shop, container "web": capabilities-restricted (NET_RAW), run-as-non-root: your own choice, securityContext.capabilities.add in more.yaml, which --override-unsafe replaces');
      const bySet = 'left: Deployment shop: run-as-user (0): your own choice, --set podSecurityContext.runAsUser: change it there';
      expect(await left('--set', 'podSecurityContext.fsGroup=1,podSecurityContext.runAsUser=0')).toContain(bySet);
      expect(await left('-f', 'prod.yaml', '--set', 'podSecurityContext.runAsUser=0')).toContain(bySet);
    } finally {
      chart.remove();
    }
    const root = new ValuesRun('root', programs);
    try {
      root.write({ 'prod.yaml': 'podSecurityContext: { fsGroup: 1 }\n' });
      expect((await root.values('-f', 'prod.yaml', '--set', 'securityContext.runAsGroup=1')).lines).toContain('left: Deployment shop: run-as-user (0): the chart\'s own choice, which --override-unsafe replaces');
    } finally {
      root.remove();
    }
  });

  test('a chart without workloads is said to have none, and one that renders nothing is an error', async () => {
    const chart = new ValuesRun('plain', programs);
    const none = 'cdk8s-hardened: charts/plain: renders no workloads with these values, so there is nothing to harden: '
      + 'if it should have some, pass the values of the deployment with -f or --set';
    try {
      chart.write({ 'charts/plain/templates/web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n' });
      expect(await chart.run()).toEqual({ status: 0, stdout: '', stderr: [none, 'cdk8s-hardened: no workloads; nothing to write'] });
      expect(await chart.run('--explain')).toEqual({ status: 0, stdout: '', stderr: [none] });
      chart.write({ 'charts/plain/templates/web.yaml': '' });
      for (const args of [[], ['--explain'], ['--output-dir', 'out']]) {
        expect(await chart.run(...args)).toEqual({
          status: 2, stdout: '', stderr: ['cdk8s-hardened: charts/plain: renders nothing with these values: pass the values of the deployment with -f or --set'],
        });
      }
      expect(existsSync(chart.path('out'))).toBe(false);
    } finally {
      chart.remove();
    }
  });

  test('a library chart, and a chart that is none, are refused', async () => {
    const chart = new ValuesRun('library', programs);
    try {
      const { status, stderr } = await chart.run('--set', 'a=b');
      expect({ status, stderr: stderr[0] }).toMatchObject({ status: 0 });
      const library = await run(['values', join(chart.chart, 'charts', 'common'), '--release', 'a', '-n', 'b', '--config', 'none'], { env: programs.env });
      expect(library).toMatchObject({ status: 2, stdout: '', stderr: ['cdk8s-hardened: common: library charts are not installable'] });
      const nothing = await run(['values', chart.path('nowhere'), '--release', 'a', '-n', 'b', '--config', 'none'], { env: programs.env });
      expect(nothing).toMatchObject({ status: 2, stdout: '' });
    } finally {
      chart.remove();
    }
  });
});

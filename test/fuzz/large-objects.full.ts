import { JsonObject } from '../../src/formats/manifest/json';
import { amended, DEFAULT_CONTEXT } from '../../src/policy/context/context';
import { evaluate } from '../../src/policy/engine/evaluate';
import { harden } from '../../src/policy/engine/harden';
import { profileOf } from '../../src/policy/engine/profile';
import { expectQuick } from '../support/quick';

// As long-texts.test.ts, for objects that have many of everything: what compares each with each, and looks for a third one meanwhile,
// takes minutes for one of these.

const MANY = 1000;
const SECONDS = 2.5;

const each = <T>(make: (index: number) => T) => Array.from({ length: MANY }, (_, index) => make(index));
const container = (index: number, more: object = {}) => ({ name: `c${index}`, image: 'app:1', ...more });
const volume = (index: number) => ({ name: `v${index}`, emptyDir: {} });
const pod = (spec: object, annotations = {}) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', annotations }, spec });
const custom = (apiVersion: string, kind: string, spec: object) => ({ apiVersion, kind, metadata: { name: 'x' }, spec });

const OBJECTS: Readonly<Record<string, JsonObject>> = {
  'containers': pod({ initContainers: each(container), containers: each((index) => container(MANY + index)) }),
  'containers without a name': pod({ containers: each(() => ({ image: 'app:1' })) }),
  'containers with a volume each': pod({
    containers: each((index) => container(index, { command: ['/w/a'], workingDir: '/w', volumeMounts: [{ name: `v${index}`, mountPath: '/w' }] })),
    volumes: each(volume),
  }),
  'containers with one volume': pod({
    containers: each((index) => container(index, { command: ['/w/a'], workingDir: '/w', volumeMounts: [{ name: 'v0', mountPath: '/w' }] })),
    volumes: [volume(0)],
  }),
  'containers with a volume of programs': pod({
    containers: each((index) => container(index, { volumeMounts: [{ name: 'v0', mountPath: '/usr/bin', subPath: `s${index}`, readOnly: true }] })),
    volumes: [volume(0)],
  }),
  'mounts': pod({ containers: [container(0, { volumeMounts: each((index) => ({ name: `v${index}`, mountPath: `/m${index}` })) })], volumes: each(volume) }),
  'mounts of programs': pod({
    containers: [container(0, { volumeMounts: each((index) => ({ name: 'v0', mountPath: `/bin/${index}`, readOnly: true })) }), container(1, {
      volumeMounts: each((index) => ({ name: 'v0', mountPath: `/x/${index}`, readOnly: true })),
    })],
    volumes: [volume(0)],
  }),
  'mounts in mounts': pod({
    containers: [container(0, { volumeMounts: each((index) => ({ name: `v${index}`, mountPath: '/m'.repeat(index + 1) })) })],
    volumes: each(volume),
  }),
  'variables': pod({ containers: [container(0, { env: each((index) => ({ name: `E${index}`, value: `$(E${index - 1})/x` })) })] }),
  'paths in a variable': pod({
    containers: [container(0, {
      env: [{ name: 'LD_LIBRARY_PATH', value: each((index) => `/m${index}`).join(':') }],
      volumeMounts: each((index) => ({ name: 'v0', mountPath: `/m${index}` })),
    })],
    volumes: [volume(0)],
  }),
  'ports': pod({ containers: [container(0, { ports: each((index) => ({ name: `p${index}`, containerPort: index, hostPort: index })) })] }),
  'annotations': pod({ containers: each(container) },
    Object.fromEntries(each((index) => [`container.apparmor.security.beta.kubernetes.io/c${index}`, 'unconfined']))),
  'claim templates': custom('apps/v1', 'StatefulSet', {
    volumeClaimTemplates: each((index) => ({ metadata: { name: `v${index}` } })),
    template: { spec: { containers: [container(0, { volumeMounts: each((index) => ({ name: `v${index}`, mountPath: `/m${index}` })) })] } },
  }),
  'templates of Argo': custom('argoproj.io/v1alpha1', 'Workflow', { templates: each((index) => ({ name: `t${index}`, container: container(index) })) }),
  'steps of Argo': custom('argoproj.io/v1alpha1', 'Workflow', { templates: [{ name: 't', steps: each((index) => [{ inline: { container: container(index) } }]) }] }),
  'steps of Tekton': custom('tekton.dev/v1', 'Task', { stepTemplate: {}, steps: each(container) }),
  'containers of an operator': custom('monitoring.coreos.com/v1', 'Prometheus', { containers: each(container), volumes: each(volume) }),
  'pod templates of no one knows whom': custom('example.com/v1', 'Pool', { workers: each((index) => ({ template: { spec: { containers: [container(index)] } } })) }),
  'a list': { apiVersion: 'v1', kind: 'List', items: each(() => pod({ containers: [container(0)] })) },
};

test.each(Object.entries(OBJECTS))('hardens %s in little time', async (_, object) => {
  for (const platform of ['kubernetes', 'gke-autopilot'] as const) {
    const context = amended(DEFAULT_CONTEXT, { target: { platform } });
    await expectQuick(SECONDS, () => evaluate(object, profileOf('hardened'), context), 'to evaluate it');
    await expectQuick(SECONDS, () => harden(object, context), 'to harden it');
  }
}, 120_000);

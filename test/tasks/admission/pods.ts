import * as fc from 'fast-check';
import { clone, isObject, JsonObject } from '../../../src/formats/manifest/json';
import { CONTAINER_LISTS } from '../../../src/formats/manifest/pod';
import { POD_TEMPLATES } from '../../../src/formats/manifest/workload';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';
import { goodContainer, goodPod } from '../../policy/controls/support';
import { FILE_CASES } from '../../policy/controls/volumes-with-files';
import { sensibleTemplate } from '../../policy/engine/manifests';
import { UNSAFE_CHANGES } from '../../properties/unsafe-changes';
import { anyPod } from '../../pss/arbitrary';
import { FIXTURES } from '../../pss/fixtures';
import { minimalPod } from '../../pss/fixtures/pod';

/** A pod without its kind. */
export interface Template {
  readonly metadata?: any;
  readonly spec: any;
}

/** Of each kind that policies are for, an object with a pod template. */
export function asKind(groupKind: string, { metadata, spec }: Template): JsonObject {
  const [group, kind] = groupKind.split('/');
  const own = { name: 'own', namespace: 'shop' };
  const object: JsonObject = { apiVersion: group === '' ? 'v1' : `${group}/v1`, kind, metadata: own };
  const path = POD_TEMPLATES[groupKind];
  if (path.length === 0) {
    return { ...object, metadata: { ...own, ...metadata }, spec };
  }
  return { ...object, ...path.reduceRight<JsonObject>((inner, step) => ({ [step]: inner }), { metadata: metadata ?? {}, spec }) };
}

/** The kinds that policies are for. */
export const KINDS = Object.keys(POD_TEMPLATES).filter((kind) => !kind.startsWith('extensions/'));

/** As the API server has a pod: nothing is null, and lists of texts have only texts. */
export function asStored<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.filter((each) => each !== null && each !== undefined).map(asStored) as T;
  }
  if (!isObject(value)) {
    return value;
  }
  const entries = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(entries.map(([key, each]) => [key, asStored(each)])) as T;
}

const EVERYTHING = profileOf('hardened');

/** Whether the API server refuses a pod before it asks a policy. */
export function isRefused(template: Template): boolean {
  const { spec } = template;
  const contexts = [spec, ...CONTAINER_LISTS.flatMap((list) => spec[list] ?? [])].map((owner) => owner.securityContext ?? {});
  const volumes: any[] = spec.volumes ?? [];
  return evaluate(asKind('/Pod', template), EVERYTHING).some(({ control }) => control.refusedBy === 'api-server')
    || contexts.some(({ seccompProfile, appArmorProfile }) => [seccompProfile, appArmorProfile].some((profile) => profile && !profile.type))
    || volumes.some((volume) => Object.keys(volume).length > 2);
}

/** Whether the API server cannot even read it. */
function isUnreadable({ spec }: Template): boolean {
  return CONTAINER_LISTS.some((list) => (spec[list] ?? []).some((container: any) => !container.name));
}

export function isAdmissible(template: Template): boolean {
  return !isUnreadable(template) && !isRefused(template);
}

/** For each control a pod without findings, and one with each of its unsafe changes. */
export function changedPods(): readonly { readonly control: string; readonly before: Template; readonly after: Template }[] {
  const changes = Object.entries(UNSAFE_CHANGES).flatMap(([control, some]) => some.map((change) => ({ control, ...change })));
  return changes.filter(({ context }) => !context).map(({ control, makeSafe, makeUnsafe, lists }, index) => {
    const list = lists[index % lists.length];
    const pod: any = goodPod();
    const { metadata, spec } = pod;
    const probe: any = goodContainer('probe');
    Object.assign(probe.securityContext, { runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } });
    Object.assign(spec, { hostUsers: true, [list]: [...spec[list] ?? [], probe] });
    CONTAINER_LISTS.forEach((each) => { spec[each] ??= []; });
    spec.volumes.push({ name: 'tmp-probe', emptyDir: { sizeLimit: '1Gi' } });
    makeSafe(probe, spec, metadata);
    const before = clone({ metadata, spec });
    makeUnsafe(probe, spec, metadata);
    return { control, before: asStored(before), after: asStored(clone({ metadata, spec })) };
  });
}

/** The pods by which upstream tests Pod Security. */
export function fixturePods(version: number): readonly Template[] {
  return (['baseline', 'restricted'] as const).flatMap((level) => FIXTURES[level].flatMap(({ generate }) => {
    const { pass, fail } = generate(() => minimalPod(level, version), version);
    return [...pass, ...fail].map((pod) => completed(asStored(clone(pod as any))));
  }));
}

/** The volume that takes the place of the automatic token, and what is not quite it. */
export function tokenPods(): readonly Template[] {
  const SOURCES: any[] = [
    { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
  ];
  const MOUNT = { name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true };
  const tokenPod = (change: (sources: any[], mount: any, projected: any) => void): Template => {
    const { sources, mount } = clone({ sources: SOURCES, mount: MOUNT }) as any;
    const projected = { sources, defaultMode: 0o644 };
    change(sources, mount, projected);
    return { spec: { containers: [{ name: 'app', volumeMounts: [mount] }], volumes: [{ name: 'token', projected }] } };
  };
  return [
    () => {},
    (_: any[], mount: any) => { mount.mountPath += '/'; },
    ([token]: any[]) => { delete token.serviceAccountToken.expirationSeconds; },
    (sources: any[]) => sources.reverse(),
    (_: any[], __: any, projected: any) => { projected.defaultMode = 0o440; },
    ([token]: any[]) => { token.serviceAccountToken.expirationSeconds = 3601; },
    ([token]: any[]) => { token.serviceAccountToken.audience = 'vault'; },
    ([token]: any[]) => { token.serviceAccountToken.path = 'api'; },
    ([, config]: any[]) => { config.configMap.name = 'other'; },
    ([, config]: any[]) => { config.configMap.optional = true; },
    ([, config]: any[]) => { config.configMap.items[0].mode = 0o600; },
    ([, , downward]: any[]) => { downward.downwardAPI.items[0].fieldRef.fieldPath = 'metadata.name'; },
    ([, , downward]: any[]) => { delete downward.downwardAPI.items[0].fieldRef.apiVersion; },
    (sources: any[]) => sources.pop(),
    (sources: any[]) => sources.push({ secret: { name: 'x' } }),
    (_: any[], __: any, projected: any) => { projected.defaultMode = 0o666; },
    (_: any[], mount: any) => { mount.readOnly = false; },
    (_: any[], mount: any) => { mount.subPath = 'x'; },
    (_: any[], mount: any) => { mount.mountPath = '/token'; },
    (_: any[], mount: any) => { mount.name = 'other'; },
  ].map(tokenPod);
}

/** Pods with each sort of volume, for containers that run as root and others. */
export function volumePods(fsGroup: number | undefined): readonly Template[] {
  return FILE_CASES.flatMap(({ volume }) => [undefined, 0].map((runAsUser): Template => ({
    spec: {
      securityContext: asStored({ fsGroup, runAsUser }),
      containers: [{ name: 'app' }, { name: 'side', securityContext: { runAsUser: 0 } }],
      volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'v', ...volume }],
    },
  })));
}

/** Beside what contradicts a fill-in, and what does not. */
export const CHOICES: readonly Template[] = [
  { spec: { securityContext: { fsGroup: 2000 }, containers: [{ name: 'root', securityContext: { runAsUser: 0 } }, { name: 'app', securityContext: {} }] } },
  { spec: { containers: [{ name: 'app', securityContext: { capabilities: { drop: ['all'] } } }], ephemeralContainers: [{ name: 'debug' }] } },
  { spec: { containers: [{ name: 'app', securityContext: { capabilities: { add: ['CAP_SYS_ADMIN'], drop: [] } } }], initContainers: [{ name: 'setup' }] } },
  { spec: { os: { name: 'windows' }, containers: [{ name: 'app' }] } },
];

/** Pods with any fields of the right types, as the API server takes them. */
const anyTemplate: fc.Arbitrary<Template> = fc.oneof(
  { weight: 1, arbitrary: anyPod.map((pod) => repaired(asStored(clone(pod as any)))) },
  { weight: 2, arbitrary: sensibleTemplate.map((template) => repaired(asStored(clone(template as any)))) },
).filter(isAdmissible);

/** Always the same, but where a run of all properties has another seed. */
export function somePods(count: number): readonly Template[] {
  return fc.sample(anyTemplate, { numRuns: count, seed: Number(process.env.PROPERTY_SEED ?? 1) });
}

/** The pods on which policies are compared with the engine: those of upstream for a version, each unsafe change, and some random ones. */
export function parityPods(version: number, random: number): readonly Template[] {
  return [
    ...fixturePods(version),
    ...changedPods().flatMap(({ before, after }, index) => index % 4 === 0 ? [before, after] : [after]),
    ...tokenPods(),
    ...[undefined, 0, 65532].flatMap(volumePods),
    ...somePods(random),
  ];
}

/** Fields without which the API server refuses a volume. */
function completed(template: Template): Template {
  for (const { hostPath, csi } of template.spec.volumes ?? []) {
    Object.assign(hostPath ?? {}, { path: hostPath?.path ?? '/srv' });
    Object.assign(csi ?? {}, { driver: csi?.driver ?? 'driver' });
  }
  return template;
}

/** Names that the API server takes, mounts of volumes that are there, and amounts that are quantities. */
function repaired({ metadata, spec }: Template): Template {
  delete spec.zzz;
  spec.securityContext?.sysctls?.forEach((sysctl: any) => sysctl.name ??= 'kernel.shm_rmid_forced');
  completed({ spec });
  const volumes: any[] = (spec.volumes ?? []).map((volume: any, index: number) => ({ ...volume, name: `volume-${index}` }));
  for (const volume of volumes) {
    if (volume.hostPath) {
      volume.hostPath.path = (volume.hostPath.path ?? '/srv').replaceAll('..', 'x');
    }
    if (volume.emptyDir?.sizeLimit !== undefined) {
      volume.emptyDir.sizeLimit = String(volume.emptyDir.sizeLimit).replace('x', '1');
    }
    for (const { serviceAccountToken: token } of volume.projected?.sources ?? []) {
      Object.assign(token ?? {}, { path: 'token' });
    }
  }
  if (spec.volumes) {
    spec.volumes = volumes;
  }
  for (const list of CONTAINER_LISTS) {
    (spec[list] ?? []).forEach((container: any, index: number) => repair(container, `${list[0]}-${index}`, volumes.length));
  }
  return { metadata, spec };
}

function repair(container: any, name: string, volumes: number): void {
  delete container.custom;
  container.name = name;
  const mounts = (container.volumeMounts ?? []).map((mount: any, index: number) => ({ mountPath: `/mount-${index}`, ...mount, name: `volume-${index}` }));
  if (container.volumeMounts) {
    // CEL cannot resolve `..`, and reports it.
    container.volumeMounts = mounts.slice(0, volumes).filter(({ mountPath }: any) => !mountPath.includes('..'));
  }
  for (const amounts of Object.values<any>(container.resources ?? {})) {
    Object.keys(amounts).forEach((resource) => amounts[resource] === 'x' ? delete amounts[resource] : amounts[resource] = String(amounts[resource]));
  }
  for (const port of container.ports ?? []) {
    port.containerPort ??= 8080;
  }
  container.env = (container.env ?? []).filter((variable: any) => variable.name);
}

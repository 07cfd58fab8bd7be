import * as fc from 'fast-check';
import { clone, isObject, JsonObject } from '../../../src/formats/manifest/json';
import { CONTAINER_LISTS } from '../../../src/formats/manifest/pod';
import { POD_TEMPLATES } from '../../../src/formats/manifest/workload';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';
import { goodContainer, goodPod } from '../../policy/controls/support';
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

/** Pods with any fields of the right types, as the API server takes them. */
const anyTemplate: fc.Arbitrary<Template> = fc.oneof(
  { weight: 1, arbitrary: anyPod.map((pod) => repaired(asStored(clone(pod as any)))) },
  { weight: 2, arbitrary: sensibleTemplate.map((template) => repaired(asStored(clone(template as any)))) },
).filter(isAdmissible);

/** Names that the API server takes, mounts of volumes that are there, and amounts that are quantities. */
/** In CI always the same. */
export function somePods(count: number): readonly Template[] {
  return fc.sample(anyTemplate, { numRuns: count, seed: process.env.CI ? 1 : undefined });
}

/** Fields without which the API server refuses a volume. */
function completed(template: Template): Template {
  for (const { hostPath, csi } of template.spec.volumes ?? []) {
    Object.assign(hostPath ?? {}, { path: hostPath?.path ?? '/srv' });
    Object.assign(csi ?? {}, { driver: csi?.driver ?? 'driver' });
  }
  return template;
}

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

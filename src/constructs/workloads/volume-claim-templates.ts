import { k8s, PersistentVolumeAccessMode, StatefulSet } from 'cdk8s-plus-28';
import { VolumeClaimTemplate, VolumeClaimTemplateMount } from './volume-claim-template';
import { OptionError } from '../../formats/language/option-error';
import { isDnsLabel } from '../../formats/manifest/dns-label';
import { asObject } from '../../formats/manifest/json';
import { isBelow, normalizePath } from '../../formats/manifest/paths';
import { formatBytes } from '../../formats/manifest/quantity';
import { isDirectoryName, writableMountPath } from '../../knowledge/writable-paths/mount-path';
import { PartialDeclarations } from '../../policy/settings/declarations';
import { checkOptions, Expected, ExpectedOptions, FLAG_OPTION, listOption, memberOf, optionsOf, textSuchAs } from '../options/check-values';
import { CONTAINER_NAME, SIZE } from '../options/expected';

const SUB_PATH: Expected = {
  accepts: (value) => typeof value === 'string' && isDirectoryName(value),
  remedy: () => 'write the name of one directory of the PVC',
};

const MOUNT: ExpectedOptions<VolumeClaimTemplateMount> = {
  path: textSuchAs('/var/lib/data', true),
  container: CONTAINER_NAME,
  readOnly: FLAG_OPTION,
  subPath: SUB_PATH,
};

const EXAMPLE = '{ name: \'data\', size: Size.gibibytes(1), mounts: [{ path: \'/var/lib/data\' }] }';

const CLAIM: ExpectedOptions<VolumeClaimTemplate> = {
  name: textSuchAs('data', true),
  size: SIZE,
  storageClassName: textSuchAs('standard', true),
  accessMode: memberOf('PersistentVolumeAccessMode', PersistentVolumeAccessMode),
  mounts: listOption(optionsOf(MOUNT, { required: ['path'], example: '{ path: \'/var/lib/data\' }' }), (value) =>
    `write [{ path: ${JSON.stringify(typeof value === 'string' ? value : '/var/lib/data')} }]`),
};

/** Splits our templates from the templates of cdk8s-plus, which exist from 31 on. Containers mount the latter with `Volume.fromName`. */
export function splitClaims(claims: readonly object[] = []): { readonly ours: VolumeClaimTemplate[]; readonly ofParent: object[] } {
  const isOfParent = (claim: unknown) => {
    const { name, mounts, size } = asObject(claim);
    return name !== undefined && mounts === undefined && size === undefined && 'addVolumeClaimTemplate' in StatefulSet.prototype;
  };
  return { ours: claims.filter((claim) => !isOfParent(claim)) as VolumeClaimTemplate[], ofParent: claims.filter(isOfParent) };
}

/** The values that the option of `HardenedStatefulSet` accepts; `checkClaims` checks the templates. */
export const CLAIMS = { volumeClaimTemplates: listOption({ accepts: () => true, remedy: () => '' }, () => `write [${EXAMPLE}]`) };

/**
 * The templates with their mount paths in normal form.
 *
 * @throws if a template is invalid, whatever containers the pod will have
 */
export function checkClaims(claims: readonly VolumeClaimTemplate[]): readonly VolumeClaimTemplate[] {
  return claims.map((claim, index) => {
    checkTemplate(claim, index);
    const { name, size, mounts } = claim;
    const refuse = (reason: string, remedy: string): never => {
      throw new OptionError(`volume claim template ${JSON.stringify(name)} ${reason}: ${remedy}`);
    };
    if (!isDnsLabel(name)) {
      refuse('has a name that is not a DNS label', 'use up to 63 of a-z, 0-9 and "-", without "-" at either end');
    }
    if (claims.findIndex((other) => other.name === name) < index) {
      refuse('is declared twice', 'rename one of them, or declare one with all mounts');
    }
    if (!(size.toKibibytes() > 0)) {
      refuse('has a size of zero', 'nothing could be written, set a larger one');
    }
    if (mounts.length === 0) {
      refuse('has no mounts', 'add the path in a container that uses it');
    }
    return {
      ...claim,
      mounts: mounts.map((mount) => ({ ...mount, path: writableMountPath(mount.path, false, `path of volume claim template "${name}"`) })),
    };
  });
}

function checkTemplate(claim: unknown, index: number): void {
  const { name } = asObject(claim);
  checkOptions(typeof name === 'string' ? `volume claim template ${JSON.stringify(name)}` : `volumeClaimTemplates[${index}]`, claim, CLAIM,
    { required: ['name', 'size', 'mounts'], example: EXAMPLE });
}

/** The declarations of volume claim templates about the containers and volumes of the pod. */
export function claimDeclarations(claims: readonly VolumeClaimTemplate[]): PartialDeclarations {
  const mounts = claims.flatMap(({ name, mounts: ofClaim }) => ofClaim.map(({ path, container }) =>
    ({ container, option: `volume claim template "${name}" at "${path}"` })));
  return {
    claimTemplates: claims.map(({ name }) => name),
    namedContainers: mounts.flatMap(({ container, option }) => container === undefined ? [] : [{ container, option }]),
    unnamedContainers: mounts.flatMap(({ container, option }) => container === undefined ? [option] : []),
  };
}

/** The spec of a StatefulSet with the claims, and with their mounts in its containers. */
export function withClaims(spec: k8s.StatefulSetSpec, claims: readonly VolumeClaimTemplate[]): k8s.StatefulSetSpec {
  const pod = spec.template.spec;
  if (!pod || claims.length === 0) {
    return spec;
  }
  const mounted = (container: k8s.Container) => withMounts(container, pod, claims);
  const containers = { containers: pod.containers.map(mounted), initContainers: pod.initContainers?.map(mounted) };
  const volumeClaimTemplates = [...spec.volumeClaimTemplates ?? [], ...claims.map(toTemplate)];
  return { ...spec, template: { ...spec.template, spec: { ...pod, ...containers } }, volumeClaimTemplates };
}

function withMounts(container: k8s.Container, pod: k8s.PodSpec, claims: readonly VolumeClaimTemplate[]): k8s.Container {
  const onlyContainer = pod.containers.length === 1 ? pod.containers[0].name : undefined;
  const volumeMounts = [...(container.volumeMounts ?? [])];
  for (const { name, mounts } of claims) {
    for (const { path, readOnly, subPath } of mounts.filter((mount) => (mount.container ?? onlyContainer) === container.name)) {
      // A mount below another one comes after it, or it would be hidden.
      const firstBelow = volumeMounts.findIndex(({ mountPath }) => isBelow(normalizePath(mountPath), path));
      volumeMounts.splice(firstBelow < 0 ? volumeMounts.length : firstBelow, 0, { name, mountPath: path, readOnly, subPath });
    }
  }
  return volumeMounts.length === 0 ? container : { ...container, volumeMounts };
}

function toTemplate({ name, size, storageClassName, accessMode }: VolumeClaimTemplate): k8s.KubePersistentVolumeClaimProps {
  return {
    metadata: { name },
    spec: {
      accessModes: [accessMode ?? PersistentVolumeAccessMode.READ_WRITE_ONCE],
      resources: { requests: { storage: k8s.Quantity.fromString(formatBytes(size.toKibibytes() * 1024)) } },
      storageClassName,
    },
  };
}

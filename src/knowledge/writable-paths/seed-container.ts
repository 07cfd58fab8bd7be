import { seedName } from './container-paths';
import { Seed } from './declared-path';
import { imageVolumeName } from './names';
import { sameResources } from './resources';
import { SEED_SCRIPT } from './seed-script';
import { asArray, asObject, asString, childArray, clone, isAbsent, JsonObject, textOf } from '../../formats/manifest/json';
import { isVolumeOf, Mount } from '../../formats/manifest/mounts';
import { ContainerView } from '../../formats/manifest/pod';

/** The directory where the seed mounts the volumes, each under its name, and the image to copy from if it is not the seed's own. */
const VOLUMES = '/cdk8s-hardened/volumes';
const IMAGE = '/cdk8s-hardened/image';

/** The fields that a seed copies from its container. The rest of its security context is the same as in every hardened container. */
const IDENTITY_FIELDS = ['appArmorProfile', 'runAsGroup', 'runAsNonRoot', 'runAsUser', 'seLinuxOptions', 'seccompProfile'];

/** A path of a container, and the directory of a volume that gets its files. */
export interface SeededMount {
  readonly path: string;
  readonly volume: string;
  readonly subPath: string;
  readonly seed: Seed;
}

/** The directory of a mounted volume, if it can be seeded: a seed works in the root directory of the volume. */
export function seededMount({ json, path, writable }: Mount, seed: Seed): SeededMount | undefined {
  const [volume, subPath] = [asString(json.name), asString(json.subPath)];
  return writable && volume && subPath && isAbsent(json.subPathExpr) && /^(?!\.\.?$)[^/@]+$/.test(subPath)
    ? { path, volume, subPath, seed }
    : undefined;
}

/** The arguments for one copy: from the image of the seed container, or from the image volume. */
export function copyArguments({ path, volume, subPath, seed }: SeededMount, seedImage: string | undefined): string[] {
  const source = seedImage === undefined ? path : `${IMAGE}${path}`;
  return [...(seed.replaces ? ['replace'] : []), literal(source), literal(`${volume}/${subPath}`)];
}

/** Whether a seed fills the directory of a mount; undefined if it does not use the volume. */
export function seedsDirectory(seed: ContainerView, { json }: Mount): boolean | undefined {
  const targets = asArray(seed.json.args)
    .filter((argument) => typeof argument === 'string' && argument.startsWith(literal(`${json.name}/`)));
  return targets.length === 0 ? undefined : targets.includes(literal(`${json.name}/${json.subPath}`));
}

/** The image of the seed container; undefined if it is the container's own image. */
export function seedImageOf(mounts: readonly SeededMount[]): string | undefined {
  return mounts.map(({ seed }) => seed.image).find((image) => image !== undefined);
}

/** The init container that fills directories of a container's volumes. It has the same user, and no other mounts. */
export function seedContainer(target: ContainerView, mounts: readonly SeededMount[]): JsonObject {
  const { image, imagePullPolicy, name, securityContext } = target.json;
  const seedImage = seedImageOf(mounts);
  const identity = IDENTITY_FIELDS.filter((field) => !isAbsent(asObject(securityContext)[field]));
  const volumes = [...new Set(mounts.map(({ volume }) => volume))];
  const filled = {
    args: [literal(textOf(image)), ...mounts.flatMap((mount) => copyArguments(mount, seedImage))],
    command: ['sh', '-c', SEED_SCRIPT, 'seed'],
    image: seedImage ?? image,
    imagePullPolicy: seedImage === undefined ? imagePullPolicy : undefined,
    name: seedName(textOf(name)),
    resources: sameResources(target),
    securityContext: clone(Object.fromEntries(identity.map((field) => [field, asObject(securityContext)[field]]))),
    volumeMounts: [
      ...volumes.map((volume) => ({ mountPath: `${VOLUMES}/${volume}`, name: volume })),
      ...(seedImage === undefined ? [] : [{ mountPath: IMAGE, name: imageVolume(target), readOnly: true }]),
    ],
    workingDir: VOLUMES,
  };
  return withoutAbsent(filled);
}

/** The volume with the container's own image, which the seed copies from. */
function imageVolume({ json, pod }: ContainerView): string {
  const { image: reference, imagePullPolicy: pullPolicy } = json;
  const name = imageVolumeName(textOf(json.name), isVolumeOf(pod, ({ image }) => asObject(image).reference === reference));
  if (!isVolumeOf(pod)(name)) {
    childArray(pod.json, 'volumes')?.push({ image: withoutAbsent({ pullPolicy, reference }), name });
  }
  return name;
}

/** Escapes a text, so that Kubernetes does not expand it. */
function literal(text: string): string {
  return text.replace(/\$/g, '$$$$');
}

function withoutAbsent(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => !isAbsent(value)));
}

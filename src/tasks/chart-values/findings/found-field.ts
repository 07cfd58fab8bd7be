import { isAbsent, JsonObject, Path, read } from '../../../formats/manifest/json';
import { podsOf } from '../../../formats/manifest/workload';
import { imageDigest } from '../../../policy/controls/hardened/image-digest';
import { imageTag } from '../../../policy/controls/hardened/image-tag';
import { EvaluatedFinding } from '../../../policy/engine/finding';
import { patchKey } from '../chart/rendered';
import { IMAGE, INHERITED, VALUE_FIELDS } from '../trace/fields';
import { containerKey, ValuePlace } from '../trace/places';

/** The field of a finding, if chart values can set it. */
export interface FoundField {
  readonly place: ValuePlace;
  /** The wrong element of the list; undefined if the finding is about the whole field. */
  readonly element?: unknown;
  /** The same field of the pod, if the container inherits it. */
  readonly inherited?: ValuePlace;
}

/** The controls that a value for the digest of an image satisfies. */
const OF_DIGESTS: ReadonlySet<string> = new Set([imageDigest.id, imageTag.id]);
const FIELDS = [...new Set(Object.values(VALUE_FIELDS).flat().map(({ field }) => field))];

/** The field of a finding; undefined if charts do not have values for it. */
export function foundField(object: JsonObject, { path, control }: Pick<EvaluatedFinding, 'path' | 'control'>): FoundField | undefined {
  const pods = podsOf(object);
  const index = pods.findIndex((each) => each.part === undefined && isIn(path, each.path));
  if (index < 0) {
    return undefined;
  }
  const pod = pods[index];
  const container = pod.containers.find((each) => isIn(path, each.path));
  const key = container && containerKey(container);
  const owner = container ?? pod;
  const steps = path.slice(owner.path.length);
  const end = steps.findIndex((step) => typeof step === 'number');
  const field = leafOf((end < 0 ? steps : steps.slice(0, end)).join('.'));
  const isAmbiguous = key !== undefined && pod.containers.some((each) => each !== container && containerKey(each) === key);
  if (field === undefined || isAmbiguous || (field === IMAGE && !OF_DIGESTS.has(control.id))) {
    return undefined;
  }
  const ofPod: ValuePlace = { workload: patchKey(object), pod: index, field };
  return {
    place: { ...ofPod, container: key },
    element: end < 0 ? undefined : read(owner.json, steps.slice(0, end + 1)),
    ...container && INHERITED.has(field) && isAbsent(read(container.json, steps)) && { inherited: ofPod },
  };
}

function isIn(path: Path, owner: Path): boolean {
  return owner.every((step, index) => path[index] === step);
}

/** The field itself or, for a missing map such as `securityContext.seccompProfile`, the only field in it that values can set. */
function leafOf(field: string): string | undefined {
  const [leaf, other] = FIELDS.includes(field) ? [field] : FIELDS.filter((each) => each.startsWith(`${field}.`));
  return other === undefined ? leaf : undefined;
}

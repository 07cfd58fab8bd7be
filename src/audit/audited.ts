import { DockerfileView } from '../dockerfile/model/dockerfile';
import { EvaluatedFinding } from '../engine/finding';
import { JsonObject } from '../manifest/json';
import { groupOf } from '../manifest/workload';
import { Waiver, WaiverTarget } from '../settings/waiver';
import { dockerfileWaivers } from '../waivers/dockerfile-comments';
import { inlineWaivers } from '../waivers/inline';
import { isDockerfileTarget, isTarget } from '../waivers/target';

/** What is audited, as far as waivers are about it: an object, or a Dockerfile. */
export interface Audited {
  /** The waivers that it carries itself. */
  readonly own: readonly Waiver[];
  /** Why others that it carries cannot be read. */
  readonly unreadable: readonly { readonly line?: number; readonly message: string }[];
  /** The API group of an object. */
  readonly apiGroup?: string;
  /** Whether a waiver of the waiver file is for it. */
  readonly isTarget: (target: WaiverTarget) => boolean;
  /** Whether a waiver counts where a finding is. */
  readonly reaches: (waiver: Waiver, finding: EvaluatedFinding) => boolean;
  /** The line of a waiver of its own, where that is known. */
  readonly lineOf: (waiver: Waiver) => number | undefined;
}

export function auditedObject(object: JsonObject): Audited {
  const { waivers, problem } = inlineWaivers(object);
  return {
    own: waivers,
    unreadable: problem === undefined ? [] : [{ message: problem }],
    apiGroup: groupOf(object.apiVersion),
    isTarget: (target) => isTarget(target, object),
    reaches: () => true,
    lineOf: () => undefined,
  };
}

export function auditedDockerfile(view: DockerfileView, file: string): Audited {
  const { waivers, problems } = dockerfileWaivers(view);
  const places = new Map(waivers.map((place) => [place.waiver, place]));
  return {
    own: waivers.map(({ waiver }) => waiver),
    unreadable: problems,
    isTarget: (target) => isDockerfileTarget(target, file),
    reaches: (waiver, { path: [list, index] }) => [undefined, list === 'instructions' ? index : undefined].includes(places.get(waiver)?.instruction),
    lineOf: (waiver) => places.get(waiver)?.line,
  };
}

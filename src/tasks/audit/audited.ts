import { Input } from './input';
import { DockerfileView } from '../../formats/dockerfile/model/dockerfile';
import { JsonObject, Path } from '../../formats/manifest/json';
import { ContainerNames, containersIn } from '../../formats/manifest/workload';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { Waiver } from '../../policy/settings/waiver';
import { dockerfileWaivers } from '../../policy/waivers/dockerfile-comments';
import { INLINE_PATH, inlineWaivers } from '../../policy/waivers/inline';
import { TargetedWaivers } from '../../policy/waivers/targeted-waivers';
import { TargetedWaiver } from '../../policy/waivers/waiver-file';

/** The place of a waiver in an object or a Dockerfile: a line of the file, or a field of the object. */
export interface WaiverPlace {
  readonly line?: number;
  readonly path?: Path;
}

/** An object or a Dockerfile that waivers can target. */
export interface Audited {
  /** The waivers in the object or Dockerfile itself. */
  readonly own: readonly Waiver[];
  /** Whether the author can be a third party, so that its own waivers do not apply by default. */
  readonly isForeign: boolean;
  /** The reasons why other waivers in it cannot be read. */
  readonly unreadable: readonly (WaiverPlace & { readonly message: string })[];
  /** The waivers of the waiver file for it. */
  readonly listedIn: (waivers: TargetedWaivers) => readonly TargetedWaiver[];
  /** For a Dockerfile, the only instruction that a waiver covers; undefined if it covers the whole file or object. */
  readonly partOf: (waiver: Waiver) => number | undefined;
  /** For a Dockerfile, the instruction with a finding. */
  readonly partOfFinding: (finding: EvaluatedFinding) => number | undefined;
  /** The names of the object's containers. */
  readonly containers: () => ContainerNames;
  /** The place of a waiver in the object or Dockerfile itself; undefined for other waivers. */
  readonly placeOf: (waiver: Waiver) => WaiverPlace | undefined;
}

/** @param input the input that contains the object */
export function auditedObject(
  object: JsonObject,
  { rendering, isForeign = rendering?.isForeign ?? false }: Pick<Input, 'rendering' | 'isForeign'> = {},
): Audited {
  const { waivers, problems } = inlineWaivers(object);
  const own = new Set(waivers);
  let containers: ContainerNames | undefined;
  return {
    own: waivers,
    isForeign,
    unreadable: problems.map((message) => ({ message, path: INLINE_PATH })),
    listedIn: (listed) => listed.forObject(object),
    partOf: () => undefined,
    partOfFinding: () => undefined,
    containers: () => containers ??= containersIn([object]),
    placeOf: (waiver) => own.has(waiver) ? { path: INLINE_PATH } : undefined,
  };
}

export function auditedDockerfile(view: DockerfileView, file: string): Audited {
  const { waivers, problems } = dockerfileWaivers(view);
  const places = new Map(waivers.map((place) => [place.waiver, place]));
  return {
    own: waivers.map(({ waiver }) => waiver),
    isForeign: false,
    unreadable: problems,
    listedIn: (listed) => listed.forDockerfile(file),
    partOf: (waiver) => places.get(waiver)?.instruction,
    partOfFinding: ({ path: [list, index] }) => list === 'instructions' ? Number(index) : undefined,
    containers: () => ({}),
    placeOf: (waiver) => places.get(waiver),
  };
}

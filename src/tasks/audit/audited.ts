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

/** Where a waiver is that an object or a Dockerfile carries itself: a line of the file, or a field of the object. */
export interface WaiverPlace {
  readonly line?: number;
  readonly path?: Path;
}

/** The target of waivers: an object, or a Dockerfile. */
export interface Audited {
  /** The waivers that it carries itself. */
  readonly own: readonly Waiver[];
  /** Whether somebody other than the authors of the repository may have written it. */
  readonly isForeign: boolean;
  /** Why others that it carries cannot be read. */
  readonly unreadable: readonly (WaiverPlace & { readonly message: string })[];
  /** The waivers of the waiver file that apply to it. */
  readonly listedIn: (waivers: TargetedWaivers) => readonly TargetedWaiver[];
  /** The only instruction of a Dockerfile that a waiver applies to; undefined if it applies to the whole file or object. */
  readonly partOf: (waiver: Waiver) => number | undefined;
  /** The instruction of a Dockerfile that a finding is on. */
  readonly partOfFinding: (finding: EvaluatedFinding) => number | undefined;
  /** The names of its containers. */
  readonly containers: () => ContainerNames;
  /** Where a waiver of its own is; undefined if it is not its own. */
  readonly placeOf: (waiver: Waiver) => WaiverPlace | undefined;
}

/** @param input that the object is in */
export function auditedObject(object: JsonObject, { rendering, isForeign = rendering?.isForeign ?? false }: Pick<Input, 'rendering' | 'isForeign'> = {}): Audited {
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

import { isObject, Path } from '../../formats/manifest/json';
import { EvaluationContext } from '../../policy/context/context';
import { lockedBy } from '../../policy/controls/locked-images';
import { ControlChange } from '../../policy/engine/changes';
import { OpenedObject } from '../../policy/engine/open';
import { FromLock, KnownImage } from '../../policy/settings/images';

/** An object of a manifest, with the context in which it was hardened. */
export interface HardenedObject {
  readonly opened: OpenedObject;
  readonly context?: EvaluationContext;
}

/** The facts of one source about an image. */
type OfSource = FromLock & Pick<KnownImage, 'name' | 'source' | 'variables'>;

/** The fields that can get a value from facts about an image, with a test whether a value comes from them. */
const KNOWN_FIELDS: { readonly [field: string]: (known: OfSource, value: unknown) => boolean } = {
  runAsUser: ({ user }, value) => value === user?.user,
  runAsGroup: ({ user }, value) => value === user?.group,
  fsGroup: ({ user }, value) => value === user?.fsGroup,
  add: ({ capabilities = [] }, value) => Array.isArray(value) && capabilities.some((capability) => value.includes(capability)),
  mountPath: ({ paths }, value) => paths.some((path) => path === value),
  name: ({ variables }, value) => variables.some((name) => name === value),
  value: ({ ports }, value) => ports.some((port) => String(port) === value),
};

/** The known images from which a change takes a value, with their sources: `Known of nginx 1.29: https://...`. May be empty. */
export function knownOf({ path, after }: ControlChange, { opened, context }: HardenedObject): string {
  const images = context?.notes.knownImages ?? {};
  const container = opened.pods.flatMap(({ containers }) => containers).find((each) => isAt(path, each.path));
  const values = fieldsIn(path.at(-1), after);
  return (container ? [container.name] : Object.keys(images))
    .flatMap((name) => images[name] ? bySource(images[name]) : [])
    .filter((known) => values.some(([field, value]) => value !== undefined && KNOWN_FIELDS[field]?.(known, value)))
    .map(({ name, source }) => ` Known of ${name}: ${source}.`)
    .filter((text, index, all) => all.indexOf(text) === index)
    .join('');
}

/** The lock file from which a change takes a digest: `From images.lock.yaml, of 2026-11-28.` Empty for other changes. */
export function lockOf({ path, after }: ControlChange, { context }: HardenedObject): string {
  const entry = path.at(-1) === 'image' || path.at(-1) === 'reference' ? context && lockedBy(context.choices, after) : undefined;
  return entry ? ` From ${context!.choices.imageLock!.lock.file}, of ${entry.resolved}.` : '';
}

/** The known facts about an image, by source. */
function bySource(known: KnownImage): readonly OfSource[] {
  const { ofLock } = known;
  return !ofLock ? [known] : [{ ...ofLock, variables: [] }, {
    ...known,
    user: ofLock.user ? undefined : known.user,
    capabilities: ofLock.capabilities ? undefined : known.capabilities,
    paths: known.paths.filter((path) => !ofLock.paths.includes(path)),
    ports: ofLock.ports.length > 0 ? [] : known.ports,
  }];
}

/** The settings that a container gets from facts about its image, in one line for each source. */
export function knownTexts(known: KnownImage): readonly string[] {
  return bySource(known).flatMap((each) => knownText(each) ?? []);
}

/** The settings from one source; undefined if the container gets none. */
function knownText({ name, source, user, capabilities = [], paths, variables }: OfSource): string | undefined {
  const gets = [
    ...user ? [`runs as ${[user.user, ...user.group === undefined ? [] : [user.group]].join(':')}`] : [],
    ...capabilities.length > 0 ? [`keeps ${capabilities.join(', ')}`] : [],
    ...paths.length > 0 ? [`may write ${paths.join(', ')}`] : [],
    ...variables.length > 0 ? [`gets ${variables.join(', ')}`] : [],
  ];
  return gets.length === 0 ? undefined : `${gets.join(', ')}, according to the facts about ${name}: ${source}`;
}

/** Whether a path leads to a value, or into it. */
export function isAt(path: Path, place: Path): boolean {
  return place.every((step, index) => step === path[index]);
}

/** The fields of a value at any depth. */
function fieldsIn(field: unknown, value: unknown): readonly (readonly [string, unknown])[] {
  const own = typeof field === 'string' ? [[field, value] as const] : [];
  const inner = isObject(value) || Array.isArray(value) ? Object.entries(value) : [];
  return [...own, ...inner.flatMap(([key, each]) => fieldsIn(Array.isArray(value) ? undefined : key, each))];
}

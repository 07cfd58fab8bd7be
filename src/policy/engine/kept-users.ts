import { amended, EvaluationContext } from '../context/context';
import { Identity } from '../settings/identity';
import { KnownImage } from '../settings/images';
import { ObjectNotes } from '../settings/notes';

/**
 * A context for containers that keep a user that the manifest does not state. They get neither values for their images nor a default user.
 * Their root filesystem stays writable, so they need no paths.
 */
export function keepingUsers(context: EvaluationContext, keepsUsers: ObjectNotes['keepsUsers']): EvaluationContext {
  const { choices, notes: { knownImages = {} } } = context;
  const { containerIdentities, identitySources: { pod, containers: sources }, writablePaths, environment } = choices;
  const identity = pod === 'author' ? context.choices.identity : {};
  const isKept = (container: string) => sources[container] === 'image' && (keepsUsers === 'all' || keepsUsers?.has(container) === true);
  const givenTo = (container: string | undefined) => container !== undefined && isKept(container) ? knownImages[container] : undefined;
  return amended(context, {
    choices: {
      identity: keepsUsers === 'all' ? identity : context.choices.identity,
      containerIdentities: mapped(containerIdentities, (container, user): Identity => isKept(container) ? identity : user),
      writablePaths: writablePaths.filter(({ path, container }) => !givenTo(container)?.paths.includes(path)),
      environment: environment.filter(({ name, container }) => !givenTo(container)?.variables.includes(name)),
    },
    notes: { keepsUsers, knownImages: mapped(knownImages, (container, known) => isKept(container) ? withoutFilling(known) : known) },
  });
}

function withoutFilling(known: KnownImage): KnownImage {
  return { ...known, user: undefined, paths: [], variables: [], ofLock: undefined };
}

function mapped<T>(record: { readonly [key: string]: T }, change: (key: string, value: T) => T): { readonly [key: string]: T } {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(key, value)]));
}

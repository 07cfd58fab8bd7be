import { Identity } from '../settings/identity';
import { KnownImage } from '../settings/images';
import { Settings } from '../settings/settings';

/**
 * The same settings for containers that keep users that the manifest does not state. These containers get neither values for their images
 * nor a default user. Their root filesystem stays writable, so they need no paths.
 */
export function keepingUsers(settings: Settings, keepsUsers: Settings['keepsUsers']): Settings {
  const { containerIdentities, identitySources: { pod, containers: sources }, knownImages = {}, writablePaths, environment } = settings;
  const identity = pod === 'author' ? settings.identity : {};
  const isKept = (container: string) => sources[container] === 'image' && (keepsUsers === 'all' || keepsUsers?.has(container) === true);
  const givenTo = (container: string | undefined) => container !== undefined && isKept(container) ? knownImages[container] : undefined;
  return {
    ...settings,
    keepsUsers,
    identity: keepsUsers === 'all' ? identity : settings.identity,
    containerIdentities: mapped(containerIdentities, (container, user): Identity => isKept(container) ? identity : user),
    knownImages: mapped(knownImages, (container, known) => isKept(container) ? withoutFilling(known) : known),
    writablePaths: writablePaths.filter(({ path, container }) => !givenTo(container)?.paths.includes(path)),
    environment: environment.filter(({ name, container }) => !givenTo(container)?.variables.includes(name)),
  };
}

function withoutFilling(known: KnownImage): KnownImage {
  return { ...known, user: undefined, paths: [], variables: [], ofLock: undefined };
}

function mapped<T>(record: { readonly [key: string]: T }, change: (key: string, value: T) => T): { readonly [key: string]: T } {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(key, value)]));
}

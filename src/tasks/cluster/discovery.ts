import { readRaw } from './pages';
import { PlacedKubectl } from './placed-kubectl';
import { CUSTOM_KINDS } from './resources';
import { ApiResource } from '../../formats/manifest/api-resource';
import { asArray, asObject, asString } from '../../formats/manifest/json';

const KINDS: ReadonlySet<string> = new Set(CUSTOM_KINDS);
const GROUPS: ReadonlySet<string> = new Set(CUSTOM_KINDS.map((kind) => kind.slice(0, kind.indexOf('/'))));
const NAME = /^[a-z0-9.-]+$/;

/**
 * The custom resources that an audit reads and that the cluster has, in their preferred versions.
 *
 * @throws UnreadableList if the cluster does not list them
 */
export function customResources(kubectl: PlacedKubectl): readonly ApiResource[] {
  return asArray(readRaw(kubectl, '/apis').groups).map(asObject).flatMap(({ name, preferredVersion }) => {
    const { version } = asObject(preferredVersion);
    // Names that are not names of Kubernetes would change the path of a request.
    return typeof name === 'string' && GROUPS.has(name) && NAME.test(String(version)) ? resourcesOf(kubectl, name, String(version)) : [];
  });
}

function resourcesOf(kubectl: PlacedKubectl, group: string, version: string): readonly ApiResource[] {
  return asArray(readRaw(kubectl, `/apis/${group}/${version}`).resources).map(asObject).flatMap(({ name, kind, namespaced, verbs }) => {
    const [resource, known] = [asString(name) ?? '', asString(kind) ?? ''];
    const isRead = KINDS.has(`${group}/${known}`) && NAME.test(resource) && asArray(verbs).includes('list');
    return isRead ? [{ group, version, kind: known, resource, isNamespaced: namespaced === true }] : [];
  });
}

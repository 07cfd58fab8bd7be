import { Path } from '../../../../formats/manifest/json';
import { isPodField } from '../../../../formats/manifest/schema/pod-fields';
import { Cause } from '../../cause';

/** Where a pod can have a field, and what that place is called. */
const PLACES: readonly (readonly [path: (field: string) => Path, name: string])[] = [
  [(field) => ['containers', 0, 'securityContext', field], 'the `securityContext` of each container'],
  [(field) => ['securityContext', field], 'the `securityContext` of the pod'],
  [(field) => ['containers', 0, field], 'the container'],
  [(field) => [field], 'the spec of the pod'],
];

/** The object that the field is in, as a path of a pod. */
function parentOf(field: string, client: string | undefined): string {
  const path = field.includes('.') ? field.slice(0, field.lastIndexOf('.')) : client ?? '';
  return path.replace(/\[\d+\]/g, '').replace(/^spec\.(?:jobTemplate\.spec\.)?template\./, '');
}

export const unknownField: Cause = {
  id: 'unknown-field',
  title: 'a field does not exist',
  why: 'The field is misspelled, or in another place. Without strict validation the API server drops it silently.',
  // kubectl up to 1.24 checks the fields itself.
  signs: [{ in: 'refusal', text: /(?:ValidationError\(\w+\.(?<parent>[\w.[\]]+)\): )?unknown field "(?<field>[^"]+)"/ }],
  fix: ({ facts: { field = '', parent } }) => {
    const name = field.slice(field.lastIndexOf('.') + 1);
    const places = PLACES.filter(([path]) => isPodField(path(name))).map(([, place]) => place);
    const explain = `\`kubectl explain ${['pod', parentOf(field, parent)].filter(Boolean).join('.')}\` lists what is there`;
    return { do: places.length > 0 ? `move ${name} to ${places.join(' or ')}: ${explain}` : `correct the name or the place of ${field}: ${explain}` };
  },
  example: { source: 'refusal', text: 'Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.containers[0].securityContext.readOnlyRootFileSystem"' },
};

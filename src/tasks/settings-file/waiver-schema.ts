import { listSchema, objectSchema } from './schema-parts';
import { CATALOG } from '../../policy/controls/catalog';
import { isWaivable, OWN_ID } from '../../policy/controls/control';
import { WAIVER_FIELDS } from '../../policy/waivers/check-waiver';
import { WAIVER_PROFILES } from '../../policy/waivers/coverage';

/** The ids of the controls that a waiver can name. A policy of a team has its name before a slash. */
export const CONTROL_ID = { oneOf: [{ enum: CATALOG.filter(isWaivable).map((control) => control.id) }, { pattern: OWN_ID.source }] };

const CONTROL = { $ref: '#/definitions/controlId' };

const names = (description: string) => listSchema({ type: 'string' }, description);

const TEXTS: { readonly [field in typeof WAIVER_FIELDS[number]]?: string } = {
  reason: 'Why the risk is accepted, in at least three words.',
  template: 'The pod template that it covers, in an object that has several, such as `spec.templates[build]`.',
  expires: 'The last day on which it counts, as "2026-12-31", in UTC.',
  owner: 'Who answers for it.',
  ticket: 'Where it was decided: a ticket or a link.',
};

/** For editors. The parser of waivers validates them in full. */
export const WAIVER = {
  type: 'object',
  description: 'An exception, as in a waiver file: see docs/how-to/waivers.md.',
  properties: {
    ...Object.fromEntries(WAIVER_FIELDS.map((field) => [field, { type: 'string', description: TEXTS[field] }])),
    control: { ...CONTROL, description: 'Id of the control.' },
    controls: listSchema(CONTROL, 'Several controls, instead of `control`.'),
    profile: {
      enum: [...WAIVER_PROFILES],
      description: 'The profile that the object meets instead of a stricter one. It needs `owner` and `expires`.',
    },
    allow: names('Values that are accepted, as the finding shows them.'),
    containers: names('Names of the regular containers that it covers.'),
    initContainers: names('Names of the init containers that it covers.'),
    ephemeralContainers: names('Names of the ephemeral containers that it covers.'),
    target: {
      type: 'object',
      description: 'The object that it is for.',
      properties: {
        kind: { description: 'Kind of the object, such as Deployment, or Dockerfile.' },
        name: { description: 'Name of the object, or the path of a Dockerfile.' },
        namespace: { description: 'Namespace of the object, if it names one.' },
        apiGroup: { description: 'API group of the object, such as argoproj.io.' },
      },
    },
  },
};

/** The JSON Schema of waiver files, for editors: `parseWaiverFile` validates them. */
export const WAIVER_FILE_SCHEMA = {
  definitions: { controlId: CONTROL_ID },
  ...objectSchema({
    waivers: listSchema(WAIVER, 'Exceptions: findings that are accepted.'),
    neverWaive: listSchema(CONTROL, 'Controls that no one may waive.'),
    maxWaiverDays: { type: 'integer', minimum: 1, description: 'How many days ahead the `expires` of a waiver may be at most.' },
  }, 'Waivers that are kept, and reviewed, in a file of their own.'),
};

import { Setting } from '../../../src/tasks/chart-values/choose/choose';
import { refusedBySchema } from '../../../src/tasks/chart-values/choose/schema-refusals';
import { VALUE_FIELDS } from '../../../src/tasks/chart-values/trace/fields';

const setting = (path: string, keys: string): Setting => ({
  mark: {
    candidate: { path: path.split('.'), kind: 'context', value: {}, isDocumented: true },
    field: VALUE_FIELDS.context.find((field) => field.keys.join('.') === keys)!,
    id: 1,
  },
  value: true,
  places: [],
  closes: [],
});
const SETTINGS = [
  setting('db.securityContext', 'runAsNonRoot'), setting('db.securityContext', 'seccompProfile.type'), setting('securityContext', 'allowPrivilegeEscalation'),
];
const refused = (message: string) => refusedBySchema(message, SETTINGS.map(({ mark }) => mark)).map(({ candidate, field }) => [...candidate.path, ...field.keys].join('.'));

// As Helm 3.17.2 and 4.1.4 word it.
test.each([
  ['values don\'t meet the specifications of the schema(s) in the following chart(s):\ndb:\n- securityContext: Additional property seccompProfile is not allowed\n'],
  ['values don\'t meet the specifications of the schema(s) in the following chart(s):\ndb:\n- at \'/securityContext\': additional properties \'seccompProfile\' not allowed\n'],
])('takes the field that Helm names: %j', (message) => expect(refused(message)).toEqual(['db.securityContext.seccompProfile.type']));

test('takes all fields of a map that Helm names', () => {
  expect(refused('db:\n- at \'/db/securityContext\': got object, want null')).toEqual(['db.securityContext.runAsNonRoot', 'db.securityContext.seccompProfile.type']);
  expect(refused('- (root): Additional property db is not allowed')).toEqual(['db.securityContext.runAsNonRoot', 'db.securityContext.seccompProfile.type']);
});

test('takes the last value if Helm names none', () => expect(refused('no reason')).toEqual(['securityContext.allowPrivilegeEscalation']));

import { amended, EvaluationContext, DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { keepingUsers } from '../../../src/policy/engine/kept-users';
import { KnownImage } from '../../../src/policy/settings/images';

const DEFAULT = { user: 65532, group: 65532 };
const OF_IMAGE = { user: 999 };
const KNOWN: KnownImage = { name: 'postgres 18', source: '', isNonRoot: false, user: OF_IMAGE, paths: ['/run/postgresql'], variables: ['PGDATA'], ports: [] };
const path = (at: string, container?: string) => ({ ...DEFAULT_CONTEXT.choices.writablePaths[0], path: at, container });

/** `db` and `cache` have the users of their images, `web` one of its author. */
const SETTINGS: EvaluationContext = amended(DEFAULT_CONTEXT, { choices: { identity: DEFAULT, containerIdentities: { db: OF_IMAGE, cache: OF_IMAGE, web: { user: 20000 } }, identitySources: { pod: 'default', containers: { db: 'image', cache: 'image', web: 'author' } }, writablePaths: [path('/run/postgresql', 'db'), path('/data', 'db'), path('/run/postgresql', 'web'), path('/run/postgresql')], environment: [{ name: 'PGDATA', value: '/data', container: 'db' }, { name: 'TZ', value: 'UTC', container: 'db' }, { name: 'PGDATA', value: '/data' }] }, notes: { knownImages: { db: KNOWN, cache: KNOWN, web: KNOWN } } });

const filledIn = ({ notes: { knownImages = {} } }: EvaluationContext) => Object.entries(knownImages)
  .filter(([, { user, paths, variables }]) => user !== undefined || paths.length + variables.length > 0).map(([name]) => name);

test('a container that keeps its user gets nothing of its image; others get all', () => {
  const kept = keepingUsers(SETTINGS, new Set(['db']));
  expect(kept.choices.containerIdentities).toEqual({ db: {}, cache: OF_IMAGE, web: { user: 20000 } });
  expect(filledIn(kept)).toEqual(['cache', 'web']);
  expect(kept.notes.knownImages!.db).toEqual({ ...KNOWN, user: undefined, paths: [], variables: [] });
  expect(kept.choices.writablePaths).toEqual(SETTINGS.choices.writablePaths.slice(1));
  expect(kept.choices.environment).toEqual(SETTINGS.choices.environment.slice(1));
});

test('if one container keeps its user the pod has its default all the same', () => {
  const { choices: { identity }, notes: { keepsUsers } } = keepingUsers(SETTINGS, new Set(['db']));
  expect([identity, keepsUsers]).toEqual([DEFAULT, new Set(['db'])]);
});

test('what is for the whole pod stays, even beside a container that is called "undefined"', () => {
  const context: EvaluationContext = amended(SETTINGS, { choices: { containerIdentities: { undefined: OF_IMAGE }, identitySources: { pod: 'default', containers: { undefined: 'image' } } }, notes: { knownImages: { undefined: KNOWN } } });
  const kept = keepingUsers(context, 'all');
  expect(kept.choices.writablePaths).toEqual(SETTINGS.choices.writablePaths);
  expect(kept.choices.environment).toEqual(SETTINGS.choices.environment);
});

test('without containers that keep their users nothing changes', () => {
  expect(keepingUsers(SETTINGS, undefined)).toEqual(amended(SETTINGS, { notes: { keepsUsers: undefined } }));
});

test('if all keep theirs, only what the author chose stays', () => {
  const kept = keepingUsers(SETTINGS, 'all');
  expect([kept.choices.identity, kept.notes.keepsUsers]).toEqual([{}, 'all']);
  expect(kept.choices.containerIdentities).toEqual({ db: {}, cache: {}, web: { user: 20000 } });
  expect(filledIn(kept)).toEqual(['web']);
});

test.each(['image', 'author'] as const)('the user of the pod stays if its author chose it: %s', (pod) => {
  const kept = keepingUsers(amended(SETTINGS, { choices: { identitySources: { ...SETTINGS.choices.identitySources, pod } } }), 'all');
  expect(kept.choices.identity).toEqual(pod === 'author' ? DEFAULT : {});
  expect(kept.choices.containerIdentities.db).toEqual(pod === 'author' ? DEFAULT : {});
});

test('of containers whose image is not known only the identity goes', () => {
  const { choices: { containerIdentities, writablePaths }, notes: { knownImages } } = keepingUsers(amended(SETTINGS, { notes: { knownImages: undefined } }), new Set(['db']));
  expect([knownImages, containerIdentities.db, writablePaths]).toEqual([{}, {}, SETTINGS.choices.writablePaths]);
});

test('a container that is named and has a user of its author keeps what is filled in', () => {
  expect(keepingUsers(SETTINGS, new Set(['web']))).toEqual(amended(SETTINGS, { notes: { keepsUsers: new Set(['web']) } }));
});

import { REASON, waiver } from './findings';
import { FieldError } from '../../../src/formats/manifest/input-error';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { Waiver } from '../../../src/policy/settings/waiver';
import { checkControlId, checkReason, checkWaiverKeys, toWaiver } from '../../../src/policy/waivers/check-waiver';

test.each<[Partial<Waiver>]>([
  [{}], [{ allow: ['80'] }], [{ allow: [''] }], [{ containers: ['a', 'b'] }], [{ expires: '2026-11-30' }], [{ expires: '2020-01-01' }], [{ owner: 'ops', ticket: 'T-1' }],
  [{ reason: '  three  short\nwords ' }], [{ allow: undefined, containers: undefined, expires: undefined }],
])('accepts a waiver with %j', (fields) => expect(() => toWaiver(waiver('privileged', fields))).not.toThrow());

test.each<[object, string]>([
  [{ reason: '' }, 'reason is empty: explain in at least 3 words why you accept the risk'],
  [{ reason: 'two words' }, 'reason "two words" is too short'],
  [{ reason: '   ' }, 'is too short'],
  [{ reason: ' two words ' }, 'is too short'],
  [{ reason: 'two  words' }, 'is too short'],
  [{ reason: undefined }, 'reason is missing'],
  [{ reason: null }, 'reason is empty'],
  [{ reason: ['a', 'b', 'c'] }, 'is too short'],
  [{ expires: '' }, 'expires "" is not a valid date: use YYYY-MM-DD'],
  [{ expires: '30.11.2026' }, 'is not a valid date'],
  [{ expires: null }, 'expires null is not a valid date'],
  [{ expires: new Date(0) }, 'is not a valid date'],
  [{ allow: [] }, 'allow must be a list of names with at least one entry, or be omitted'],
  [{ allow: 'NET_ADMIN' }, 'allow must be a list'],
  [{ allow: ['a', 7] }, 'allow must be a list'],
  [{ containers: [] }, 'containers must be a list'],
  [{ containers: null }, 'containers must be a list'],
  [{ containers: [''] }, 'containers must be a list'],
  [{ containers: [null] }, 'containers must be a list'],
  [{ initContainers: [] }, 'initContainers must be a list'],
  [{ ephemeralContainers: 'a' }, 'ephemeralContainers must be a list'],
  [{ containers: ['a', '#0'] }, 'containers has "#0", which is a position and not a name'],
  [{ owner: 5 }, 'owner must be text, or be omitted'],
  [{ ticket: {} }, 'ticket must be text, or be omitted'],
  [{ template: '' }, 'template must be the path of a pod template'],
  [{ template: ['a'] }, 'template must be the path of a pod template'],
  [{ reason: '. . .' }, 'is too short'],
  [{ reason: '\u200B \u200B \u200B a b' }, 'is too short'],
  [{ reason: '- – — !' }, 'is too short'],
])('refuses a waiver with %j', (fields, problem) => {
  const check = () => toWaiver({ ...waiver('privileged'), ...fields });
  expect(check).toThrow('waiver of "privileged": ');
  expect(check).toThrow(problem);
});

test('refuses a misspelled field, which would make the waiver permanent', () => {
  expect(() => toWaiver({ ...waiver('privileged'), expire: '2026-11-30' })).toThrow('a waiver has no field "expire": did you mean "expires"?');
});

test.each([undefined, null, 'privileged', 7, true, []])('%j is not a waiver', (odd) => {
  expect(() => toWaiver(odd)).toThrow('a waiver must be an object with at least `control` and `reason`');
});

test('refuses a waiver without a control', () => {
  expect(() => toWaiver({})).toThrow('the waiver has no `control`: set the id of a control, or `controls` or `profile`');
});

test.each<object>([
  { control: null }, { control: 7 }, { control: {} }, { control: ['privileged'] }, { control: { toString: null } }, { control: '__proto__' },
])('refuses the control %j', (odd) => {
  expect(() => toWaiver(odd)).toThrow('unknown control');
});

test.each([
  ['priviledged', 'privileged'],
  ['read-only-rootfilesystem', 'read-only-root-filesystem'],
  ['read-only', 'read-only-root-filesystem'],
  ['HOST-PORTS', 'host-ports'],
  ['privileged-container', 'privileged'],
])('for %s it suggests %s', (id, expected) => expect(() => checkControlId(id)).toThrow(`unknown control "${id}": did you mean "${expected}"?`));

test.each(['5', '', 'no-such-thing'])('for %j it suggests no control', (id) => {
  expect(() => checkControlId(id)).toThrow(`unknown control "${id}": see \`cdk8s-hardened explain\``);
});

test.each(CATALOG.map(({ id }) => id))('%s is a known control', (id) => expect(() => checkControlId(id)).not.toThrow());

test.each<[object, string | undefined]>([[{}, undefined], [{ a: 1, b: 2 }, undefined], [{ a: 1, c: undefined }, undefined], [{ a: 1, c: 2, d: 3 }, 'c'], [JSON.parse('{"__proto__":1}'), '__proto__']])(
  'names the first unknown field of %j', (object, unknown) => {
    const check = () => checkWaiverKeys(object as any, ['a', 'b'], 'a thing');
    unknown === undefined ? expect(check).not.toThrow() : expect(check).toThrow(`a thing has no field "${unknown}": the fields are a, b`);
  });

test.each(['unknown-container', 'emitted-yaml', 'waiver-expired'])('refuses a waiver of %s, which cannot be waived', (id) => {
  expect(() => toWaiver(waiver(id))).toThrow(/^waiver of ".*": a control in the group "(declarations|output|waivers)" cannot be waived$/);
});

const FOR_PROFILE = { profile: 'pss-baseline', reason: REASON, owner: 'platform-team', expires: '2999-12-31' };

test('accepts a waiver of several controls, and one for a profile', () => {
  expect(() => toWaiver({ controls: ['host-ports', 'sysctls'], reason: REASON, allow: ['80'] })).not.toThrow();
  expect(() => toWaiver({ controls: ['host-ports'], reason: REASON })).not.toThrow();
  expect(() => toWaiver(FOR_PROFILE)).not.toThrow();
  expect(() => toWaiver({ ...FOR_PROFILE, profile: 'pss-restricted', ticket: 'T-1' })).not.toThrow();
});

test.each<[object, string]>([
  [{ control: 'privileged', controls: ['sysctls'] }, 'the waiver has both `control` and `controls`: keep one of them'],
  [{ control: 'privileged', profile: 'pss-baseline' }, 'the waiver has both `control` and `profile`: keep one of them'],
  [{ controls: ['privileged'], profile: 'pss-baseline' }, 'the waiver has both `controls` and `profile`: keep one of them'],
  [{ controls: [] }, 'controls must be a list of control ids with at least one entry'],
  [{ controls: 'privileged' }, 'controls must be a list of control ids with at least one entry'],
  [{ controls: ['privileged', 'sysctl'] }, 'controls[1]: unknown control "sysctl": did you mean "sysctls"?'],
  [{ controls: ['privileged', 'sysctls', 'privileged'] }, 'controls[2]: "privileged" is listed twice: remove one'],
  [{ controls: ['privileged', 'emitted-yaml'], reason: REASON }, 'waiver of "privileged", "emitted-yaml": "emitted-yaml" is in the group "output", which cannot be waived'],
  [{ controls: ['privileged', 'sysctls'] }, 'waiver of "privileged", "sysctls": reason is missing'],
  [{ ...FOR_PROFILE, profile: 'hardened' }, 'profile "hardened" leaves nothing to waive: use pss-baseline or pss-restricted'],
  [{ ...FOR_PROFILE, profile: 'privileged' }, 'profile "privileged" would accept everything: use pss-baseline or pss-restricted, and list other accepted findings in `controls`'],
  [{ ...FOR_PROFILE, profile: 'baseline' }, 'unknown profile "baseline": use pss-baseline or pss-restricted'],
  [{ ...FOR_PROFILE, profile: ['pss-baseline'] }, 'unknown profile ["pss-baseline"]'],
  [{ ...FOR_PROFILE, reason: 'agent' }, 'waiver for the profile "pss-baseline": reason "agent" is too short'],
  [{ ...FOR_PROFILE, expires: undefined }, 'waiver for the profile "pss-baseline": expires is missing: write the last day on which the waiver applies, as YYYY-MM-DD'],
  [{ ...FOR_PROFILE, owner: undefined }, 'waiver for the profile "pss-baseline": owner is missing: name the person or team that is responsible for the waiver'],
  [{ ...FOR_PROFILE, owner: ' ' }, 'owner is missing'],
  [{ ...FOR_PROFILE, allow: ['/proc'] }, 'allow cannot be combined with `profile`, which applies to the whole workload: remove it, or list `controls`'],
  [{ ...FOR_PROFILE, containers: ['a'] }, 'containers cannot be combined with `profile`'],
  [{ ...FOR_PROFILE, template: 'spec.template' }, 'template cannot be combined with `profile`'],
])('refuses %j', (fields, problem) => expect(() => toWaiver(fields)).toThrow(problem));

function pathOfError(work: () => unknown): FieldError['path'] {
  try {
    work();
  } catch (error) {
    return (error as FieldError).path;
  }
  throw new Error('nothing was refused');
}

test.each<[object, string]>([
  [{ ...waiver('privileged'), controls: ['sysctls'] }, 'controls'],
  [{ controls: ['privileged', 'sysctl'] }, 'controls'],
  [waiver('priviledged'), 'control'],
  [waiver('emitted-yaml'), 'control'],
  [{ controls: ['emitted-yaml'], reason: REASON }, 'controls'],
  [{ ...FOR_PROFILE, profile: 'hardened' }, 'profile'],
  [waiver('privileged', { reason: 'no' }), 'reason'],
  [waiver('privileged', { expires: 'soon' }), 'expires'],
  [waiver('privileged', { template: '' }), 'template'],
  [{ ...waiver('privileged'), ticket: 7 }, 'ticket'],
  [waiver('privileged', { allow: [] }), 'allow'],
  [waiver('privileged', { initContainers: ['#0'] }), 'initContainers'],
  [{ ...FOR_PROFILE, allow: ['a'] }, 'allow'],
  [{ ...FOR_PROFILE, expires: undefined }, 'expires'],
  [{ ...FOR_PROFILE, owner: ' ' }, 'owner'],
  [{ ...waiver('privileged'), expire: '2026-11-30' }, 'expire'],
])('the error for %j is at its field `%s`', (fields, field) => {
  expect(pathOfError(() => toWaiver(fields))).toEqual([field]);
});

test('the error for a reason is at the place that the caller names', () => {
  expect(pathOfError(() => checkReason('reason', ''))).toEqual([]);
  expect(pathOfError(() => checkReason('reason', '', ['controls', 'reason']))).toEqual(['controls', 'reason']);
});

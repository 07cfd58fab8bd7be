import { allowedText, AllowedValue, ofContainers, ofSecurityContexts, ofStartedContainers } from '../../../src/policy/controls/specification';

test.each<[string | readonly AllowedValue[], string]>([
  ['at most an hour', 'at most an hour'],
  ['', ''],
  [[true], 'true'],
  [['', 'a', 7, undefined], '"", a, 7, undefined'],
])('the allowed values %j in words are %j', (allowed, text) => expect(allowedText({ fields: ['spec.a'], allowed })).toBe(text));

test('paths name every sort of container that has the field', () => {
  expect(ofContainers('image')).toBe('spec.{initContainers,containers,ephemeralContainers}[*].image');
  expect(ofStartedContainers('ports')).toBe('spec.{initContainers,containers}[*].ports');
  expect(ofSecurityContexts('runAsUser')).toEqual([
    'spec.securityContext.runAsUser', 'spec.{initContainers,containers,ephemeralContainers}[*].securityContext.runAsUser',
  ]);
});

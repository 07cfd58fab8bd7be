import { deployment, messagesOf } from './support';
import { claimTemplateNames } from '../../../../src/policy/controls/declarations/claim-template-names';

test('refuses a volume claim template with the name of a volume', () => {
  const object = deployment({ volumes: [{ name: 'data' }, null] });
  expect(messagesOf(claimTemplateNames, { claimTemplates: ['data', 'logs'] }, object))
    .toEqual(['volume claim template "data" has the name of a volume of the pod: rename one of the two']);
});

test('accepts a name if the object has no pod', () => {
  expect(messagesOf(claimTemplateNames, { claimTemplates: ['data'] }, { apiVersion: 'v1', kind: 'ConfigMap' })).toEqual([]);
});

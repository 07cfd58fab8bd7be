import { deployment, said } from './support';
import { claimTemplateNames } from '../../../src/controls/declarations/claim-template-names';

test('refuses a volume claim template with the name of a volume', () => {
  const object = deployment({ volumes: [{ name: 'data' }, null] });
  expect(said(claimTemplateNames, { claimTemplates: ['data', 'logs'] }, object))
    .toEqual(['volume claim template "data" has the name of a volume of the pod: rename one of the two']);
});

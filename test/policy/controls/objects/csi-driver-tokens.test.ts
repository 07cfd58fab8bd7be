import { csiDriverTokens } from '../../../../src/policy/controls/objects/csi-driver-tokens';
import { found } from '../support';

const driver = (spec: unknown) => found(csiDriverTokens, { apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: 'a' }, spec });

test.each([{}, { audience: '' }, { audience: null }])('reports the request %j', (request) => {
  expect(driver({ tokenRequests: [{ audience: 'vault' }, request] })).toEqual(['spec.tokenRequests[1].audience']);
});

test.each([{ tokenRequests: [{ audience: 'vault' }] }, { tokenRequests: [] }, {}, null])('accepts %j', (spec) => expect(driver(spec)).toEqual([]));

import { apiServiceTls } from '../../../../src/policy/controls/objects/api-service-tls';
import { found } from '../support';

const service = (spec: unknown) => found(apiServiceTls, { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.a' }, spec });

test('reports an extension that is not verified', () => expect(service({ insecureSkipTLSVerify: true })).toEqual(['spec.insecureSkipTLSVerify']));

test.each([{ caBundle: 'x' }, { insecureSkipTLSVerify: false }, {}, null])('accepts %j', (spec) => expect(service(spec)).toEqual([]));

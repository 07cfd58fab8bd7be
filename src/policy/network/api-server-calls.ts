import { asArray, asObject, asString, JsonObject } from '../../formats/manifest/json';
import { groupKind } from '../../formats/manifest/workload';

/** A port of a Service that the API server connects to. */
export interface ApiServerCall {
  readonly service: string;
  readonly namespace: string | undefined;
  readonly port: number;
  /** The object that causes the call, such as `ValidatingWebhookConfiguration web`. */
  readonly source: string;
}

/** https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference, the same for an APIService */
const USUAL_PORT = 443;

/** For each kind, the fields that refer to Services that the API server calls. */
const REFERENCES: { readonly [groupKind: string]: (object: JsonObject) => readonly unknown[] } = {
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': ofWebhooks,
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': ofWebhooks,
  'apiextensions.k8s.io/CustomResourceDefinition': ({ spec }) => [ofClient(asObject(asObject(asObject(spec).conversion).webhook))],
  'apiregistration.k8s.io/APIService': ({ spec }) => [asObject(spec).service],
};

/** The calls from the API server that an object causes: to webhooks, and to aggregated API servers. */
export function apiServerCalls(object: JsonObject): readonly ApiServerCall[] {
  const references = REFERENCES[groupKind(object)]?.(object) ?? [];
  return references.map(asObject).flatMap(({ name, namespace, port }) => {
    const service = asString(name);
    return service === undefined ? [] : [{
      service,
      namespace: asString(namespace),
      port: typeof port === 'number' ? port : USUAL_PORT,
      source: `${asString(object.kind)} ${asString(asObject(object.metadata).name) ?? ''}`,
    }];
  });
}

function ofWebhooks({ webhooks }: JsonObject): readonly unknown[] {
  return asArray(webhooks).map(asObject).map(ofClient);
}

function ofClient({ clientConfig }: JsonObject): unknown {
  return asObject(clientConfig).service;
}

import { Control } from '../control';
import { adminRoles } from './admin-roles';
import { anonymousBinding } from './anonymous-binding';
import { apiServiceTls } from './api-service-tls';
import { claimAdminAccess } from './claim-admin-access';
import { clusterAdmin } from './cluster-admin';
import { clusterConfiguration } from './cluster-configuration';
import { configMapSecrets } from './config-map-secrets';
import { cronJobSchedule } from './cron-job-schedule';
import { csiDriverTokens } from './csi-driver-tokens';
import { defaultAccountBinding } from './default-account-binding';
import { defaultNamespace } from './default-namespace';
import { deliveryScope } from './delivery-scope';
import { disabledObjectSecurity } from './disabled-object-security';
import { duplicateKeys } from './duplicate-keys';
import { exposedService } from './exposed-service';
import { foreignWebhooks } from './foreign-webhooks';
import { gatewayListeners } from './gateway-listeners';
import { ineffectivePolicies } from './ineffective-policies';
import { ingressInjection } from './ingress-injection';
import { ingressSnippets } from './ingress-snippets';
import { ingressTls } from './ingress-tls';
import { kubeSystem } from './kube-system';
import { kubevirtHooks } from './kubevirt-hooks';
import { mergeKeys } from './merge-keys';
import { meshAuthorization } from './mesh-authorization';
import { meshMtls } from './mesh-mtls';
import { metadataEgress } from './metadata-egress';
import { namespaceEnforce } from './namespace-enforce';
import { nestedLists } from './nested-lists';
import { objectSecrets } from './object-secrets';
import { openNetworkRules } from './open-network-rules';
import { persistentVolumeHostPath } from './persistent-volume-host-path';
import { podTemplate } from './pod-template';
import { rbacAggregation } from './rbac-aggregation';
import { rbacApiServices } from './rbac-api-services';
import { rbacBindings } from './rbac-bindings';
import { rbacCertificates } from './rbac-certificates';
import { rbacConfigMaps } from './rbac-config-maps';
import { rbacConstraints } from './rbac-constraints';
import { rbacCreatePods } from './rbac-create-pods';
import { rbacEscalation } from './rbac-escalation';
import { rbacExec } from './rbac-exec';
import { rbacExtensions } from './rbac-extensions';
import { rbacNamespaces } from './rbac-namespaces';
import { rbacNodes } from './rbac-nodes';
import { rbacNodesProxy } from './rbac-nodes-proxy';
import { rbacPolicies } from './rbac-policies';
import { rbacSecrets } from './rbac-secrets';
import { rbacServices } from './rbac-services';
import { rbacTokens } from './rbac-tokens';
import { rbacVolumes } from './rbac-volumes';
import { rbacWebhooks } from './rbac-webhooks';
import { serviceAccountAutomount } from './service-account-automount';
import { serviceAccountTokenSecret } from './service-account-token-secret';
import { servicePorts } from './service-ports';
import { serviceTargets } from './service-targets';
import { unevaluatedPodTemplate } from './unevaluated-pod-template';
import { unsafeCustomValue } from './unsafe-custom-value';
import { unsafeCustomValueRestricted } from './unsafe-custom-value-restricted';
import { unsafeEmbeddedText } from './unsafe-embedded-text';
import { unsafeEmbeddedTextRestricted } from './unsafe-embedded-text-restricted';
import { unsafeGrants } from './unsafe-grants';
import { webhookFailure } from './webhook-failure';
import { wildcardRbac } from './wildcard-rbac';

/** The controls on objects outside of their pods. */
export const OBJECTS: readonly Control[] = [
  defaultNamespace,
  kubeSystem,
  persistentVolumeHostPath,
  serviceAccountAutomount,
  serviceAccountTokenSecret,
  namespaceEnforce,
  clusterAdmin,
  adminRoles,
  wildcardRbac,
  rbacSecrets,
  rbacCreatePods,
  rbacExec,
  rbacNodesProxy,
  rbacNodes,
  rbacTokens,
  rbacWebhooks,
  rbacCertificates,
  rbacEscalation,
  rbacBindings,
  rbacAggregation,
  rbacConstraints,
  rbacVolumes,
  rbacNamespaces,
  rbacConfigMaps,
  rbacApiServices,
  rbacExtensions,
  rbacPolicies,
  rbacServices,
  anonymousBinding,
  defaultAccountBinding,
  openNetworkRules,
  metadataEgress,
  meshMtls,
  meshAuthorization,
  exposedService,
  ingressTls,
  ingressSnippets,
  ingressInjection,
  gatewayListeners,
  serviceTargets,
  servicePorts,
  cronJobSchedule,
  webhookFailure,
  foreignWebhooks,
  ineffectivePolicies,
  apiServiceTls,
  claimAdminAccess,
  csiDriverTokens,
  kubevirtHooks,
  deliveryScope,
  disabledObjectSecurity,
  clusterConfiguration,
  configMapSecrets,
  objectSecrets,
  unevaluatedPodTemplate,
  unsafeCustomValue,
  unsafeCustomValueRestricted,
  unsafeEmbeddedText,
  unsafeEmbeddedTextRestricted,
  unsafeGrants,
  podTemplate,
  nestedLists,
  mergeKeys,
  duplicateKeys,
];

import { Control } from '../control';
import { anonymousBinding } from './anonymous-binding';
import { clusterAdmin } from './cluster-admin';
import { configMapSecrets } from './config-map-secrets';
import { defaultAccountBinding } from './default-account-binding';
import { defaultNamespace } from './default-namespace';
import { duplicateKeys } from './duplicate-keys';
import { exposedService } from './exposed-service';
import { ingressSnippets } from './ingress-snippets';
import { ingressTls } from './ingress-tls';
import { kubeSystem } from './kube-system';
import { mergeKeys } from './merge-keys';
import { metadataEgress } from './metadata-egress';
import { namespaceEnforce } from './namespace-enforce';
import { nestedLists } from './nested-lists';
import { persistentVolumeHostPath } from './persistent-volume-host-path';
import { podTemplate } from './pod-template';
import { rbacCertificates } from './rbac-certificates';
import { rbacCreatePods } from './rbac-create-pods';
import { rbacEscalation } from './rbac-escalation';
import { rbacExec } from './rbac-exec';
import { rbacNodesProxy } from './rbac-nodes-proxy';
import { rbacSecrets } from './rbac-secrets';
import { rbacTokens } from './rbac-tokens';
import { rbacWebhooks } from './rbac-webhooks';
import { serviceAccountAutomount } from './service-account-automount';
import { serviceAccountTokenSecret } from './service-account-token-secret';
import { unevaluatedPodTemplate } from './unevaluated-pod-template';
import { unsafeCustomValue } from './unsafe-custom-value';
import { unsafeCustomValueRestricted } from './unsafe-custom-value-restricted';
import { unsafeEmbeddedText } from './unsafe-embedded-text';
import { unsafeEmbeddedTextRestricted } from './unsafe-embedded-text-restricted';
import { unsafeGrants } from './unsafe-grants';
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
  wildcardRbac,
  rbacSecrets,
  rbacCreatePods,
  rbacExec,
  rbacNodesProxy,
  rbacTokens,
  rbacWebhooks,
  rbacCertificates,
  rbacEscalation,
  anonymousBinding,
  defaultAccountBinding,
  metadataEgress,
  exposedService,
  ingressTls,
  ingressSnippets,
  configMapSecrets,
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

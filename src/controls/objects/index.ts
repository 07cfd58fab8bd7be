import { Control } from '../control';
import { clusterAdmin } from './cluster-admin';
import { configMapSecrets } from './config-map-secrets';
import { defaultNamespace } from './default-namespace';
import { mergeKeys } from './merge-keys';
import { namespaceEnforce } from './namespace-enforce';
import { nestedLists } from './nested-lists';
import { persistentVolumeHostPath } from './persistent-volume-host-path';
import { podTemplate } from './pod-template';
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
  persistentVolumeHostPath,
  serviceAccountAutomount,
  serviceAccountTokenSecret,
  namespaceEnforce,
  clusterAdmin,
  wildcardRbac,
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
];

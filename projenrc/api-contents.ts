/** The types of the public API as a user looks for them. Structs that are on the page of their class are not listed. */
export const CONTENTS: { readonly [title: string]: readonly string[] } = {
  'Hardened workloads': [
    'HardenedDeployment', 'HardenedStatefulSet', 'HardenedDaemonSet', 'HardenedJob', 'HardenedCronJob', 'HardenedPod', 'HardenedNamespace', 'HardeningProps', 'ContainerSettings',
  ],
  'Scopes: report, gate, defaults, waivers, third-party workloads': ['Hardening', 'HardeningMixin', 'HardeningValidation', 'StrictInclude'],
  'Users, files, programs and tokens': [
    'RunAs', 'WritablePath', 'RuntimePreset', 'DockerfileImage', 'ImageLock', 'SecretFiles', 'ServiceAccountToken', 'AppArmor', 'VolumeClaimTemplate',
    'VolumeClaimTemplateMount',
  ],
  'Network, namespaces and accounts': ['NetworkPeer', 'NamespaceQuota', 'HardenedServiceAccount'],
  'Admission': ['AdmissionPolicies', 'AdmissionPolicyFiles'],
  'Options': [
    'HardeningDefaults', 'SetDefaultsOptions', 'ControlOverride', 'ReportOptions', 'EnforceOptions', 'ReportFile', 'ApplyOptions', 'HardeningOptions', 'WorkloadOverride',
    'WorkloadMatch', 'RootGroupOptions', 'RootInUserNamespaceOptions', 'UniqueOptions', 'SeededPathOptions', 'PersistentPathOptions', 'TakeOwnershipOptions',
    'ProjectedTokenOptions', 'ApiServerTokenOptions', 'PodsPeerOptions', 'PlacedPodsPeerOptions', 'AppQuotaOptions',
    'AmountsQuotaOptions', 'PermissionOptions',
  ],
  'Waivers': ['Waiver', 'ScopedWaiver', 'SuggestedWaiver', 'WaiverTarget', 'WaiverStatus', 'WaiverState'],
  'Reports': ['HardeningReport', 'Finding', 'RelatedFinding', 'FindingRisk', 'FindingSeverity', 'FieldChange', 'MissingUser'],
  'Jobs': ['JobRunProps', 'PodFailureRule', 'PodFailureAction'],
  'Enums': [
    'AdmissionAction', 'AdmissionTarget', 'ControlSeverity', 'FailOn', 'HardeningProfile', 'ImageFactsPolicy', 'Platform', 'PodSecurityLevel', 'ReportFormat', 'ResourceVerb', 'RootCapabilities', 'Scanner', 'SeedUpdatePolicy', 'SupplementalGroupsPolicy',
    'UnknownUserPolicy', 'WritablePathMedium',
  ],
};

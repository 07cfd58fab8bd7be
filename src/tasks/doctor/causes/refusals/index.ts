import { admissionPolicy } from './admission-policy';
import { classMissing } from './class-missing';
import { duplicateMountPath } from './duplicate-mount-path';
import { duplicateName } from './duplicate-name';
import { hostPortDiffers } from './host-port-differs';
import { hostUsersWithHostNamespaces } from './host-users-with-host-namespaces';
import { idOutOfRange } from './id-out-of-range';
import { immutableField } from './immutable-field';
import { invalidName } from './invalid-name';
import { invalidObject } from './invalid-object';
import { invalidQuantity } from './invalid-quantity';
import { limitRange } from './limit-range';
import { mountWithoutVolume } from './mount-without-volume';
import { namespaceMissing } from './namespace-missing';
import { policyParametersMissing } from './policy-parameters-missing';
import { privilegeContradiction } from './privilege-contradiction';
import { procMountWithoutUserNamespace } from './proc-mount-without-user-namespace';
import { profileName } from './profile-name';
import { quotaExceeded } from './quota-exceeded';
import { quotaMustSpecify } from './quota-must-specify';
import { requestForbidden } from './request-forbidden';
import { serviceAccountMissing } from './service-account-missing';
import { subPathLeavesVolume } from './sub-path-leaves-volume';
import { sysctlOnHostNetwork } from './sysctl-on-host-network';
import { unknownField } from './unknown-field';
import { webhookUnreachable } from './webhook-unreachable';
import { wrongType } from './wrong-type';
import { Cause } from '../../cause';

/** Refusals of the API server that depend on the namespace and on fields of the object. */
export const REFUSALS: readonly Cause[] = [
  privilegeContradiction,
  immutableField,
  profileName,
  sysctlOnHostNetwork,
  hostUsersWithHostNamespaces,
  procMountWithoutUserNamespace,
  duplicateMountPath,
  duplicateName,
  hostPortDiffers,
  idOutOfRange,
  subPathLeavesVolume,
  invalidQuantity,
  invalidName,
  unknownField,
  wrongType,
  mountWithoutVolume,
  invalidObject,
  quotaExceeded,
  quotaMustSpecify,
  limitRange,
  serviceAccountMissing,
  classMissing,
  namespaceMissing,
  policyParametersMissing,
  admissionPolicy,
  webhookUnreachable,
  requestForbidden,
];

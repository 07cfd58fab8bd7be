import { PlannedPolicy } from '../../src/admission/plan';
import { LATEST_VERSION } from '../../src/manifest/version';

export const PLAN: PlannedPolicy = {
  level: 'hardened',
  version: LATEST_VERSION,
  platform: 'kubernetes',
  severities: {},
  name: 'cdk8s-hardened',
  action: 'deny',
  warningAction: 'warn',
  exemptNamespaces: ['kube-system'],
  waivers: [],
  fillIns: [],
};

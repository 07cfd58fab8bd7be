import { rbacApiServices } from './rbac-api-services';
import { rbacCertificates } from './rbac-certificates';
import { rbacConfigMaps } from './rbac-config-maps';
import { rbacConstraints } from './rbac-constraints';
import { rbacCreatePods } from './rbac-create-pods';
import { ESCALATIONS } from './rbac-escalation';
import { rbacExec } from './rbac-exec';
import { rbacNamespaces } from './rbac-namespaces';
import { rbacNodesProxy } from './rbac-nodes-proxy';
import { rbacSecrets } from './rbac-secrets';
import { rbacTokens } from './rbac-tokens';
import { rbacVolumes } from './rbac-volumes';
import { rbacWebhooks } from './rbac-webhooks';
import { areEnough, RuleGrant, isInGroup, isMeant } from './role-control';
import { asArray, JsonObject } from '../../../formats/manifest/json';
import { MinorVersion } from '../../../formats/manifest/version';

/** The rights of all controls that have a high risk in the whole cluster. */
const TAKEOVERS: readonly RuleGrant[] = [
  rbacApiServices, rbacCertificates, rbacConfigMaps, rbacConstraints, rbacCreatePods, rbacExec, rbacNamespaces, rbacNodesProxy, rbacSecrets,
  rbacTokens, rbacVolumes, rbacWebhooks,
].flatMap(({ grants }) => grants).concat(ESCALATIONS);

/**
 * Whether a rule gives a right that leads to full control of the cluster, or of one namespace if the rule applies only there. Rules with
 * `resourceNames` do not count.
 */
export function takesOver({ apiGroups, resources, resourceNames, verbs }: JsonObject, version: MinorVersion): boolean {
  if (asArray(resourceNames).length > 0) {
    return false;
  }
  const lists = { groups: asArray(apiGroups), resources: asArray(resources), verbs: asArray(verbs) };
  return TAKEOVERS.some((grant) => isInGroup(lists.groups, grant)
    && lists.resources.some((resource) => resource === '*' || isMeant(resource, grant))
    && areEnough(lists.verbs, grant, version));
}

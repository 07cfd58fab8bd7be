import { asArray, Path } from '../../../formats/manifest/json';
import { PlatformName } from '../../settings/target';
import { OF_PLATFORM } from '../admission';
import { Find } from '../check';
import { always, PodControl } from '../control';
import { RemedyInCode } from '../remedy-in-code';
import { everySecurityContext } from '../security-context';
import { ofSecurityContexts } from '../specification';
import { listOf, pinned } from '../violations';

type Accepts = (id: number) => boolean;

interface Rule {
  readonly fields: { readonly [field: string]: Accepts };
  readonly remedy: string;
  readonly remedyInCode: RemedyInCode;
}

const never: Accepts = () => false;
const rootAlone: Accepts = (id) => id === 0;
const inUserNamespace: Accepts = (id) => id >= 1000 && id <= 65534;

const RULES: { readonly [platform in PlatformName]?: Rule } = {
  'openshift': {
    fields: { runAsUser: never, runAsGroup: rootAlone, fsGroup: never },
    remedy: 'remove it: OpenShift assigns ids to every namespace',
    remedyInCode: { hardened: 'remove it, or set `runAs: RunAs.platformAssigned()`, because OpenShift assigns ids to every namespace' },
  },
  'openshift-v3': {
    fields: { runAsUser: inUserNamespace, fsGroup: inUserNamespace, supplementalGroups: inUserNamespace },
    remedy: 'use an id from 1000 to 65534, or remove it',
    remedyInCode: { hardened: 'use an id from 1000 to 65534, as `RunAs.nonRoot()` does, or `RunAs.platformAssigned()`' },
  },
};

const CHECKS = Object.fromEntries(Object.entries(RULES).map(([platform, { fields }]) => [platform, Object.entries(fields).map(checkOf)]));

export const openshiftIds: PodControl = {
  id: 'openshift-ids',
  title: 'Only ids that OpenShift allows',
  level: 'hardened',
  risk: 'refused',
  why: 'OpenShift refuses the pod, because its security context constraints define the allowed ids of a pod.',
  remedy: 'remove it: OpenShift assigns ids',
  remedyInCode: { hardened: 'remove it, or set `runAs: RunAs.platformAssigned()`' },
  spec: {
    platforms: ['openshift', 'openshift-v3'],
    rules: [
      {
        when: 'with the constraint restricted-v2',
        fields: ['spec.securityContext.fsGroup', ...ofSecurityContexts('runAsUser')],
        allowed: 'undefined, because the allowed range differs between namespaces',
      },
      {
        when: 'with the constraint restricted-v2',
        fields: ofSecurityContexts('runAsGroup'),
        allowed: '0, undefined; images for OpenShift are built for group 0',
      },
      {
        when: 'with the constraint restricted-v3',
        fields: [...ofSecurityContexts('runAsUser'), 'spec.securityContext.{fsGroup,supplementalGroups}'],
        allowed: '1000 to 65534, undefined',
      },
    ],
  },
  admission: OF_PLATFORM,
  reads: {
    needs: [
      'spec.securityContext.runAsUser', 'containers[*].securityContext.runAsUser', 'spec.securityContext.runAsGroup',
      'containers[*].securityContext.runAsGroup', 'spec.securityContext.fsGroup', 'containers[*].securityContext.fsGroup',
      'spec.securityContext.supplementalGroups', 'containers[*].securityContext.supplementalGroups',
    ],
  },
  checks: always((pod, context) => {
    const rule = RULES[context.target.platform];
    return rule === undefined ? undefined : CHECKS[context.target.platform].flatMap((check) => listOf(check(pod, context)))
      .map((violation) => ({ ...violation, remedy: rule.remedy, remedyInCode: rule.remedyInCode }));
  }),
};

function checkOf([field, accepts]: [string, Accepts]): Find {
  return everySecurityContext(field, (value): readonly Path[] => {
    const ids: readonly [unknown, Path][] = Array.isArray(value) ? asArray(value).map((id, index) => [id, [index]]) : [[value, []]];
    return ids.flatMap(([id, path]) => typeof id === 'number' && !accepts(id) ? [path] : []);
  }, pinned);
}

import {
  addedCapabilities, allContexts, Check, containerContexts, Forbids, hasUnmaskedProc, isWrongProfile, PROFILES, unlessUserNamespace,
  unlessWindows,
} from './pod';

const VOLUME_TYPES = 'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' ');

const mayEscalate: Forbids = (pod) => containerContexts(pod).some((context) => context.allowPrivilegeEscalation !== false);

const keepsCapabilities: Forbids = (pod) => containerContexts(pod).some((context) =>
  !(context.capabilities?.drop ?? []).includes('ALL') || addedCapabilities(context).some((name) => name !== 'NET_BIND_SERVICE'));

const hasOtherVolumes: Forbids = ({ spec }) =>
  (spec.volumes ?? []).some((volume: any) => volume !== null && !VOLUME_TYPES.some((type) => type in volume));

const mayBeRoot: Forbids = (pod) => {
  const ofPod = pod.spec.securityContext?.runAsNonRoot;
  return ofPod === false || containerContexts(pod).some(({ runAsNonRoot }) => (runAsNonRoot ?? ofPod) !== true);
};

const isRoot: Forbids = (pod) => allContexts(pod).some(({ runAsUser }) => runAsUser === 0);

const lacksSeccomp: Forbids = (pod) => {
  const ofPod = pod.spec.securityContext?.seccompProfile;
  return isWrongProfile(ofPod)
    || containerContexts(pod).some(({ seccompProfile }) => !PROFILES.includes((seccompProfile ?? ofPod)?.type));
};

const restricted = (id: string, variants: Check['variants'], overrides?: string): Check =>
  ({ id, level: 'restricted', variants, overrides });

export const RESTRICTED: readonly Check[] = [
  restricted('allowPrivilegeEscalation', { 8: mayEscalate, 25: unlessWindows(mayEscalate) }),
  restricted('capabilities_restricted', { 22: keepsCapabilities, 25: unlessWindows(keepsCapabilities) }, 'capabilities_baseline'),
  restricted('procMount_restricted', { 35: hasUnmaskedProc }, 'procMount'),
  restricted('restrictedVolumes', { 0: hasOtherVolumes }, 'hostPathVolumes'),
  restricted('runAsNonRoot', { 0: mayBeRoot, 35: unlessUserNamespace(mayBeRoot) }),
  restricted('runAsUser', { 23: isRoot, 35: unlessUserNamespace(isRoot) }),
  restricted('seccompProfile_restricted', { 19: lacksSeccomp, 25: unlessWindows(lacksSeccomp) }, 'seccompProfile_baseline'),
];

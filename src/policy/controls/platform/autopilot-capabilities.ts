import { OF_PLATFORM } from '../admission';
import { addedBeyond, DEFAULT_CAPABILITIES } from '../baseline/capabilities-baseline';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { everyContainer, onPlatform } from '../violations';

const CAPABILITIES: ReadonlySet<unknown> = new Set([...DEFAULT_CAPABILITIES, 'NET_RAW', 'SYS_PTRACE'].sort());

const check = everyContainer((container) => addedBeyond(container, CAPABILITIES));

export const autopilotCapabilities: PodControl = {
  id: 'autopilot-capabilities',
  title: 'No capabilities except the allowed ones on GKE Autopilot',
  level: 'hardened',
  risk: 'refused',
  why: 'Autopilot refuses the pod, even if it allows the capability under another name, such as CHOWN instead of CAP_CHOWN.',
  remedy: `remove it, or write one of ${[...CAPABILITIES].join(', ')}`,
  spec: {
    platforms: ['gke-autopilot'],
    rules: [{
      fields: [ofContainers('securityContext.capabilities.add')],
      allowed: `${[...CAPABILITIES].join(', ')}, in this spelling; undefined`,
    }],
    sources: ['The response of its admission webhook, as in https://github.com/SumoLogic/sumologic-kubernetes-collection/issues/3437'],
  },
  admission: OF_PLATFORM,
  reads: { needs: ['containers[*].securityContext.capabilities'] },
  checks: always(onPlatform('gke-autopilot', check)),
};

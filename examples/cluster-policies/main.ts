import { App, Chart } from 'cdk8s';
import { AdmissionAction, AdmissionPolicies, HardeningProfile } from 'cdk8s-hardened';

const app = new App();
const chart = new Chart(app, 'policies');

// Whoever applies a pod or a workload, in any namespace but kube-system and those that are named here, gets a warning if it does not meet
// the profile. After a while without warnings, write AdmissionAction.DENY.
new AdmissionPolicies(chart, 'policies', {
  profile: HardeningProfile.PSS_RESTRICTED,
  action: AdmissionAction.WARN,
  kubernetesVersion: '1.36',
  exemptNamespaces: ['calico-system'],

  // What a pod lacks is filled in. A value that is there stays.
  fillIns: ['seccomp-profile-restricted', 'allow-privilege-escalation'],

  waivers: [{
    target: { kind: 'DaemonSet', namespace: 'monitoring', name: 'node-exporter' },
    controls: ['host-path-volumes'],
    allow: ['/proc', '/sys'],
    reason: 'it reads the metrics of the node',
    owner: 'team-observability',
    expires: '2027-06-30',
  }],
});

app.synth();

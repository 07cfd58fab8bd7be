import { App, Chart, Include } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Hardening, HardenedDeployment, WritablePath, HardeningProfile, RuntimePreset } from '../src';
const app = new App(); const chart = new Chart(app, 'shop', { namespace: 'shop' });
new kplus.Deployment(chart, 'web', { containers: [{ image: 'nginx:1.2', securityContext: { privileged: true, ensureNonRoot: false, allowPrivilegeEscalation: true } }] });
const d = new HardenedDeployment(chart, 'api', { containers: [{ image: 'x:1', securityContext: { readOnlyRootFilesystem: false } }], writablePaths: [WritablePath.emptyDir('/x', { container: 'nope' })], waivers: [{ control: 'privileged', reason: 'a b c d' }] });
require('fs').writeFileSync('/tmp/inc.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: x}\nspec:\n  hostNetwork: true\n  containers: [{name: a, image: b}]\n');
new Include(chart, 'inc', { url: '/tmp/inc.yaml' });
Hardening.of(app).setDefaults({ controls: { 'cpu-resources': { severity: 'off', reason: 'we do not limit CPU' }, 'image-digest': { severity: 'error', reason: 'all must be pinned here' } } });
Hardening.of(app).enforce();
try { app.synth(); } catch (e) { console.log((e as Error).message); }
console.log(JSON.stringify(Hardening.of(d).report().findings, null, 1).slice(0, 1500));

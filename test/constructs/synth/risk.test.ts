import { App, Chart } from 'cdk8s';
import { Deployment, DeploymentProps } from 'cdk8s-plus-28';
import { FailOn, HardenedDeployment, Hardening, HardeningMixin } from '../../../src/index';
import { synthError } from '../workloads/support';

// What fails a synthesis by its risk.

const WRITABLE_ROOT: DeploymentProps = { containers: [{ name: 'web', image: 'web:1', securityContext: { readOnlyRootFilesystem: false } }] };
const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });

test('a hardened kind fails where its author writes against the profile; another fails by the risk', () => {
  const hardened = newChart();
  new HardenedDeployment(hardened, 'web', WRITABLE_ROOT);
  expect(synthError(hardened)).toMatch(/^1 validation error [^]*read-only-root-filesystem: .* is false/);

  const plain = newChart();
  new Deployment(plain, 'web', WRITABLE_ROOT);
  Hardening.of(plain).apply();
  Hardening.of(plain).enforce();
  expect(synthError(plain)).toBe('');
  Hardening.of(plain).enforce({ failOn: FailOn.MEDIUM });
  expect(synthError(plain)).toContain('read-only-root-filesystem');
});

test('the defaults fit together: what a mixin or `apply` hardens passes `enforce`', () => {
  const chart = newChart();
  const web = { containers: [{ name: 'web', image: 'web:1' }] };
  new Deployment(chart, 'mixed', web).with(new HardeningMixin());
  Hardening.of(chart).enforce();
  expect(synthError(chart)).toBe('');
  new Deployment(chart, 'applied', web);
  Hardening.of(chart).apply();
  expect(synthError(chart)).toBe('');
});

test.each<[FailOn, boolean]>([
  [FailOn.CRITICAL, false], [FailOn.HIGH, true], [FailOn.MEDIUM, true], [FailOn.LOW, true], [FailOn.ERROR, true], [FailOn.NEVER, false],
])('a host namespace, whose risk is high, fails with %s: %s', (failOn, fails) => {
  const chart = newChart();
  new Deployment(chart, 'web', { ...WRITABLE_ROOT, hostNetwork: true });
  Hardening.of(chart).enforce({ failOn });
  expect(synthError(chart).includes('host-namespaces')).toBe(fails);
});

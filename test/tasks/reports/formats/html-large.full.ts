import { createHash } from 'crypto';
import { statSync } from 'fs';
import { join } from 'path';
import { eventually, PageTests } from './page-tests';
import { podYaml } from '../../../commands/cli/support';

// How large the page is with 10,000 files, and how long it takes in the real Chromium.

const FILES = 10_000;
const MAX_SIZE = 20_000_000;
const MAX_MILLISECONDS = 1000;

/** What no other file has, and no compression saves: an image, its digest, and values. */
const deploymentYaml = (name: string, namespace: string) => {
  const hash = (salt: string) => createHash('sha256').update(salt + name).digest('hex');
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
  labels: { app.kubernetes.io/name: ${name}, helm.sh/chart: ${name}-${hash('chart').slice(0, 8)} }
spec:
  selector:
    matchLabels: { app.kubernetes.io/name: ${name} }
  template:
    metadata:
      labels: { app.kubernetes.io/name: ${name} }
      annotations: { checksum/config: ${hash('config')} }
    spec:
      containers:
        - name: ${name}
          image: registry.example/${namespace}/${name}@sha256:${hash('image')}
          env: [{ name: RELEASE, value: ${hash('release').slice(0, 12)} }]
          ports: [{ containerPort: 8080 }]
          securityContext: { privileged: true }
        - name: proxy
          image: registry.example/proxy:${hash('proxy').slice(0, 7)}
          ports: [{ containerPort: 9090 }]
`;
};

const tests = new PageTests((workspace) => {
  workspace.write(Object.fromEntries(Array.from({ length: FILES }, (_, index) => {
    const [name, namespace] = [`app-${index}`, `team-${index % 10}`];
    return [`${namespace}/${name}.yaml`, index % 4 === 0 ? podYaml().replace('name: good', `name: ${name}`) : deploymentYaml(name, namespace)];
  })));
});

/** The best of several times: other tests run meanwhile. */
const best = (times: readonly number[]) => Math.min(...times);

const openLarge = async () => {
  await tests.open();
  return tests.page.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).loadEventEnd);
};

/** The milliseconds from an input until the page has shown what it asks for. */
const shownAfter = (id: string, value: string) => tests.page.evaluate(async ([field, text]) => {
  const input = document.getElementById(field) as HTMLInputElement;
  const drawn = new Promise((resolve) => new PerformanceObserver(resolve).observe({ entryTypes: ['mark'] }));
  const start = performance.now();
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await drawn;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - start;
}, [id, value]);

it('is smaller than its limit', () => {
  const { size } = statSync(join(tests.workspace.folder, 'page.html'));
  expect(size).toBeGreaterThan(1_000_000);
  expect(size).toBeLessThan(MAX_SIZE);
});

it('opens within three seconds', async () => {
  expect(best([await openLarge(), await openLarge(), await openLarge()])).toBeLessThan(3 * MAX_MILLISECONDS);
  expect(await tests.status()).toBe('10,000 of 10,000 objects, sorted by risk');
  expect(await tests.page.locator('.tile.clean').textContent()).toContain('2,500');
});

it('shows the findings of each object within a second', async () => {
  await openLarge();
  const times = [];
  for (const number of [1, 4999, 9999]) {
    const start = Date.now();
    await tests.page.evaluate((hash) => { location.hash = hash; }, `#${number}`);
    await tests.page.waitForSelector('#details .findings');
    times.push(Date.now() - start);
    const [name] = /app-\d+/.exec(await tests.page.locator('#details-title').innerText())!;
    expect(await tests.page.locator('#details .finding .message').first().textContent()).toContain(name);
  }
  expect(best(times)).toBeLessThan(MAX_MILLISECONDS);
});

it('filters within a second', async () => {
  await openLarge();
  for (const [id, ...values] of [['search', 'app-19', 'team-7', ''], ['control', 'privileged', 'service-account-token', ''], ['risk', 'critical', 'medium', ''], ['findings', 'warning', 'error', 'error warning waived baselined']]) {
    const times = [];
    for (const value of values) {
      times.push(await shownAfter(id, value));
    }
    expect(best(times)).toBeLessThan(MAX_MILLISECONDS);
  }
});

it('draws more rows where the user goes', async () => {
  await openLarge();
  const before = (await tests.titles()).length;
  expect(before).toBeLessThan(200);
  await tests.page.locator('#scroll').evaluate((scroll) => { scroll.scrollTop = scroll.scrollHeight; });
  await eventually(async () => expect((await tests.titles()).length).toBeGreaterThan(before));
});

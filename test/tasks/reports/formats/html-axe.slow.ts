import { OBJECTS, PageTests } from './page-tests';

// Accessibility of the page, by axe-core.

const BINDING = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: view, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
`;

const tests = new PageTests((workspace) => workspace.write({ ...OBJECTS, 'binding.yaml': BINDING }));

describe('axe finds nothing', () => {
  it.each([
    ['the matrix', 1440, 'light', () => tests.click('#list')],
    ['the matrix, dark', 1440, 'dark', () => tests.click('#list')],
    ['a workload', 1440, 'light', () => tests.click('text=Deployment shop/web')],
    ['a workload, dark', 1440, 'dark', () => tests.click('text=Pod agent')],
    ['a clean workload', 1440, 'light', () => tests.click('text=Pod shop/good')],
    ['the waivers', 1440, 'light', () => tests.click('#to-waivers')],
    ['the waivers, dark', 1440, 'dark', () => tests.click('#to-waivers')],
    ['the network', 1440, 'light', () => tests.click('#to-network')],
    ['the network, dark', 400, 'dark', () => tests.click('#to-network')],
    ['the rights', 1440, 'light', () => tests.click('#to-rights')],
    ['the rights, dark', 400, 'dark', () => tests.click('#to-rights')],
    ['the standards', 1440, 'light', () => tests.click('#to-standards')],
    ['the standards, dark', 400, 'dark', () => tests.click('#to-standards')],
    ['the matrix, unfolded', 1440, 'dark', () => tests.click('#matrix thead .group.low button')],
    ['a narrow window', 400, 'light', () => tests.click('#to-list')],
    ['a workload in a narrow window', 400, 'dark', () => tests.click('#matrix tbody a')],
    ['no rows', 1440, 'light', () => tests.page.fill('#search', 'nothing has this name')],
  ] as const)('in %s', async (_, width, colorScheme, act) => {
    await tests.page.emulateMedia({ colorScheme });
    await tests.page.setViewportSize({ width, height: 900 });
    await act();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { violations, passes } = await tests.axe();
    expect(violations).toEqual([]);
    expect(passes).toBeGreaterThan(15);
  });

  it('in a page without findings', async () => {
    await tests.workspace.audit('good.yaml', '--report', 'html=clean.html');
    await tests.open('clean.html');
    expect((await tests.axe()).violations).toEqual([]);
  });
});

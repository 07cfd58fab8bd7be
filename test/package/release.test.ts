import { readFileSync } from 'fs';
import { join } from 'path';
import { Enums, Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { ROOT } from './support';
import { JSII_TARGETS } from '../../projenrc/package/targets';
import { publishedAssembly } from '../../projenrc/published-assembly';
import { released, sectionOf } from '../../projenrc/release/changelog';
import { bom, bundled, Part, sbom } from '../../projenrc/release/sbom';
import { CONTAINER_NODE } from '../programs/pinned';

const CHANGELOG = '# Changelog\n\n## Unreleased\n\n### Added\n\n- Something.\n\n## 0.1.0 (2026-12-01)\n\n- The first.\n';

describe('the changelog of a release', () => {
  it('has what was unreleased under the version, and an empty section for the next one', () => {
    const next = released(CHANGELOG, '0.2.0', '2026-12-24');
    expect(next).toContain('## Unreleased\n\n## 0.2.0 (2026-12-24)\n\n### Added\n\n- Something.\n\n## 0.1.0');
    expect([sectionOf(next, '0.2.0'), sectionOf(next, '0.1.0'), sectionOf(next, 'Unreleased')]).toEqual(['### Added\n\n- Something.', '- The first.', '']);
  });

  it('must say something', () => {
    expect(() => released(released(CHANGELOG, '0.2.0', '2026-12-24'), '0.3.0', '2026-12-25')).toThrow('the section "Unreleased" of CHANGELOG.md is empty: there is nothing to release');
    expect(() => sectionOf(CHANGELOG, '0.1')).toThrow('CHANGELOG.md has no section "0.1"');
  });

  it('can be made of the one that is here', () => {
    const version = '99.0.0';
    expect(sectionOf(released(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), version, '2026-12-24'), version)).toContain('### Added');
  });
});

it('the bill of materials is valid CycloneDX, and lists what is in the bundles', async () => {
  const text = sbom();
  expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
  const { metadata, components, dependencies } = JSON.parse(text);
  const names = components.map(({ group, name }: { group?: string; name: string }) => group ? `${group}/${name}` : name);
  expect(Date.parse(metadata.timestamp)).toBeGreaterThan(Date.now() - 60_000);
  expect([...names].sort()).toEqual(bundled().map(({ name }) => name).sort());
  expect(names).toEqual(expect.arrayContaining(['ajv', 'js-yaml', 'unbash']));
  expect(metadata.component.purl).toMatch(/^pkg:npm\/cdk8s-hardened@/);
  expect(dependencies.find(({ ref }: { ref: string }) => ref === metadata.component.purl).dependsOn).toHaveLength(names.length);
});

it('the bill of materials of an image names packages of Debian and Go as scanners do', async () => {
  const image: Part = { ecosystem: 'oci', name: 'cdk8s-hardened', version: '1.2.3', qualifiers: { arch: 'amd64' } };
  const text = bom(image, [
    { ecosystem: 'deb', name: 'debian/libc6', version: '2.41-12', qualifiers: { arch: 'amd64', distro: 'debian-13' } },
    { ecosystem: 'golang', name: 'helm.sh/helm/v4', version: 'v4.3.1' },
    { ecosystem: 'npm', name: '@dagrejs/dagre', version: '2.0.4', license: 'MIT' },
    { ecosystem: 'generic', name: 'node', version: CONTAINER_NODE },
  ], Enums.ComponentType.Container);
  expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
  const { metadata: { component }, components } = JSON.parse(text);
  expect([component, ...components].map(({ purl }) => purl)).toEqual([
    'pkg:oci/cdk8s-hardened@1.2.3?arch=amd64',
    'pkg:deb/debian/libc6@2.41-12?arch=amd64&distro=debian-13',
    `pkg:generic/node@${CONTAINER_NODE}`,
    'pkg:golang/helm.sh/helm/v4@v4.3.1',
    'pkg:npm/%40dagrejs/dagre@2.0.4',
  ]);
});

it('the packages of other languages are named as those of cdk8s, and tied to the organization', () => {
  const { jsii: { targets }, repository } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(targets).toEqual(JSII_TARGETS);
  const [, organization] = /github\.com\/([^/]+)\//.exec(repository.url)!;
  expect(targets.java.maven.groupId).toBe(`io.github.${organization}`);
  expect(targets.go.moduleName).toBe(`github.com/${organization}/cdk8s-hardened-go`);
});

describe('the assembly, from which the packages of other registries are made', () => {
  it('has a repository of the web, and a README whose links lead there', () => {
    const markdown = '[a](docs/a.md#b), [c](https://d.example/e), [f](#g)';
    const repository = { type: 'git', url: 'git+https://github.com/a/b.git' };
    expect(publishedAssembly({ version: '1.2.3', homepage: 'https://github.com/a/b', repository, readme: { markdown } })).toMatchObject({
      repository: { type: 'git', url: 'https://github.com/a/b.git' },
      readme: { markdown: '[a](https://github.com/a/b/blob/v1.2.3/docs/a.md#b), [c](https://d.example/e), [f](#g)' },
    });
  });

  it('is what is compiled', () => {
    const { readme, repository } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8'));
    expect(repository.url).toBe('https://github.com/cdk8s-hardened/cdk8s-hardened.git');
    const links = [...readme.markdown.matchAll(/\]\(([^)]*)\)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((link) => !/^(https:|#)/.test(link))).toEqual([]);
  });
});

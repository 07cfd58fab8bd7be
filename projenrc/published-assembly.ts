import { readFileSync, writeFileSync } from 'fs';
import { Assembly } from '@jsii/spec';
import { OTHER_PLUS, plusPackage } from './plus-versions';

type Published = Pick<Assembly, 'version' | 'repository' | 'readme' | 'homepage' | 'dependencies' | 'dependencyClosure'>;

/**
 * The assembly as registries need it that are not npm. PyPI refuses URLs that are not of the web, and NuGet and Maven Central show them;
 * npm wants that of git in package.json. Relative links of the README lead nowhere on the pages of a registry. jsii takes every peer for a
 * dependency, and other languages have no optional ones: they would install each version of cdk8s-plus.
 */
export function publishedAssembly<T extends Published>(assembly: T): T {
  const { repository, readme } = assembly;
  const absolute = linkToRepository(assembly);
  return {
    ...assembly,
    repository: { ...repository, url: repository.url.replace(/^git\+/, '') },
    dependencies: withoutOtherPlus(assembly.dependencies),
    dependencyClosure: withoutOtherPlus(assembly.dependencyClosure),
    readme: readme && { markdown: readme.markdown.replace(/(?<=\]\()(?!\w+:|#)[^)\s]+(?=\))/g, absolute) },
  };
}

function withoutOtherPlus<T>(dependencies: { [name: string]: T } | undefined): { [name: string]: T } | undefined {
  const others = OTHER_PLUS.map(plusPackage);
  return dependencies && Object.fromEntries(Object.entries(dependencies).filter(([name]) => !others.includes(name)));
}

/** The address of a file of the repository, at the version of the package. */
export function linkToRepository({ homepage, version }: Published): (path: string) => string {
  return (path) => `${homepage}/blob/v${version}/${path}`;
}

export function rewriteAssembly(file: string): void {
  writeFileSync(file, JSON.stringify(publishedAssembly(JSON.parse(readFileSync(file, 'utf8')) as Assembly), undefined, 2));
}

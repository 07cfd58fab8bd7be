import { readFileSync, writeFileSync } from 'fs';
import { Assembly } from '@jsii/spec';

type Published = Pick<Assembly, 'version' | 'repository' | 'readme' | 'homepage'>;

/**
 * The assembly as registries need it that are not npm. PyPI refuses URLs that are not of the web, and NuGet and Maven Central show them;
 * npm wants that of git in package.json. Relative links of the README lead nowhere on the pages of a registry.
 */
export function publishedAssembly<T extends Published>(assembly: T): T {
  const { repository, readme } = assembly;
  const absolute = linkToRepository(assembly);
  return {
    ...assembly,
    repository: { ...repository, url: repository.url.replace(/^git\+/, '') },
    readme: readme && { markdown: readme.markdown.replace(/(?<=\]\()(?!\w+:|#)[^)\s]+(?=\))/g, absolute) },
  };
}

/** The address of a file of the repository, at the version of the package. */
export function linkToRepository({ homepage, version }: Published): (path: string) => string {
  return (path) => `${homepage}/blob/v${version}/${path}`;
}

export function rewriteAssembly(file: string): void {
  writeFileSync(file, JSON.stringify(publishedAssembly(JSON.parse(readFileSync(file, 'utf8')) as Assembly), undefined, 2));
}

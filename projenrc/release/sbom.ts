import { readFileSync } from 'fs';
import { Enums, Factories, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { packageIn } from '../npm-package';

/** A package that is in an artifact, or the artifact itself. */
export interface Part {
  /** The type of its package URL. */
  readonly ecosystem: 'npm' | 'deb' | 'generic' | 'golang' | 'oci';
  /** With its namespace, such as `debian/libc6`. */
  readonly name: string;
  readonly version: string;
  /** By SPDX. */
  readonly license?: string;
  /** The rest of its package URL, such as the architecture. */
  readonly qualifiers?: Readonly<Record<string, string>>;
}

/** The npm packages of which something is in lib/bundle. */
export function bundled(): readonly Part[] {
  return [...readFileSync('lib/bundle/LICENSES.txt', 'utf8').matchAll(/^(\S+) (\d+\.\d+\.\d+\S*) \((\S.*)\)$/gm)]
    .map(([, name, version, license]) => ({ ecosystem: 'npm', name, version, license }));
}

/** Without repeats. */
export function distinct(parts: readonly Part[]): readonly Part[] {
  return [...new Map(parts.map((part) => [`${part.name}@${part.version}`, part])).values()];
}

/** The npm package. */
export function ownPackage(): Part {
  return packageIn('.');
}

/** The file of the bill of materials beside an artifact. */
export function billOf(artifact: string): string {
  return artifact.replace(/\.(?:oci\.tar|vsix)$/, '.cdx.json');
}

function component({ ecosystem, name, version, license, qualifiers }: Part, type: Enums.ComponentType): Models.Component {
  const end = name.lastIndexOf('/');
  const group = end < 0 ? undefined : name.slice(0, end);
  const licenses = new Models.LicenseRepository(license === undefined ? [] : [new Models.SpdxLicense(license)]);
  const result = new Models.Component(type, name.slice(end + 1), { group, version, licenses });
  result.purl = new Factories.PackageUrlFactory(ecosystem).makeFromComponent(result);
  if (qualifiers) result.purl!.qualifiers = qualifiers;
  result.bomRef.value = result.purl!.toString();
  return result;
}

/** The software bill of materials of an artifact, in CycloneDX 1.6. */
export function bom(artifact: Part, parts: readonly Part[], type = Enums.ComponentType.Library): string {
  const main = component(artifact, type);
  const components = parts.map((each) => component(each, Enums.ComponentType.Library));
  components.forEach((each) => main.dependencies.add(each.bomRef));
  const metadata = new Models.Metadata({ component: main, timestamp: new Date() });
  const model = new Models.Bom({ metadata, components: new Models.ComponentRepository(components) });
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(model, { sortLists: true, space: 2 })}\n`;
}

/** That of the npm package: the packages inside it. Its peers are the user's. */
export function sbom(): string {
  return bom(ownPackage(), bundled());
}

import { readFileSync } from 'fs';
import { Enums, Factories, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** The npm packages of which something is in lib/bundle. */
export function bundled(): readonly Package[] {
  return [...readFileSync('lib/bundle/LICENSES.txt', 'utf8').matchAll(/^(\S+) (\d+\.\d+\.\d+\S*) \((\S.*)\)$/gm)]
    .map(([, name, version, license]) => ({ name, version, license }));
}

function component({ name, version, license }: Package, type: Enums.ComponentType): Models.Component {
  const [group, plain] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const licenses = new Models.LicenseRepository([new Models.SpdxLicense(license)]);
  const result = new Models.Component(type, plain, { group, version, licenses });
  result.purl = new Factories.PackageUrlFactory('npm').makeFromComponent(result);
  result.bomRef.value = result.purl!.toString();
  return result;
}

/** The software bill of materials, in CycloneDX 1.6: the package, and the npm packages inside it. Its peers are the user's. */
export function sbom(): string {
  const own = JSON.parse(readFileSync('package.json', 'utf8')) as Package;
  const main = component(own, Enums.ComponentType.Library);
  const parts = bundled().map((each) => component(each, Enums.ComponentType.Library));
  parts.forEach((part) => main.dependencies.add(part.bomRef));
  const metadata = new Models.Metadata({ component: main, timestamp: new Date() });
  const bom = new Models.Bom({ metadata, components: new Models.ComponentRepository(parts) });
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

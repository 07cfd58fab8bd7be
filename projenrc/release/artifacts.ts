/*
 * Lists what a release publishes: the files in dist with their size, digest and bill of materials, and what was skipped. It fails if a
 * file is missing without a reason, or is not what its bill of materials says.
 */
import { createHash } from 'crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { basename, join } from 'path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { contentsOf } from './contents';
import { billOf } from './sbom';
import { skipped } from './skipped';
import { NODE_NAMES } from '../container/architecture';
import { packageVersion } from '../pinned-version';

/** In the npm package, and so in the packages of other languages: what is bundled, from which the bill of materials is made. */
const BUNDLED = 'lib/bundle/LICENSES.txt';
/** Compressed layers of the image, in bytes: docs/adr/0014-container-image.md. */
const LARGEST_IMAGE = 120_000_000;

interface Artifact {
  readonly registry: string;
  /** Below dist. */
  readonly folder: string;
  readonly files: RegExp;
  /** The bill of materials, if it is not that of the npm package. */
  readonly bill?: (file: string) => string;
  /** What is wrong with a file. */
  readonly problem?: (file: string) => string | undefined;
}

const ARTIFACTS: readonly Artifact[] = [
  { registry: 'npm', folder: 'js', files: /\.tgz$/, problem: otherBundle },
  { registry: 'PyPI', folder: 'python', files: /\.(?:whl|tar\.gz)$/, problem: otherBundle },
  { registry: 'Maven Central', folder: 'java', files: /(?<!-sources|-javadoc)\.jar$/, problem: otherBundle },
  { registry: 'NuGet', folder: 'dotnet', files: /\.nupkg$/ }, // The npm package is inside a program there.
  { registry: 'Go', folder: 'go', files: /\.tgz$/, problem: otherBundle },
  { registry: 'GitHub release', folder: 'vscode', files: /\.vsix$/, bill: billOf },
  { registry: 'ghcr.io', folder: 'container', files: /\.oci\.tar$/, bill: billOf, problem: tooLarge },
];

/** A file of a release, or the reason why there is none. */
export interface Listed {
  readonly registry: string;
  readonly file?: string;
  readonly bytes?: number;
  readonly sha256?: string;
  /** The file, and the number of packages that it names. */
  readonly bill?: string;
  readonly skipped?: string;
}

/**
 * What is in `dist`.
 *
 * @param folders those of the artifacts to list
 * @throws Error with all that is missing or wrong
 */
export async function artifactsIn(
  dist: string, folders: readonly string[] = ARTIFACTS.map(({ folder }) => folder),
): Promise<readonly Listed[]> {
  const reasons = skipped(dist);
  const listed: Listed[] = [];
  const problems: string[] = [];
  const ofPackage = () => join(dist, 'sbom.cdx.json');
  for (const { registry, folder, files, bill = ofPackage, problem } of ARTIFACTS.filter((each) => folders.includes(each.folder))) {
    const found = filesBelow(join(dist, folder)).filter((file) => files.test(file));
    if (found.length === 0 && reasons[folder] === undefined) problems.push(`${registry}: nothing in ${join(dist, folder)}`);
    if (found.length === 0) listed.push({ registry, skipped: reasons[folder] });
    for (const file of found) {
      const wrong = problem?.(file) ?? await wrongBill(bill(file));
      if (wrong === undefined) listed.push({ registry, ...described(file), bill: billText(bill(file)) });
      else problems.push(`${file}: ${wrong}`);
    }
  }
  if (problems.length > 0) throw new Error(`this is no release:\n${problems.join('\n')}`);
  return listed;
}

function described(file: string): Pick<Listed, 'file' | 'bytes' | 'sha256'> {
  const content = readFileSync(file);
  return { file: basename(file), bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

function filesBelow(folder: string): readonly string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
}

function otherBundle(file: string): string | undefined {
  const own = readFileSync(BUNDLED, 'utf8');
  const packed = contentsOf(file, `package/${BUNDLED}`);
  if (packed === undefined) return `has no npm package with ${BUNDLED}`;
  return packed === own ? undefined : `${BUNDLED} differs from the one that the bill of materials is made from`;
}

function tooLarge(file: string): string | undefined {
  const { size } = statSync(file);
  return size <= LARGEST_IMAGE ? undefined : `has ${size} bytes, above ${LARGEST_IMAGE}`;
}

async function wrongBill(file: string): Promise<string | undefined> {
  if (!existsSync(file)) return `has no bill of materials ${file}`;
  const text = readFileSync(file, 'utf8');
  const { version } = JSON.parse(text).metadata.component;
  if (version !== packageVersion()) return `${file} is of version ${version}, and not ${packageVersion()}`;
  const error = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
  return error === null ? undefined : `${file} is not valid: ${JSON.stringify(error)}`;
}

function billText(file: string): string {
  return `${basename(file)}, ${JSON.parse(readFileSync(file, 'utf8')).components.length} packages`;
}

/** The list as lines of text. */
export function listText(listed: readonly Listed[]): string {
  return listed.map(({ registry, file, bytes, sha256, bill, skipped: reason }) => [
    registry.padEnd(15),
    ...reason === undefined ? [file!.padEnd(50), `${(bytes! / 1e6).toFixed(2).padStart(6)} MB`, `sha256:${sha256}`, bill] : [`SKIPPED: ${reason}`],
  ].join('  ')).join('\n');
}

/** Steps of a release that need the identity of its workflow: SECURITY.md. */
const ONLY_GITHUB = [
  `build the image for ${Object.keys(NODE_NAMES).join(' and ')}, each on its own machine`,
  'sign the image, and attest its bills of materials (cosign)',
  'attest the files of the release, and the bill of materials of the npm package',
  'upload: npm adds provenance, PyPI attestations, and nuget.org its signature',
];

async function main(): Promise<void> {
  console.log(listText(await artifactsIn('dist')));
  console.log(`Only GitHub can do the rest:\n${ONLY_GITHUB.map((step) => `- ${step}`).join('\n')}`);
}

if (require.main === module) void main();

/* Writes docs/reference/images.md, and the pages of vendors and of verified images, from src/knowledge/images. */
import { table } from './markdown';
import { headOf, Pages, paragraphs, writePages } from './pages';
import { verifiedSection } from './verified-images-doc';
import { RuntimePreset } from '../src/constructs/options/runtime-preset';
import { groupBy } from '../src/formats/manifest/group-by';
import { builtInFamilies } from '../src/knowledge/images/built-in-families';
import { knowledgeOf, rangeText } from '../src/knowledge/images/knowledge-of';
import { ImageFacts, ImageFamily, ImageVariant, KnownPath } from '../src/knowledge/images/known-image';
import { readResults } from '../test/runtime/images/results-file';

const FILE = 'docs/reference/images.md';
const VENDORS = 'docs/reference/vendor-images.md';
const VERIFIED = 'docs/reference/verified-images.md';
const HEAD = headOf('src/knowledge/images');
const FAMILIES = builtInFamilies();
/** What ran with the facts of a variant. */
const RESULTS = groupBy(Object.values(readResults()), ({ image }): ImageFacts | undefined => knowledgeOf(image)?.facts);

const PREFACE = `${HEAD}
# Known images

\`cdk8s-hardened\` knows the users, writable paths and ports of these images. Every value has a source: a Dockerfile, a start script, a chart or
documentation, with the date on which it was read. "Verified" means that a test ran a program with these values in a real container with a read-only
root: [the results](verified-images.md).

A container gets its values from these sources. A later one overrides an earlier one, and writable paths add up:

1. the families below
2. the image itself, if [its lock file](../how-to/pin-images.md#start-an-unknown-image) has facts for its digest
3. test runs of the image: [\`suggest-paths --save\`](../how-to/find-writable-paths.md#keep-the-results) writes their results to the lock file
4. your own values: \`images\` in [the settings file](../how-to/settings-file.md), and the options of a workload

Reports name the source of each value. With \`imageFacts: hint\`, \`cdk8s-hardened\` fills in nothing and only reports contradictions. With \`off\`, it
ignores these values.

Images in mirrors have the same values: \`public.ecr.aws/docker/library/nginx\` and \`mirror.gcr.io/library/nginx\` are \`docker.io/library/nginx\`.`;

const LEGEND = `- **User** is the uid and gid that the image is made for. With \`runAsNonRoot\`, a kubelet refuses an image whose user is root or a name, unless the pod
  sets a uid.
- **Writable paths** are needed beside \`/tmp\`. *Seeded* paths start with the files of the image. *Data* belongs in a PVC.
- If a value is missing here, no source states it.`;

/** A row for each variant. The first one has the repositories of the family, and its anchor. */
function listed(families: readonly ImageFamily[]): string {
  const rows = families.flatMap((family) => family.variants.map((variant, index) => [
    index === 0 ? firstCell(family) : nameText(family), variantText(variant), userText(variant), needsText(variant), evidenceText(variant),
  ]));
  return table(['image', 'tags', 'user', 'writable paths, ports and remarks', 'sources'], rows);
}

function firstCell(family: ImageFamily): string {
  const others = family.repositories.filter((repository) => repository !== family.name);
  return [`<a id="${anchorOf(family)}"></a>**${nameText(family)}**`, ...others.map(code)].join(' ');
}

/** A repository is code, which can be broken anywhere. */
function nameText({ name }: ImageFamily): string {
  return name.includes('/') ? code(name) : name;
}

/** The anchor of a family in its list. */
function anchorOf({ name }: ImageFamily): string {
  return name.replace(/[^\w.-]+/g, '-');
}

function needsText(variant: ImageVariant): string {
  const { ports = [] } = variant;
  return [pathsText(variant), ports.length > 0 && `port ${ports.join(', ')}`, remarks(variant)].filter(Boolean).join('; ');
}

function variantText({ versions, tags = [] }: ImageVariant): string {
  return [versions && rangeText(versions), ...tags.map(code)].filter(Boolean).join(', ');
}

function userText({ uid, gid, imageUser, anyUser, needsRoot }: ImageVariant): string {
  const ids = uid === undefined ? '' : gid === undefined ? `${uid}` : `${uid}:${gid}`;
  const declared = imageUser && `USER is ${imageUser === 'name' ? 'a name' : imageUser === 'root' ? 'root' : 'a number'}`;
  const others = anyUser === true ? 'any user works' : anyUser === false ? 'no other user works' : anyUser && `any user ${anyUser} works`;
  return [ids, declared, others, needsRoot && `works as root only: ${needsRoot}`].filter(Boolean).join('; ');
}

function pathsText({ writablePaths, writableRoot }: ImageVariant): string {
  const paths = writablePaths && (writablePaths.map(pathText).join(', ') || 'none');
  return [writableRoot && `the whole root: ${writableRoot}`, paths].filter(Boolean).join('; ');
}

function pathText({ path, kind, isData }: KnownPath): string {
  const remark = [kind === 'seeded' && 'seeded', isData && 'data'].filter(Boolean).join(', ');
  return code(path) + (remark && ` (${remark})`);
}

function remarks(variant: ImageVariant): string {
  const { environment = {}, fileCapabilities, needsCapabilities, rootMounts, userFlags, startUp, fileVariables = {} } = variant;
  const { keepsNothingWith, needsSettings, hint } = variant;
  const variables = Object.entries(environment).map(([name, value]) => code(`${name}=${value}`));
  return [
    hint,
    needsSettings && `needs settings in ${code(needsSettings.path)}: ${needsSettings.why}`,
    variables.length > 0 && `needs ${variables.join(', ')}`,
    fileCapabilities && `its program has the file capabilities ${fileCapabilities.map(code).join(', ')}`,
    needsCapabilities && `uses ${needsCapabilities.map(code).join(', ')}`,
    rootMounts && `needs root to read mounts at ${rootMounts.map(code).join(', ')}`,
    keepsNothingWith && `keeps no data with ${code(`${keepsNothingWith.flag} '${keepsNothingWith.value}'`)}`,
    userFlags && `without root it does not start with ${userFlags.map(({ flag, values = [] }) => code([flag, values.join('|')].filter(Boolean).join(' '))).join(', ')}`,
    startUp && 'slow to start',
    Object.keys(fileVariables).length > 0 && `takes ${Object.keys(fileVariables).map(code).join(', ')} from files`,
  ].filter(Boolean).join('; ');
}

/** Numbered links by the day on which they were read: their names would be most of the table. */
function evidenceText(variant: ImageVariant): string {
  const sources = [...variant.evidence ?? []].sort((one, other) => one.date < other.date ? -1 : 1);
  const links = sources.map(({ source, date }, index) => ({ date, text: `[${index + 1}](${source})` }));
  const days = [...groupBy(links, ({ date }) => date)].map(([date, ofDay]) => `${date}: ${ofDay.map(({ text }) => text).join(' ')}`);
  return [...RESULTS.has(variant) ? ['[verified](verified-images.md)'] : [], ...days].join(', ');
}

function code(text: string): string {
  return `\`${text}\``;
}

function presets(): readonly (readonly string[])[] {
  return Object.values(RuntimePreset).filter((value): value is RuntimePreset => value instanceof RuntimePreset)
    .map(({ name, _image }) => [code(`RuntimePreset.${name}`), code(_image!)]);
}

export function imagePages(): Pages {
  const isOfVendor = ({ name, repositories }: ImageFamily) => name.includes('/') || repositories[0].endsWith('/*');
  const list = paragraphs(
    PREFACE,
    LEGEND,
    'The images of vendors such as Bitnami and Chainguard have [their own list](vendor-images.md).',
    '## Images',
    listed(FAMILIES.filter((family) => !isOfVendor(family))),
    '## Presets',
    'Each constant of `RuntimePreset` has the values of one image. For any other image in this list, call `RuntimePreset.forImage(image)`.',
    table(['preset', 'image'], presets()),
  );
  return new Map([
    [FILE, `${list}\n`],
    [VENDORS, `${paragraphs(
      HEAD,
      '# Images of vendors',
      'These images belong to [the known images](images.md), which explains the columns. A repository without a row of its own has the values of the row '
        + 'that ends in `*`.',
      '## Images',
      listed(FAMILIES.filter(isOfVendor)),
    )}\n`],
    [VERIFIED, `${paragraphs(HEAD, verifiedSection())}\n`],
  ]);
}

export function write(): void {
  writePages(imagePages());
}

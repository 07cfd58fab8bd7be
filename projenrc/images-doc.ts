/* Writes docs/reference/images.md from the families of src/knowledge/images. */
import { writeFileSync } from 'fs';
import { table } from './markdown';
import { verifiedSection } from './verified-images-doc';
import { RuntimePreset } from '../src/constructs/options/runtime-preset';
import { FAMILIES } from '../src/knowledge/images/families';
import { ImageFamily, ImageVariant, KnownPath, Source } from '../src/knowledge/images/known-image';
import { rangeText } from '../src/knowledge/images/version';

const FILE = 'docs/reference/images.md';

const PREFACE = `<!-- Generated from src/knowledge/images by \`npm run docs\`. Do not edit. -->
# Known images

What is known about images that people run. Every value has a source: the Dockerfile, the start script, a chart or the documentation, with the
day on which it was read. "Verified" names a program that a test runs with these facts, in a real container with a read-only root:
[the last table](#verified-in-real-containers) says what it answers, and how it fails without them. An empty cell means that nobody states it.

- **User** is the uid and gid that the image is made for. A kubelet refuses root and a name under \`runAsNonRoot\` unless the pod has a uid.
- **Writable paths** are those beside \`/tmp\`. *Seeded* ones start with the files of the image. *Data* belongs in a PVC.

What counts for a container is one view of several sources. A later one wins, and writable paths add up:

1. the families below
2. the image itself, as [its lock file](../how-to/pin-images.md#start-an-image-that-nobody-knows) has it for the digest
3. what runs of it showed: [\`suggest-paths --save\`](../how-to/find-writable-paths.md#keep-what-it-found) writes that beside, for the same digest
4. the user: \`images\` of [the settings file](../how-to/settings-file.md), and what a workload or its options state

Reports name the source of each value. \`imageKnowledge: hint\` only reports what contradicts them, and \`off\` ignores them.

Images are found in mirrors, too: \`public.ecr.aws/docker/library/nginx\` and \`mirror.gcr.io/library/nginx\` are \`docker.io/library/nginx\`.`;

function rowsOf(family: ImageFamily): readonly (readonly string[])[] {
  return family.variants.map((variant, index) => [
    index === 0 ? family.name : '',
    variantText(variant),
    index === 0 ? family.repositories.map(code).join(' ') : '',
    userText(variant),
    pathsText(variant),
    (variant.ports ?? []).join(', '),
    remarks(variant),
    evidenceText(variant),
  ]);
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
  const { keepsNothingWith, hint } = variant;
  const variables = Object.entries(environment).map(([name, value]) => code(`${name}=${value}`));
  return [
    hint,
    variables.length > 0 && `needs ${variables.join(', ')}`,
    fileCapabilities && `its program has the file capabilities ${fileCapabilities.map(code).join(', ')}`,
    needsCapabilities && `uses ${needsCapabilities.map(code).join(', ')}`,
    rootMounts && `needs root for what is mounted at ${rootMounts.map(code).join(', ')}`,
    keepsNothingWith && `keeps no data with ${code(`${keepsNothingWith.flag} '${keepsNothingWith.value}'`)}`,
    userFlags && `without root it does not start with ${userFlags.map(({ flag, values = [] }) => code([flag, values.join('|')].filter(Boolean).join(' '))).join(', ')}`,
    startUp && 'slow to start',
    Object.keys(fileVariables).length > 0 && `takes ${Object.keys(fileVariables).map(code).join(', ')} from files`,
  ].filter(Boolean).join('; ');
}

function evidenceText({ evidence: { documented, verified = [] } }: ImageVariant): string {
  return [...verified.map(({ program, date }) => `**verified** with ${program}, ${date}`), ...documented.map(link)].join(', ');
}

function link({ source, date }: Source): string {
  return `[${new URL(source).pathname.split('/').slice(-2).join('/')}](${source}) ${date}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function presets(): readonly (readonly string[])[] {
  return Object.values(RuntimePreset).filter((value): value is RuntimePreset => value instanceof RuntimePreset)
    .map(({ name, _image }) => [code(`RuntimePreset.${name}`), code(_image!)]);
}

export function generatedPage(): string {
  const head = ['family', 'variant', 'repositories', 'user', 'writable paths', 'ports', 'remarks', 'evidence'];
  const isOfVendor = ({ name, repositories }: ImageFamily) => name.includes('/') || repositories[0].endsWith('/*');
  const page = (families: readonly ImageFamily[]) => table(head, families.flatMap(rowsOf));
  return `${[
    PREFACE,
    '## Families',
    page(FAMILIES.filter((family) => !isOfVendor(family))),
    '## Images of vendors',
    'A repository of theirs that has no line of its own has the facts of the line that ends in `*`.',
    page(FAMILIES.filter(isOfVendor)),
    verifiedSection(),
    '## Presets',
    'The constants of `RuntimePreset`, and the images whose facts they have. `RuntimePreset.forImage(image)` returns those of any other one.',
    table(['preset', 'image'], presets()),
  ].join('\n\n')}\n`;
}

if (require.main === module) {
  writeFileSync(FILE, generatedPage());
}

import { example, listSchema, objectSchema, text } from './schema-parts';
import { MAX_ID } from '../../formats/manifest/schema/shape';
import { CAPABILITIES } from '../../policy/controls/startup/capability-names';

const VERSION = { pattern: '^\\d+(\\.\\d+)*$', examples: ['17.2'] };

const id = (description: string) => ({ type: 'integer', minimum: 0, maximum: MAX_ID, description });
const capabilities = (description: string) => listSchema({ enum: [...CAPABILITIES].filter((name) => name !== 'ALL') }, description);
const texts = (description: string) => ({ type: 'object', additionalProperties: { type: 'string' }, description });

const PATH = objectSchema({
  path: text('Absolute path in the container.', { pattern: '^/' }),
  kind: {
    enum: ['empty', 'seeded', 'self-initializing'],
    description: 'Its content at the start: nothing, the files of the image, or nothing because the start script fills it.',
  },
  size: {
    type: ['integer', 'string'],
    description: 'How large it becomes: bytes, or a Kubernetes quantity.',
    examples: ['200Mi'],
  },
  program: text('The only program that writes it, if the image has several. The container names it as its first word.', {
    examples: ['argocd-repo-server'],
  }),
  isData: { type: 'boolean', description: 'Whether it has data that must outlive the pod, and so belongs in a PersistentVolumeClaim.' },
}, 'A path that the program writes.', { required: ['path', 'kind'] });

/** The fields of `ImageFacts`, and the fields that select the images. */
const IMAGE = objectSchema({
  repository: text('Registry and repository, without a tag. An * at the end stands for any last step. Required without `repositories`.', {
    examples: ['registry.example.com/shop/web', 'docker.io/library/postgres'],
  }),
  repositories: { ...listSchema(text('A repository.'), 'All repositories with this image, if there are several.'), minItems: 1 },
  name: text('Its name in reports; the repository by default.', { examples: ['postgres'] }),
  versions: objectSchema({
    from: text('The oldest version, in quotes.', VERSION),
    below: text('The first version that is too new, in quotes.', VERSION),
  }, 'The versions that this is true for, by the number that a tag starts with; all by default.', { minProperties: 1 }),
  tags: listSchema(text('A word of the tag.', { examples: ['alpine'] }),
    'Words of the tag; a word may have digits after it, as in alpine3.20.'),
  uid: id('The user that the program runs as.'),
  gid: id('Its group.'),
  imageUser: { enum: ['root', 'name', 'numeric'], description: 'The kind of USER that the image has.' },
  anyUser: { enum: [true, false, 'with gid 0'], description: 'Whether it starts as any other user, too.' },
  stepsDownWith: {
    enum: ['gosu', 'su-exec', 'setpriv'],
    description: 'The program with which its start script changes from root to another user, if it starts as root.',
  },
  workingDir: text('The WORKDIR: where relative paths in its logs start.', { pattern: '^/' }),
  writablePaths: listSchema(PATH, 'The paths that it writes, besides /tmp. Absent if they are unknown, empty if it writes none.'),
  environment: texts('Variables that it needs on a read-only root filesystem, or as the user above.'),
  writableRoot: text('Why no list of paths replaces a writable root filesystem.'),
  needsRoot: text('Why it works as root only.'),
  needsSettings: objectSchema({
    path: text('The file or the directory to mount.', { pattern: '^/', examples: ['/etc/web/web.conf'] }),
    why: text('The values that these settings need.'),
  }, 'Settings without which it does not start as another user than root.', { required: ['path', 'why'] }),
  keepsNothingWith: objectSchema({
    flag: text('The option.'),
    value: { type: 'string', description: 'Its value, which may be empty.' },
  }, 'An '
    + 'option with which it keeps no data.', { required: ['flag', 'value'] }),
  ports: listSchema({ type: 'integer', minimum: 1, maximum: 65535 }, 'The ports that it listens on.'),
  fileCapabilities: capabilities('Capabilities in the file of its program, which does not start without them.'),
  needsCapabilities: capabilities('Capabilities that its programs use and "restricted" does not allow.'),
  rootMounts: listSchema(text('An absolute path.', { examples: ['/etc/nginx/templates'] }),
    'Paths with mounted files that its start script copies to a place that only root may write.'),
  userFlags: listSchema(objectSchema({
    flag: text('The option; its value follows, after = or as the next argument.', { examples: ['-u'] }),
    values: listSchema(text('Start of a value.'), 'The starts of values that have this effect; any value by default.'),
    worksAsUid: { enum: [true], description: 'It works for the user `uid`.' },
    isInEntrypoint: { enum: [true], description: 'The ENTRYPOINT has it.' },
  }, 'An option.', { required: ['flag'] }), 'Options that change the user: without root the program does not start with them.'),
  startUp: { enum: ['slow'], description: 'It takes more than 30 seconds to start.' },
  fileVariables: texts('Variables, and those that name a file with the value instead.'),
  hint: text('A note for the person who configures the image.'),
  evidence: listSchema(objectSchema({
    source: text('Address of the page. For a file in git, link a commit.', { pattern: '^https?://', examples: ['https://docs.example.com/web'] }),
    date: text('The day on which you read it.', { pattern: '^\\d{4}-\\d{2}-\\d{2}$', examples: ['2026-11-26'] }),
  }, 'A page.', { required: ['source', 'date'] }), 'The pages that state these facts. Reports name the first.'),
}, 'An image.', { anyOf: [{ required: ['repository'] }, { required: ['repositories'] }] });

const IMAGE_EXAMPLE = {
  repository: 'registry.example.com/shop/web',
  uid: 10001,
  gid: 10001,
  writablePaths: [{ path: '/var/cache/shop', kind: 'empty' }],
};

export const IMAGES = example([IMAGE_EXAMPLE], listSchema(IMAGE, 'Your own facts about images. An entry overrides the '
  + 'built-in facts of docs/reference/images.md.'));

export const MIRRORS = {
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'Prefixes of image names in your own registry, and the registry that each stands '
    + 'for; empty text if the rest of the name starts with it.',
  examples: [{ 'harbor.example.com/hub': 'docker.io' }],
};

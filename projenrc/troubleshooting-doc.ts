/* Writes docs/troubleshooting.md, and a page for each cause, from the catalog of causes. */
import { table } from './markdown';
import { headOf, Pages, paragraphs, removeOthers, writePages } from './pages';
import { CatalogedCause, Remedy } from '../src/tasks/doctor/cause';
import { PARTS } from '../src/tasks/doctor/causes';
import { settingsEntry } from '../src/tasks/doctor/report/settings-entry';

const FILE = 'docs/troubleshooting.md';
const FOLDER = 'docs/troubleshooting';
const HEAD = headOf('src/tasks/doctor/causes');

const PREFACE = `${HEAD}
# Troubleshooting

Ask \`doctor\` why a pod does not start:

\`\`\`sh
npx cdk8s-hardened doctor deployment/web -n shop
\`\`\`

It reads the status of the pods, their events, refused requests and complete logs, including the logs of the previous run. It uses your own \`kubectl\`,
changes nothing, and lists the commands that it runs. In CI, or where \`doctor\` has no access to the cluster, save what \`kubectl\` prints, and redirect the file:

\`\`\`sh
kubectl get pods,events --output json > pods.json
npx cdk8s-hardened doctor - < pods.json
\`\`\`

\`doctor\` also reads the errors of an API server that refuses an object:

\`\`\`sh
kubectl apply -f dist 2> errors.txt || npx cdk8s-hardened doctor - < errors.txt
\`\`\`

These are the causes that it knows. If it prints \`unknown\`, the pod fails for another reason: usually the program itself fails. The examples contain
names, paths and numbers of a sample workload; \`doctor\` writes those of yours.`;

const SHOWN = 160;

function fixOf(cause: CatalogedCause): Remedy {
  const { example } = cause;
  const line = { source: example.source, reason: example.reason, text: example.text, at: 'example' };
  const evidence = { subject: 'Pod shop/web', container: 'main', state: 'failed' as const, restarts: 3, mounts: [], lines: [line], ...example.with };
  for (const { text, reason, in: source } of cause.signs) {
    const match = source === example.source && (!reason || reason.test(example.reason ?? '')) && (text?.exec(example.text) ?? (text ? undefined : ['']));
    if (match) {
      return cause.fix({ evidence, line, facts: { ...(match as RegExpExecArray).groups }, others: [] });
    }
  }
  throw new Error(`the example of ${cause.id} has none of its signs`);
}

function row(cause: CatalogedCause): readonly string[] {
  const { source, reason, text } = cause.example;
  const shown = text.replace(/^pods "\w+" is forbidden: /, '');
  const words = shown.length > SHOWN ? `${shown.slice(0, SHOWN)}...` : shown;
  return [`${source === 'cluster' && reason ? `${reason}: ` : ''}${code(words)}`, `[\`${cause.id}\`](troubleshooting/${cause.id}.md)`, cause.title];
}

function causePage(cause: CatalogedCause): string {
  const { do: what, typescript, yaml, settings, images } = fixOf(cause);
  const entry = settingsEntry({ kind: 'Deployment', name: 'web' }, settings, images);
  return `${paragraphs(
    HEAD,
    `# ${cause.id}`,
    `*${cause.title}*`,
    ...block('text', cause.example.text),
    `**Why:** ${cause.why}`,
    `**Do:** ${what}.`,
    ...block('ts', typescript),
    ...block('yaml', yaml),
    ...entry === undefined ? [] : ['In `cdk8s-hardened.yaml`:', ...block('yaml', entry)],
    '[All causes](../troubleshooting.md)',
  )}\n`;
}

function block(language: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`\`\`\`${language}\n${text}\n\`\`\``];
}

function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}

export function troubleshootingPages(): Pages {
  const tables = PARTS.map(({ title, causes }) => paragraphs(`## ${title}`, table(['what you see', 'cause', 'what is wrong'], causes.map(row))));
  return new Map([
    [FILE, `${paragraphs(PREFACE, ...tables)}\n`],
    ...PARTS.flatMap(({ causes }) => causes.map((cause) => [`${FOLDER}/${cause.id}.md`, causePage(cause)] as const)),
  ]);
}

export function write(): void {
  const pages = troubleshootingPages();
  writePages(pages);
  removeOthers(FOLDER, pages);
}

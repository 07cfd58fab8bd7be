/* Writes docs/troubleshooting.md from the catalog of causes. */
import { writeFileSync } from 'fs';
import { table } from './markdown';
import { Cause, Fix } from '../src/tasks/doctor/cause';
import { PARTS } from '../src/tasks/doctor/causes';
import { settingsEntry } from '../src/tasks/doctor/report/settings-entry';

const PREFACE = `<!-- Generated from src/tasks/doctor/causes by \`npm run docs\`. Do not edit. -->
# Troubleshooting

\`npx cdk8s-hardened doctor deployment/web -n shop\` finds the cause in what your cluster says: the status of the pods, events, refused requests and
whole logs, also of the run before. It only reads, by your own \`kubectl\`, and lists the commands. In CI, or without access of its own:
\`kubectl get pods,events --output json | npx cdk8s-hardened doctor -\`. What the API server refuses, it reads as text:
\`kubectl apply -f dist 2>&1 | npx cdk8s-hardened doctor -\`.

This is what it knows. Names, paths and numbers are those of the example; \`doctor\` writes those of your workload. What it prints as \`unknown\` is
none of these, so most often a failure of the program itself.`;

const SHOWN = 160;

function fixOf(cause: Cause): Fix {
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

function row(cause: Cause): readonly string[] {
  const { source, reason, text } = cause.example;
  const shown = text.replace(/^pods "\w+" is forbidden: /, '');
  const words = shown.length > SHOWN ? `${shown.slice(0, SHOWN)}...` : shown;
  return [`${source === 'cluster' && reason ? `${reason}: ` : ''}${code(words)}`, `[\`${cause.id}\`](#${cause.id})`, cause.title];
}

function section(cause: Cause): string {
  const { do: what, typescript, yaml, settings, images } = fixOf(cause);
  const entry = settingsEntry({ kind: 'Deployment', name: 'web' }, settings, images);
  return [
    `### ${cause.id}`,
    `*${cause.title}*`,
    cause.why,
    `**Do:** ${what}.`,
    ...block('ts', typescript),
    ...block('yaml', yaml),
    ...entry === undefined ? [] : ['In cdk8s-hardened.yaml:', ...block('yaml', entry)],
  ].join('\n\n');
}

function block(language: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`\`\`\`${language}\n${text}\n\`\`\``];
}

function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}

const pages = [
  PREFACE,
  ...PARTS.flatMap(({ title, causes }) => [`## ${title}`, table(['what you see', 'cause', 'what is wrong'], causes.map(row))]),
  '## One by one',
  ...PARTS.flatMap(({ causes }) => causes.map(section)),
];
writeFileSync('docs/troubleshooting.md', `${pages.join('\n\n')}\n`);

/* The text of docs/reference/verified-images.md on what `npm run test:runtime:all` saw. */
import { table } from './markdown';
import { readResults } from '../test/runtime/images/results-file';

export function verifiedSection(): string {
  const rows = Object.values(readResults());
  const code = (text: string) => `\`${text.replace(/\s+/g, ' ').trim().replace(/`/g, "'")}\``;
  return [
    '# Images verified in real containers',
    `${rows.length} programs of Debian in the layout of the images that people run, in hardened Deployments that set no user, path or variable: all of `
      + 'that comes from [the facts about the image](images.md). Each answers a request that needs what it writes, and again after it was killed; "kept" '
      + 'says that data was still there. Without these facts the same image fails with the message in the table, or "needs nothing": where its program may write '
      + 'anywhere, it writes nothing beside `/tmp`. Requests and versions are in [results.json](../../test/runtime/images/results.json), '
      + 'which `npm run test:runtime:all` writes.',
    table(['image', 'program', 'answer', 'kept', 'without', 'date'], rows.map(({ image, program, answer, kept, without, date }) => [
      code(image), program, code(answer), kept === null ? '' : 'yes', without === null ? 'needs nothing' : code(without), date,
    ])),
  ].join('\n\n');
}

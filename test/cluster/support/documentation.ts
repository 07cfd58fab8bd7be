import { readFileSync } from 'fs';
import { join } from 'path';

/** The commands of kubectl in the blocks of a section of a how-to guide, without their comments, as arguments. */
export function documentedCommands(guide: string, heading: string): readonly (readonly string[])[] {
  const text = readFileSync(join(__dirname, '../../../docs/how-to', guide), 'utf8');
  const [, section] = text.split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`docs/how-to/${guide} has no section "${heading}"`);
  const blocks = [...section.split('\n## ')[0].matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => block);
  return blocks.flatMap((block) => block.split('\n')).filter((line) => line.startsWith('kubectl ')).map((line) => line.replace(/\s+#.*/, '').split(/\s+/).slice(1));
}

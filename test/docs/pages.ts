import { readdirSync } from 'fs';
import { join } from 'path';
import { ROOT } from './page';

const pagesOf = (folder: string) => readdirSync(join(ROOT, folder)).filter((file) => file.endsWith('.md')).map((file) => `${folder}/${file}`);

/** The pages that people write. All others are generated. */
export const PAGES = ['README.md', 'docs/tutorial.md', ...pagesOf('docs/how-to'), ...pagesOf('docs/explanation').filter((page) => !page.endsWith('/proof.md'))];

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineConfig } from 'vitepress';
import { writeMarkdown } from '../llms';
import { deadLinks, githubSlug, likeGithub, REPOSITORY } from '../markdown';
import { DOCS, ROOT, sitePages } from '../pages';
import { SEARCH } from '../search';
import { sidebarOf } from '../sidebar';

const pages = sitePages();
const others = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory() && ![DOCS, 'site'].includes(entry.name)).map(({ name }) => `${name}/**`);
const inRoot = readdirSync(ROOT).filter((name) => name.endsWith('.md') && !pages.some(({ source }) => source === name));

const SEARCH_LABEL = 'Search (Ctrl K)';
const DESCRIPTION = 'Kubernetes workloads that are secure by default and still start, for cdk8s and cdk8s-plus';
/** In the page, so that it does not depend on the address of the site. */
const LOGO = `data:image/svg+xml;base64,${readFileSync(join(ROOT, DOCS, 'pictures/logo.svg')).toString('base64')}`;

export default defineConfig({
  title: 'cdk8s-hardened',
  description: DESCRIPTION,
  // Of the site where it is published, such as /cdk8s-hardened/.
  base: (process.env.SITE_BASE ?? '/') as `/${string}/`,
  srcDir: ROOT,
  srcExclude: [...others, ...inRoot],
  rewrites: Object.fromEntries(pages.map(({ source, path }) => [source, path])),
  outDir: resolve(ROOT, 'site/dist'),
  // The data of the site is a file, which browsers load once, and not a part of each page.
  metaChunk: true,
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: LOGO }]],
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    anchor: { slugify: githubSlug },
    attrs: { disable: true }, // To GitHub, braces are text.
    config: (md) => likeGithub(md, pages),
  },
  themeConfig: {
    logo: { src: LOGO, alt: '' },
    search: {
      provider: 'local',
      options: {
        ...SEARCH,
        // The name of the button is the text that it shows.
        translations: { button: { buttonText: SEARCH_LABEL, buttonAriaLabel: SEARCH_LABEL } },
      },
    },
    nav: [
      { text: 'Playground', link: '/playground/', target: '_self' },
      { text: 'GitHub', link: REPOSITORY },
    ],
    sidebar: sidebarOf(pages),
    outline: [2, 3],
    externalLinkIcon: true,
  },
  vite: { build: { chunkSizeWarningLimit: 4000 } }, // The index of the search is one chunk, which only the search loads.
  ignoreDeadLinks: [/^\/playground\//],
  buildEnd: ({ outDir }) => {
    writeMarkdown(outDir, pages, DESCRIPTION);
    if (deadLinks.length > 0) {
      throw new Error(`links that lead nowhere:\n${[...new Set(deadLinks)].join('\n')}`);
    }
  },
});

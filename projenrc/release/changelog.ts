const UNRELEASED = '## Unreleased\n';

/** The changelog with what was unreleased under a version, and a new empty section above it. */
export function released(changelog: string, version: string, date: string): string {
  if (!changelog.includes(UNRELEASED)) throw new Error(`CHANGELOG.md has no line "${UNRELEASED.trim()}"`);
  if (sectionOf(changelog, 'Unreleased') === '') throw new Error('the section "Unreleased" of CHANGELOG.md is empty: there is nothing to release');
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n## ${version} (${date})\n`);
}

/** What the changelog says of a version. */
export function sectionOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split(/[ \n]/, 1)[0] === version);
  if (section === undefined) throw new Error(`CHANGELOG.md has no section "${version}"`);
  return section.slice(section.indexOf('\n')).trim();
}

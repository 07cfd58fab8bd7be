/*
 * Prepares a release on a branch: the version by the conventional commits since the last one, in package.json, package-lock.json and the
 * files that pin it; the changelog; and the names that are stable from now on. Nothing is committed. Arguments go to
 * commit-and-tag-version, such as `--release-as 1.0.0`.
 */
import { spawnSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { released } from './changelog';
import { rememberNames } from './stable-names';
import { packageVersion, write as pinVersion } from '../pinned-version';

const BUMP = ['commit-and-tag-version', '--skip.commit', '--skip.tag', '--skip.changelog', ...process.argv.slice(2)];

const changelog = readFileSync('CHANGELOG.md', 'utf8');
released(changelog, '0.0.0', ''); // Fails before anything is written.
if (spawnSync('npx', BUMP, { stdio: 'inherit' }).status !== 0) throw new Error('commit-and-tag-version failed');
writeFileSync('CHANGELOG.md', released(changelog, packageVersion(), new Date().toISOString().slice(0, 10)));
pinVersion();
rememberNames();
console.log(`Review the changes, and commit them as "chore(release): ${packageVersion()}". Once main has them, the workflow "release" publishes.`);

/*
 * Runs the fast tests, and those of the packed library, on the supported Node.js versions that this process does not run on:
 * `npm run test:node`, or `npm run test:node -- 22` for one of them.
 */
import { spawnSync } from 'child_process';
import { delimiter } from 'path';
import { nodeFolder } from './node';
import { NODE_RELEASES } from './pinned';
import { SUITES } from './suites';

type Major = keyof typeof NODE_RELEASES;

const running = Number(process.versions.node.split('.')[0]);
const supported = Object.keys(NODE_RELEASES).map(Number) as Major[];
const named = process.argv.slice(2).map(Number) as Major[];
const unknown = named.filter((major) => !supported.includes(major));
if (unknown.length > 0) throw new Error(`Node.js ${unknown.join(', ')} is not supported: use ${supported.join(', ')}`);

const others = supported.filter((major) => major !== running);

const failed = (named.length > 0 ? named : others).flatMap((major) => {
  const PATH = [nodeFolder(major), process.env.PATH].join(delimiter);
  return Object.entries(SUITES).flatMap(([suite, args]) => {
    console.log(`Node.js ${NODE_RELEASES[major]}: ${suite} tests`);
    const env = { ...process.env, PATH, JEST_JUNIT_OUTPUT_NAME: `node-${major}-${suite}-junit.xml` };
    return spawnSync('node', args, { env, stdio: 'inherit' }).status === 0 ? [] : [`${suite} tests on Node.js ${major}`];
  });
});
if (failed.length > 0) throw new Error(`failed: ${failed.join(', ')}`);

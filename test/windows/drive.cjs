/*
 * Runs Node.js for each step of a plan, and writes what came of it: `node drive.cjs PLAN RESULTS`. Node.js on Windows starts it in Wine, where
 * it can open pipes to the programs that it starts itself.
 */
const { spawnSync } = require('child_process');
const { readFileSync, writeFileSync } = require('fs');

const [plan, results] = process.argv.slice(2);
const run = ({ args, cwd, input = '', env }) => {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, { cwd, input, encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, stdout, stderr, ...error && { error: error.message } };
};
writeFileSync(results, JSON.stringify(JSON.parse(readFileSync(plan, 'utf8')).map(run)));

import { join } from 'node:path';

const MAIN = join(__dirname, '..', 'lib', 'commands', 'cli', 'main.js');
const CDK8S = 'require("cdk8s"); require("cdk8s-plus-28");';

/** Processes that are measured as a whole, by the arguments of `node`. */
export const COMMANDS: { readonly [variant: string]: readonly string[] | undefined } = {
  node: ['-e', '0'],
  version: [MAIN, '--version'],
  explain: [MAIN, 'explain', 'sysctls'],
  cdk8s: ['-e', CDK8S],
  import: ['-e', `${CDK8S} require("cdk8s-hardened").HardenedDeployment;`],
};

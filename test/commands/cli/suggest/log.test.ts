import { logOf } from '../../../../src/commands/cli/suggest/container';

const runtimeThatPrints = (stdout: string, stderr = ''): any => ({ run: async () => ({ status: 0, stdout, stderr }) });

test('the log of a container has no values of secret variables and options, and nothing that looks like a secret', async () => {
  const printed = 'connecting with hunter2x\n\nroot of tr0ub4dor\nGET http://user:pa55word@db/\n';
  const log = await logOf(runtimeThatPrints(printed, 'region eu-1\n'), 'name', { env: ['DB_PASSWORD=hunter2x', 'REGION=eu-1', 'TOKEN'], command: ['serve', '--token', 'tr0ub4dor'] });
  expect(log).toEqual(['connecting with (hidden)', 'root of (hidden)', 'GET http://user:(hidden)@db/', 'region eu-1']);
});

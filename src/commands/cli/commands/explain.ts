import { orInputError } from '../../../formats/manifest/input-error';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand } from '../command';

const HELP = `
Examples:
  cdk8s-hardened explain
  cdk8s-hardened explain capabilities-restricted

Exit codes:
  0  the control is described
  2  unknown control

Controls: ${HOME_PAGE}/blob/main/docs/reference/controls.md
`;

export const addExplain: AddCommand = (program, { io }) => {
  program.command('explain')
    .description('describe a control, or list all controls')
    .argument('[control]', 'id of a control')
    .addHelpText('after', HELP)
    .action((control: string | undefined) => {
      const { explain }: typeof import('../explain') = require('../explain');
      io.stdout.write(`${orInputError(() => explain(control))}\n`);
    });
};

import { withAction } from './action-command';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand } from '../command';

const HELP = `
Examples:
  cdk8s-hardened write-baseline dist --output baseline.json
  cdk8s-hardened write-baseline dist --profile pss-restricted

Exit codes:
  0  the baseline is written
  2  an input, an option or the settings file is invalid or cannot be read, or
     there is nothing to evaluate; nothing is written
  130  interrupted, 143 if by SIGTERM; nothing is written

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/adoption.md
`;

export const addWriteBaseline: AddCommand = (program, context) => {
  withAction(program.command('write-baseline'), context, ({ output }) => ({ kind: 'writeBaseline', output }))
    .description('write a baseline of all findings, so that later audits fail only on new ones')
    .option('-o, --output <file>', 'file for the baseline (default: the one in the settings file)')
    .addHelpText('after', HELP);
};

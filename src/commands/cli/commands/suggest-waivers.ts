import { withAction } from './action-command';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand, collectOption } from '../command';

const HELP = `
Examples:
  cdk8s-hardened suggest-waivers dist --output waivers.yaml
  cdk8s-hardened suggest-waivers dist --profile pss-restricted

Exit codes:
  0  the waivers are written
  2  an input, an option or the settings file is invalid or cannot be read, or
     there is nothing to evaluate; nothing is written
  130  interrupted, 143 if by SIGTERM; nothing is written

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/waivers.md
`;

export const addSuggestWaivers: AddCommand = (program, context) => {
  withAction(program.command('suggest-waivers'), context, ({ output }) => ({ kind: 'suggestWaivers', output }))
    .description('write a waiver file for the findings; you fill in the reasons')
    .option('--only <control>', 'suggest waivers only for this control; repeatable', collectOption, [])
    .option('-o, --output <file>', 'new file for the waivers (default: standard output)')
    .addHelpText('after', HELP);
};

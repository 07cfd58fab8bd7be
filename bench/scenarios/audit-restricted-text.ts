import { auditing } from './auditing';

export const scenario = auditing('pss-restricted', 'text');

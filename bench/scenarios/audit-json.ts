import { auditing } from './auditing';

export const scenario = auditing('hardened', 'json');

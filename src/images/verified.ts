// Generated from test/runtime/images/results.json by `npm run docs`. Do not edit.
import { Verification } from './known-image';

const verified = (program: string, date: string): readonly Verification[] => (
  [{ test: 'test/runtime/images/images.runtime.ts', program, date }]);

/** By the name of the program in test/runtime/images/programs. */
export const VERIFIED = {
  mariadb: verified('MariaDB 11.8 of Debian 13', '2026-11-26'),
  mosquitto: verified('Mosquitto 2.0 of Debian 13', '2026-11-26'),
  tomcat: verified('Tomcat 10.1 of Debian 13', '2026-11-26'),
};

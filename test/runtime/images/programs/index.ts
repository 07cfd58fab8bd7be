import { MARIADB } from './mariadb';
import { MOSQUITTO } from './mosquitto';
import { TOMCAT } from './tomcat';
import { ImageProgram } from '../image-program';

/** Every program, by the name of its file. */
export const PROGRAMS: { readonly [name: string]: ImageProgram } = {
  mariadb: MARIADB,
  mosquitto: MOSQUITTO,
  tomcat: TOMCAT,
};

import { inLanguageOfApp } from './language';
import { showProgram } from './user-stack';

/** A mistake in the code of an app. The message names options as the language of the app does. */
export class OptionError extends Error {
  constructor(message: string) {
    super(inLanguageOfApp(message));
    showProgram(this);
  }
}

import { IConstruct } from 'constructs';
import { showProgram } from '../../formats/language/user-stack';

/**
 * Runs a part of a constructor or a method of a construct.
 *
 * @param id of the construct in the scope, which cdk8s has not checked yet; undefined if the scope is the construct itself
 * @throws the error of that part, with the path of the construct in its message
 */
export function namingConstruct<T>(scope: IConstruct, id: string | undefined, part: () => T): T {
  try {
    return part();
  } catch (error) {
    if (error instanceof Error) {
      const { message, stack } = error;
      error.message = `[${[scope?.node?.path, id].filter(Boolean).join('/')}] ${message}`;
      error.stack = stack?.replace(message, () => error.message);
    }
    showProgram(error);
    throw error;
  }
}

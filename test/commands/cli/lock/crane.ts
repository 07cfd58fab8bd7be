import { delimiter, dirname, join } from 'path';
import { requirePackages } from '../../../programs/debian';
import { GOPATH, goProgram } from '../../../programs/go';
import { SLOW_PACKAGES } from '../../../programs/pinned';

const { 'golang-go': GO, 'golang-github-google-go-containerregistry-dev': CRANE } = SLOW_PACKAGES;

/** An environment with crane in the PATH, made of the sources that Debian has. */
export function withCrane(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  requirePackages({ 'golang-go': GO, 'golang-github-google-go-containerregistry-dev': CRANE });
  const program = goProgram('crane', join(GOPATH, 'src/github.com/google/go-containerregistry/cmd/crane'));
  return { ...env, PATH: [dirname(program), env.PATH].join(delimiter) };
}

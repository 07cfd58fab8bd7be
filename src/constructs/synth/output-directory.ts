import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'cdk8s';

/**
 * Lets an app write its files into a temporary directory, and then moves all of them to its output directory. If the work fails, the output
 * directory stays unchanged.
 */
export function writeWhole(app: App, work: (outdir: string) => void): void {
  const { outdir } = app;
  const temporary = temporaryBeside(path.resolve(outdir));
  try {
    setOutdir(app, temporary);
    work(temporary);
    moveInto(path.resolve(outdir), temporary);
  } finally {
    setOutdir(app, outdir);
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

function setOutdir(app: App, outdir: string): void {
  (app as { outdir: string }).outdir = outdir;
}

/**
 * A directory beside the output directory, so that a move is a rename. If its parent is not writable, a directory in the system's temporary
 * directory.
 */
function temporaryBeside(outdir: string): string {
  const parent = path.dirname(outdir);
  try {
    fs.mkdirSync(parent, { recursive: true });
    return fs.mkdtempSync(path.join(parent, `.${path.basename(outdir)}-`));
  } catch {
    return fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-hardened-'));
  }
}

/** Moves files. Other files in the target stay, as with cdk8s. */
function moveInto(target: string, source: string): void {
  fs.mkdirSync(target, { recursive: true });
  for (const entry of fs.readdirSync(source, { withFileTypes: true })) {
    const from = path.join(source, entry.name);
    const to = path.join(target, entry.name);
    if (entry.isDirectory()) {
      moveInto(to, from);
    } else {
      moveFile(from, to);
    }
  }
}

function moveFile(from: string, to: string): void {
  try {
    fs.renameSync(from, to);
  } catch {
    // The rename fails if the target is in another file system. A link to a directory, which cdk8s follows, may lead there.
    fs.copyFileSync(from, to);
  }
}

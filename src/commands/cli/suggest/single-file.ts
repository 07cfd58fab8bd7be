import { Parser } from '../../../tasks/image-facts/layer/tar-parser';

/** The text of the first file in a tar archive; undefined if there is none. */
export function singleFile(archive: Buffer): string | undefined {
  let content: Buffer[] | undefined;
  const parser = new Parser({
    onReadEntry: (entry) => {
      if (!content && entry.type === 'File') {
        const chunks: Buffer[] = content = [];
        entry.on('data', (chunk: Buffer) => { chunks.push(chunk); });
      }
      entry.resume();
    },
  });
  parser.write(archive);
  parser.end();
  return content && Buffer.concat(content).toString('utf8');
}

import { Cause } from '../../cause';
import { isMissingDirectory, isOnRoot } from '../../log-facts';
import { pathOf } from '../../log-path';
import { rootFix } from '../../remedies/root';

export const missingDirectory: Cause = {
  id: 'missing-directory',
  title: 'a directory that the program writes in is missing',
  why: 'The image or its start script would create it, in /run, /var/run or /var/log: on a read-only root nobody does, so "No such file or directory" means a writable directory.',
  isAboutPaths: true,
  signs: [
    { in: 'log', text: /\b(?:directory|path|folder) ['"`]?(?<path>\/(?:var|run)\/[^\s'"`]+)['"`]? (?:(?:does not|doesn't) exist|(?:is )?(?:missing|not found))/i, weight: 70, when: isOnRoot },
    { in: 'log', text: /[Mm]issing privilege separation directory: (?<path>\/\S+)/, weight: 72 },
    { in: 'log', text: /directory nonexistent|nonexistent directory|no such file or directory|ENOENT|\(2: |Errno 2\b|os error 2\b|NoSuchFileException|DirectoryNotFoundException|: file does not exist$/i, when: (found) => isMissingDirectory(found) },
    { in: 'log', text: /(?<path>\/(?:(?:var\/)?(?:run|log|cache|spool|tmp)|var\/lib)\/(?!secrets)[^\s'".]+)['"]? (?:does not|doesn't) exist\b.*\b(?:can(?:no|')t|could(?: no|n')t|failed|unable)\b.*\b(?:creat|writ|lock)/i, weight: 70, when: isOnRoot },
    // The file that a program binds is a Unix socket, whether or not the error names it.
    { in: 'log', text: /\bbind(?:ing)?\b(?! (?:mount|source|param)).*no such file or directory/i, weight: 70, when: (found) => pathOf(found) === undefined },
  ],
  fix: (found) => rootFix(found),
  example: { source: 'log', text: 'cannot bind UNIX socket (No such file or directory) [/var/run/web/admin.sock]' },
};

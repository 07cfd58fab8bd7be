import { alternatives } from '../../formats/language/alternatives';

/** The words of operating systems and runtimes for EROFS. */
export const EROFS = alternatives([
  /read-only file ?system/, // touch: cannot touch '/x': Read-only file system
  /\bEROFS\b/, // Error: EROFS: read-only file system, open '/x'
  /ReadOnlyFileSystem/, // java.nio.file.ReadOnlyFileSystemException
  /(?:Errno|errno =|os error|Errcode:|error number) 30\b/, // OSError: [Errno 30] Read-only file system: '/x'
  /\(30\)/, // rename failed (30)
  /\(30: /, // open() "/x" failed (30: Read-only file system)
], 'i');
/** The words for EACCES. */
export const DENIED = alternatives([
  /permission denied/, // sh: can't create /data/x: Permission denied
  /exists but (?:it )?is not readable/, // snapshot_root /var/cache/rsnapshot/ - snapshot_root exists but is not readable
  /not readable by (?:the |this )?(?:user|uid|group)/, // not readable by the user
  /\bEACCES\b/, // EACCES: permission denied, open '/data/x'
  /AccessDeniedException/, // java.nio.file.AccessDeniedException: /usr/share/elasticsearch/data/nodes
  /Access to the path .* is denied/, // System.UnauthorizedAccessException: Access to the path "/srv/ledger.txt" is denied.
  /(?:Errno|errno =|os error|Errcode:|error number) 13\b/, // [InnoDB] Operating system error number 13 in a file operation.
  /\(13: /, // nginx: [emerg] open() "/run/nginx.pid" failed (13: Permission denied)
], 'i');
/** The words for ENOENT. */
export const NO_ENTRY = alternatives([
  /no such file/, // cat: /x: No such file or directory
  /nonexistent/, // sh: cannot create /x/y: Directory nonexistent
  /\bENOENT\b/, // Error: ENOENT: no such file or directory, open '/x'
  /NoSuchFile/, // java.nio.file.NoSuchFileException: /x
  /DirectoryNotFound/, // System.IO.DirectoryNotFoundException: Could not find a part of the path '/x/y'.
  /(?:Errno|errno =|os error|error number) 2\b/, // FileNotFoundError: [Errno 2] No such file or directory: '/x'
  /\(2: /, // open() "/x" failed (2: No such file or directory)
], 'i');
/** The words for EPERM. */
export const NOT_PERMITTED = /operation not permitted|\bEPERM\b|\(1: |(?:Errno|errno =|os error|error number) 1\b/i;
/** The words for EBUSY, of the GNU library and of musl. */
/** SQLite cannot write a database, or the journal beside it. */
export const SQLITE = /attempt to write a readonly database|SQLITE_READONLY|SQLITE_CANTOPEN|unable to open database file/;

export const BUSY = /\bresource busy|\bEBUSY\b|(?:Errno|os error) 16\b/i;
/** A change of the owner, the group or the mode of a file, by a program or in the words of one. */
export const CHANGES_OWNER = /\b[lf]?ch(?:own|grp|mod)(?:at)?\b/i;
/** The words for EADDRINUSE, of the GNU library and of musl. */
export const IN_USE = /address (?:already )?in use|\bEADDRINUSE\b|(?:Errno|os error) 98\b/i;

const NO_FILE = alternatives([
  /publickey/, // Permission denied (publickey) for user root
  /keyboard-interactive/, // Permission denied (keyboard-interactive).
  /permission denied (?:for|to) /, // ERROR: permission denied for table orders
  // permission denied on schema public
  /\b(?:for|on|to) (?:table|relation|schema|database|function|sequence|view|column|extension|index|topic|bucket|collection)\b/,
  // rpc error: code = PermissionDenied desc = denied
  /\b(?:RBAC|IAM|arn:|s3:\/\/|gs:\/\/|https?:\/\/|grpc|rpc error|PermissionDenied desc|SQLSTATE|ERROR \d{4})/,
  /password authentication/, // FATAL: password authentication failed for user "shop"
  /\bHTTP\b/, // HTTP 403
  /\b(?:GET|PUT|POST|PATCH|DELETE|HEAD) \//, // GET /api: permission denied
  /by policy/, // permission denied by policy
  /status(?: code)?[:= ]+40[13]/, // status code: 403
  /docker\.sock/, // dial unix /run/docker.sock: connect: permission denied
], 'i');
/** A link to help in a message, which is not a remote service. */
const HELP = /\b(?:try|see|visit|at|help|docs?|info(?:rmation)?):?\s+<?https?:\/\/\S+/gi;

/** Whether a line is about permissions other than those on files: in databases, at logins, in remote services. */
export function isOfService(line: string): boolean {
  return NO_FILE.test(line.replace(HELP, ' '));
}

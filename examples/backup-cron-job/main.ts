import { App, Chart, Cron, Duration, Size } from 'cdk8s';
import { ConcurrencyPolicy, Cpu, EnvValue, PersistentVolumeAccessMode, PersistentVolumeClaim, Secret, Volume } from 'cdk8s-plus-28';
import { HardenedCronJob, RunAs, SecretFiles } from 'cdk8s-hardened';

// The version of the server or a newer one: an older pg_dump refuses it.
const IMAGE = 'postgres:17.11@sha256:d74eeac9a635390a49bc21bd49fccd973de707e2a53a76ac49b552b8712ec46f';

const DAYS_TO_KEEP = 14;

// A dump has its name only once it is complete. Kubernetes leaves `$(...)` alone where it knows no variable of that name.
const SCRIPT = `
umask 077
PGPASSWORD="$(cat /run/secrets/backup/password)"
export PGPASSWORD
file="/backups/$PGDATABASE-$(date -u +%Y-%m-%dT%H-%M-%SZ).dump"
rm -f /backups/*.part
pg_dump --format=custom --no-password --file="$file.part"
pg_restore --list "$file.part" > /dev/null
mv "$file.part" "$file"
find /backups -name '*.dump' -mtime +${DAYS_TO_KEEP} -delete
`.trim();

const app = new App();
const chart = new Chart(app, 'backup', { namespace: 'database', disableResourceNameHashes: true });

const backups = new PersistentVolumeClaim(chart, 'claim', {
  metadata: { name: 'backups' },
  accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
  storage: Size.gibibytes(100),
});

const backup = new HardenedCronJob(chart, 'job', {
  metadata: { name: 'backup' },
  schedule: Cron.schedule({ hour: '2', minute: '30' }),
  timeZone: 'Etc/UTC', // has no summer time, in which 2:30 is left out once a year and comes twice once a year
  startingDeadline: Duration.hours(6), // later than never: the 10 seconds of cdk8s-plus are over while the control plane is updated
  concurrencyPolicy: ConcurrencyPolicy.FORBID, // a second one would delete what the first is writing
  activeDeadline: Duration.hours(4), // or one that hangs would keep away all later ones
  backoffLimit: 2,
  failedJobsRetained: 3,
  // Not RunAs.user(999): these would be the ids to which the database's own files belong, and pg_dump needs none of them. The seed
  // keeps the ids when this construct is renamed or moved: with others the old dumps could not be deleted.
  runAs: RunAs.unique({ seed: 'database/backup' }),
});

const pgDump = backup.addContainer({
  name: 'pg-dump',
  image: IMAGE,
  command: ['sh', '-euc', SCRIPT],
  envVariables: {
    PGHOST: EnvValue.fromValue('postgres.database.svc'),
    PGDATABASE: EnvValue.fromValue('shop'),
    PGUSER: EnvValue.fromValue('backup'), // must be given: the image knows no name for the uid
  },
  resources: {
    cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
    memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
  },
});
pgDump.mount('/backups', Volume.fromPersistentVolumeClaim(chart, 'volume', backups));

// Made outside of this app, with the key `password`.
SecretFiles.mount(pgDump, '/run/secrets/backup', Secret.fromSecretName(chart, 'user', 'postgres-backup'), { keys: ['password'] });

app.synth();

/*
 * Makes podman do a kubelet's part where it does otherwise (measured on Kubernetes 1.34):
 *
 * - a kubelet puts no tmpfs of its own on /tmp, /run and /var/tmp, where it hides what the manifest mounts or that nothing does;
 * - an emptyDir is empty, and a new claim, too: the image's files are not copied into it;
 * - an emptyDir can be written by all; a claim only by the fsGroup, which every process of the pod is in;
 * - the files of Secrets and ConfigMaps can be read by the fsGroup;
 * - a user that the image does not know stays unknown, and has the home "/".
 *
 * podman runs it twice. First before it makes a container, with the configuration on stdin: what it prints is taken instead. Then runc
 * does before the container starts, when podman has given the volumes to whom it wants.
 */
const fs = require('fs');
const { basename, dirname, join } = require('path');

/** Where podman has a tmpfs of its own. */
const OWN = ['/tmp', '/run', '/var/tmp'];

const [, , plays] = process.argv;
const given = JSON.parse(fs.readFileSync(0, 'utf8'));
const isStart = 'bundle' in given;
const container = isStart ? JSON.parse(fs.readFileSync(join(given.bundle, 'config.json'), 'utf8')) : given;
const hostname = container.process.env.find((variable) => variable.startsWith('HOSTNAME='))?.slice('HOSTNAME='.length);
const file = join(plays, `${hostname}.json`);
const pod = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;

/** The id outside of the container's user namespace. */
function outside(id, mappings = []) {
  const mapping = mappings.find(({ containerID, size }) => id >= containerID && id < containerID + size);
  return mapping ? mapping.hostID + id - mapping.containerID : id;
}

const root = outside(0, container.linux.uidMappings);
const group = outside(pod?.fsGroup ?? 0, container.linux.gidMappings);

function give(path, mode) {
  fs.chownSync(path, root, group);
  fs.chmodSync(path, mode);
}

function prepareDisk(data, { mode }) {
  fs.readdirSync(data).forEach((name) => fs.rmSync(join(data, name), { recursive: true }));
  give(data, mode);
}

function prepareFiles(path) {
  const stat = fs.lstatSync(path);
  if (stat.isDirectory()) {
    fs.readdirSync(path).forEach((name) => prepareFiles(join(path, name)));
  }
  if (!stat.isSymbolicLink() && pod.fsGroup !== undefined) {
    give(path, (stat.mode & 0o7777) | (stat.isDirectory() ? 0o2550 : 0o440));
  }
}

/** The volumes of the container. What this hook knows of one lies beside its data. */
const volumes = container.mounts.filter(({ source = '' }) => basename(source) === '_data').map(({ source }) => ({
  data: source,
  disk: pod?.disks[basename(dirname(source))],
  marker: join(dirname(source), 'prepared'),
  owner: join(dirname(source), 'owner'),
}));

/** podman gives an empty volume to each container anew. */
function remember({ data, disk, marker, owner }) {
  if (disk && fs.existsSync(marker)) {
    const { uid, gid, mode } = fs.statSync(data);
    fs.writeFileSync(owner, JSON.stringify({ uid, gid, mode: mode & 0o7777 }));
  }
}

/** Once in the life of a volume, and later as it was. */
function prepare({ data, disk, marker, owner }) {
  if (fs.existsSync(owner)) {
    const { uid, gid, mode } = JSON.parse(fs.readFileSync(owner, 'utf8'));
    fs.chownSync(data, uid, gid);
    fs.chmodSync(data, mode);
  } else if (!fs.existsSync(marker)) {
    disk ? prepareDisk(data, disk) : prepareFiles(data);
    fs.writeFileSync(marker, '');
  }
}

/** podman adds the unknown user to them, with the working directory as its home. */
function isUserList({ destination, source = '' }) {
  return ['/etc/passwd', '/etc/group'].includes(destination) && /\/userdata\/(passwd|group)$/.test(source);
}

function forgetUnknownUser() {
  if (container.mounts.some(isUserList)) {
    container.mounts = container.mounts.filter((mount) => !isUserList(mount));
    container.process.env = container.process.env.filter((variable) => variable !== `HOME=${container.process.cwd}`);
  }
}

function configure() {
  forgetUnknownUser();
  const inMemory = ['rw', ...(pod.fsGroup === undefined ? ['mode=1777'] : ['mode=3777', `gid=${pod.fsGroup}`])];
  const isInMemory = ({ destination, type }) => type === 'tmpfs' && pod.inMemory.includes(destination);
  container.mounts = container.mounts
    .filter((mount) => mount.type !== 'tmpfs' || !OWN.includes(mount.destination) || isInMemory(mount))
    .map((mount) => isInMemory(mount) ? { ...mount, options: inMemory } : mount);
  if (pod.fsGroup !== undefined) {
    const { user } = container.process;
    user.additionalGids = [...new Set([...(user.additionalGids ?? []), pod.fsGroup])];
  }
}

if (pod && isStart) {
  volumes.forEach(prepare);
} else if (pod) {
  volumes.forEach(remember);
  configure();
}
if (!isStart) {
  process.stdout.write(JSON.stringify(container));
}

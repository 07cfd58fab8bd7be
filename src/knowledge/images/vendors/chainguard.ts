import { runDirectory } from '../common/facts';
import { Evidence, ImageFacts, ImageFamily } from '../known-image';

/*
 * Images of Chainguard: https://github.com/chainguard-images/images, `images/<name>/config`. The user is that of `accounts.run-as`, or the
 * one that the entry point becomes. Nearly all run as 65532.
 */

function image(name: string, path: string, facts: Omit<ImageFacts, 'evidence'>): ImageFamily {
  return { name: `cgr.dev/chainguard/${name}`, repositories: [`cgr.dev/chainguard/${name}`], variants: [{ ...facts, evidence: evidenceOf(path) }] };
}

/** apko writes the number of `run-as` into the image. */
function numeric(id: number) {
  return { uid: id, gid: id, imageUser: 'numeric' } as const;
}

/** @param path with its commit */
function evidenceOf(path: string): Evidence {
  return { documented: [{ source: `https://github.com/chainguard-images/images/blob/${path}`, date: '2026-11-26' }] };
}

export const CHAINGUARD: readonly ImageFamily[] = [
  {
    name: 'Chainguard',
    repositories: ['cgr.dev/chainguard/*'],
    variants: [{
      uid: 65532,
      gid: 65532,
      hint: 'Some images have another user, as the program has it elsewhere',
      evidence: evidenceOf('main/BEST_PRACTICES.md'),
    }],
  },
  image('argocd', '3100f0026945469a4bd9db2a85fb24987047c9d6/images/argocd/configs/template.server.apko.yaml', numeric(999)),
  image('cassandra', '1be2761ad802047526334de0d8a8a6cec6305c2f/images/cassandra/config/template.apko.yaml', numeric(999)),
  image('clickhouse', 'b449a0da6f29cf0c79829421676ee4503370d014/images/clickhouse/config/latest.apko.yaml', numeric(101)),
  image('influxdb', '154d3eeddb114c47c2004e7284a7fca453107904/images/influxdb/config/template.apko.yaml', numeric(1000)),
  image('jenkins', '1af1dd0dd7ff7f61e399c0f2277a3c71036b6c5c/images/jenkins/config/template.apko.yaml', numeric(1000)),
  image('nginx', '0ae5dbf80a510e0906d985356499495728a91d51/images/nginx/config/main.tf', {
    ...numeric(65532),
    writablePaths: [{ path: '/var/lib/nginx/tmp', kind: 'empty' }, runDirectory('/var/run')],
  }),
  image('postgres', '12a3d3815389b9d7f488597e5715107284b51a60/images/postgres/config/main.tf', {
    uid: 70,
    gid: 70,
    imageUser: 'root',
    stepsDownWith: 'su-exec',
  }),
  image('rabbitmq', '7ca749e9bf3373bdedc831587d77d66a902cfa34/images/rabbitmq/config/latest.apko.yaml', numeric(999)),
  image('solr', '84788a1be46bfde8220125995406878790fa1cb6/images/solr/config/template.apko.yaml', numeric(8983)),
  image('wolfi-base', '6b24c376d1048e842d3a3e6dfc19d71ca6410cbf/images/wolfi-base/config/main.tf', { imageUser: 'root', anyUser: true, writablePaths: [] }),
  image('zookeeper', '1be2761ad802047526334de0d8a8a6cec6305c2f/images/zookeeper/config/template.apko.yaml', numeric(1001)),
];

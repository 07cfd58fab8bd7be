import { App, Cron } from 'cdk8s';
import { ConfigMap, CronJob, CronJobProps, Deployment, DeploymentProps, EnvValue } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Scenario } from './scenario';
import { AddWorkload, AppSize, build, imageOf, synthesis } from './synthesis';

/** The kinds of an application: those of cdk8s-plus, or hardened ones. */
export interface Kinds {
  readonly Deployment: new (scope: Construct, id: string, props: DeploymentProps) => Deployment;
  readonly CronJob: new (scope: Construct, id: string, props: CronJobProps) => CronJob;
}

const SETTINGS = ['server:', '  port: 8080', '  cors: "*"', 'features:', '  - search', '  - checkout', '# changed by the release', 'log: { level: info }', ''].join('\n');

export function application(kinds: Kinds): Scenario<AppSize> {
  return synthesis(serviceOf(kinds));
}

/** The same as an app, which cdk8s-cli synthesizes into its folder. */
export function applicationApp(kinds: Kinds, size: AppSize): App {
  return build(serviceOf(kinds), size);
}

/** What a service of a shop consists of, in a chart of its own: values look like numbers and booleans, and texts have several lines. */
function serviceOf(kinds: Kinds): AddWorkload {
  return (chart, id, number) => {
    const image = imageOf(number);
    new ConfigMap(chart, `${id}-settings`, { data: { 'settings.yaml': SETTINGS, 'motd': `welcome to ${id}\n\nbe kind\n` } });
    const deployment = new kinds.Deployment(chart, id, {
      replicas: 2,
      containers: [{
        image,
        portNumber: 8080,
        envVariables: {
          PORT: EnvValue.fromValue('8080'),
          DEBUG: EnvValue.fromValue('false'),
          UPSTREAM: EnvValue.fromValue(`https://api.example.com/v1/${id}?region=eu&retry=3#top`),
        },
      }],
    });
    deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
    new kinds.CronJob(chart, `${id}-report`, { schedule: Cron.daily(), containers: [{ image, args: ['report', '--since', '24h'] }] });
  };
}

package example;

import io.github.cdk8shardened.HardenedDeployment;
import java.util.List;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.plus28.ContainerProps;
import org.cdk8s.plus28.Deployment;

/** Synthesizes Deployments, hardened or plain: `java example.Main hardened 200 OUTDIR`. */
public final class Main {
    private Main() {
    }

    public static void main(final String[] args) {
        final App app = App.Builder.create().outdir(args[2]).build();
        final Chart chart = new Chart(app, "shop");
        for (int number = 0; number < Integer.parseInt(args[1]); number++) {
            final String image = String.format("registry.example.com/shop/service-%d@sha256:%064x", number, number);
            final List<ContainerProps> containers = List.of(ContainerProps.builder().image(image).portNumber(8080).build());
            if (args[0].equals("hardened")) {
                HardenedDeployment.Builder.create(chart, "workload-" + number).containers(containers).build();
            } else {
                Deployment.Builder.create(chart, "workload-" + number).containers(containers).build();
            }
        }
        app.synth();
    }
}

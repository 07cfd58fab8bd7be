package example;

import io.github.cdk8shardened.HardenedDeployment;
import java.util.List;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.plus28.ContainerProps;
import org.cdk8s.plus28.ContainerSecurityContextProps;

/** An unsafe setting: the synthesis fails, and the error says what to write. */
public final class Unsafe {
    private Unsafe() {
    }

    public static void main(final String[] args) {
        final App app = new App();
        final Chart chart = Chart.Builder.create(app, "shop").disableResourceNameHashes(true).build();

        HardenedDeployment.Builder.create(chart, "web")
            .containers(List.of(ContainerProps.builder()
                .image("registry.example.com/shop/web:1.4.2")
                .portNumber(8080)
                .securityContext(ContainerSecurityContextProps.builder().readOnlyRootFilesystem(false).build())
                .build()))
            .build();

        try {
            app.synth();
        } catch (final RuntimeException error) {
            System.out.println(error.getMessage());
        }
    }
}

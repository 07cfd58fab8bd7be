package example;

import io.github.cdk8shardened.ApplyOptions;
import io.github.cdk8shardened.EnforceOptions;
import io.github.cdk8shardened.HardenedDeployment;
import io.github.cdk8shardened.HardenedJob;
import io.github.cdk8shardened.Hardening;
import io.github.cdk8shardened.HardeningProfile;
import io.github.cdk8shardened.RunAs;
import io.github.cdk8shardened.Waiver;
import io.github.cdk8shardened.WritablePath;
import io.github.cdk8shardened.WritablePathOptions;
import java.util.List;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.Include;
import org.cdk8s.Size;
import org.cdk8s.plus28.ContainerProps;
import org.cdk8s.plus28.ContainerResources;
import org.cdk8s.plus28.Cpu;
import org.cdk8s.plus28.CpuResources;
import org.cdk8s.plus28.MemoryResources;
import org.cdk8s.plus28.Probe;

public final class Main {
    public static void main(final String[] args) {
        final App app = new App();
        final Chart chart = Chart.Builder.create(app, "shop").namespace("shop").disableResourceNameHashes(true).build();

        final ContainerResources small = ContainerResources.builder()
            .cpu(CpuResources.builder().request(Cpu.millis(100)).limit(Cpu.millis(500)).build())
            .memory(MemoryResources.builder().request(Size.mebibytes(128)).limit(Size.mebibytes(128)).build())
            .build();

        HardenedDeployment.Builder.create(chart, "web")
            .replicas(2)
            .containers(List.of(ContainerProps.builder()
                .image("registry.example.com/shop/web:1.4.2")
                .portNumber(8080)
                .readiness(Probe.fromTcpSocket())
                .liveness(Probe.fromTcpSocket())
                .resources(small)
                .build()))
            // In the image its files belong to this user.
            .runAs(RunAs.user(1000))
            .waivers(List.of(Waiver.builder()
                .controls(List.of("high-user-id", "high-group-id"))
                .allow(List.of("1000"))
                .reason("the files in the image belong to 1000")
                .ticket("SHOP-17")
                .build()))
            .writablePaths(List.of(WritablePath.fromEmptyDir("/var/cache/web", WritablePathOptions.builder()
                .sizeLimit(Size.mebibytes(200))
                .build())))
            .build();

        HardenedJob.Builder.create(chart, "migrate")
            .backoffLimit(2)
            .containers(List.of(ContainerProps.builder()
                .image("registry.example.com/shop/migrate:1.4.2")
                .resources(small)
                .build()))
            .build();

        // What another team maintains is hardened, too.
        Include.Builder.create(chart, "agent").url("agent.yaml").build();
        Hardening.of(chart).apply(ApplyOptions.builder().profile(HardeningProfile.HARDENED).runAs(RunAs.user(65532)).build());

        // Nobody connects to the pods, and they connect to nothing but the DNS.
        Hardening.of(chart).isolateNetwork();

        // The gate: if anything in the app does not meet "restricted", the synthesis fails.
        Hardening.of(app).enforce(EnforceOptions.builder().profile(HardeningProfile.PSS_RESTRICTED).build());

        app.synth();
    }
}

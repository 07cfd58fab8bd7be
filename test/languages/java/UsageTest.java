package example;

import static example.Support.CONTAINERS;
import static example.Support.WRITABLE;
import static example.Support.app;
import static example.Support.assertHardened;
import static example.Support.at;
import static example.Support.chart;
import static example.Support.manifests;
import static example.Support.messageOf;
import static example.Support.podOf;
import static example.Support.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cdk8shardened.ApplyOptions;
import io.github.cdk8shardened.ContainerSettings;
import io.github.cdk8shardened.Finding;
import io.github.cdk8shardened.FindingSeverity;
import io.github.cdk8shardened.HardenedCronJob;
import io.github.cdk8shardened.HardenedDaemonSet;
import io.github.cdk8shardened.HardenedDeployment;
import io.github.cdk8shardened.HardenedDeploymentProps;
import io.github.cdk8shardened.HardenedJob;
import io.github.cdk8shardened.HardenedPod;
import io.github.cdk8shardened.HardenedStatefulSet;
import io.github.cdk8shardened.Hardening;
import io.github.cdk8shardened.HardeningDefaults;
import io.github.cdk8shardened.HardeningProfile;
import io.github.cdk8shardened.Platform;
import io.github.cdk8shardened.RunAs;
import io.github.cdk8shardened.Waiver;
import io.github.cdk8shardened.WritablePath;
import io.github.cdk8shardened.WritablePathMedium;
import io.github.cdk8shardened.WritablePathOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cdk8s.App;
import org.cdk8s.AppProps;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Cron;
import org.cdk8s.Helm;
import org.cdk8s.Include;
import org.cdk8s.Size;
import org.cdk8s.plus28.DeploymentExposeViaServiceOptions;
import org.cdk8s.plus28.Probe;
import org.cdk8s.plus28.Service;
import org.cdk8s.plus28.ServicePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.constructs.Construct;
import software.constructs.IValidation;

/** What a user of Java would try first. */
class UsageTest {
    @TempDir
    private Path folder;

    /** A subclass with its own defaults. */
    static final class WebServer extends HardenedDeployment {
        private final Service service;

        WebServer(final Construct scope, final String id, final String image, final int replicas) {
            super(scope, id, HardenedDeploymentProps.builder()
                .replicas(replicas)
                .containers(List.of(Support.container().image(image).readiness(Probe.fromTcpSocket()).build()))
                .writablePaths(List.of(WritablePath.fromEmptyDir("/var/cache/web")))
                .build());
            this.service = this.exposeViaService(DeploymentExposeViaServiceOptions.builder()
                .ports(List.of(ServicePort.builder().port(80).targetPort(8080).build()))
                .build());
        }
    }

    /** A Chart as users write one. */
    static final class Shop extends Chart {
        private final WebServer web;

        Shop(final Construct scope, final String id) {
            super(scope, id, ChartProps.builder().disableResourceNameHashes(true).build());
            this.web = new WebServer(this, "web", "registry.example.com/shop/web:1.4.2", 3);
        }
    }

    @Test
    void subclasses() {
        final Shop shop = new Shop(app(folder), "shop");
        shop.web.addWritablePath(WritablePath.fromEmptyDir("/run/web", WritablePathOptions.builder()
            .medium(WritablePathMedium.MEMORY)
            .sizeLimit(Size.mebibytes(16))
            .build()));
        final List<Map<String, Object>> objects = manifests(shop);
        assertHardened(objects.get(0));
        assertEquals(3, at(objects.get(0), "spec", "replicas"));
        assertEquals(3, ((List<?>) at(podOf(objects.get(0)), "containers", 0, "volumeMounts")).size());
        assertEquals(8080, at(objects.get(1), "spec", "ports", 0, "targetPort"));
        assertEquals(shop.web.service.getName(), at(objects.get(1), "metadata", "name"));
    }

    /** An App with a step after the synthesis. */
    static final class CountingApp extends App {
        private long files;

        CountingApp(final Path folder) {
            super(AppProps.builder().outdir(folder.toString()).build());
        }

        @Override
        public void synth() {
            super.synth();
            try (Stream<Path> found = Files.list(Path.of(getOutdir()))) {
                files = found.count();
            } catch (final IOException error) {
                throw new IllegalStateException(error);
            }
        }
    }

    @Test
    void anAppWithItsOwnSynthIsChecked() {
        final CountingApp good = new CountingApp(folder.resolve("good"));
        new Shop(good, "shop");
        good.synth();
        assertEquals(1, good.files);
        final CountingApp bad = new CountingApp(folder.resolve("bad"));
        web(chart(bad)).hostNetwork(true).build();
        assertTrue(messageOf(bad::synth).contains("host-namespaces"));
        assertEquals(0, bad.files);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
            kind("Deployment", (chart) -> HardenedDeployment.Builder.create(chart, "one").containers(CONTAINERS).build()),
            kind("DaemonSet", (chart) -> HardenedDaemonSet.Builder.create(chart, "one").containers(CONTAINERS).build()),
            kind("Job", (chart) -> HardenedJob.Builder.create(chart, "one").containers(CONTAINERS).backoffLimit(2).build()),
            kind("CronJob", (chart) -> HardenedCronJob.Builder.create(chart, "one").containers(CONTAINERS).schedule(Cron.daily()).build()),
            kind("Pod", (chart) -> HardenedPod.Builder.create(chart, "one").containers(CONTAINERS).build()),
            kind("StatefulSet", (chart) -> HardenedStatefulSet.Builder.create(chart, "one")
                .containers(CONTAINERS)
                .service(Service.Builder.create(chart, "service").ports(List.of(ServicePort.builder().port(80).build())).build())
                .build())
        );
    }

    private static Arguments kind(final String kind, final Consumer<Chart> add) {
        return Arguments.of(kind, add);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyKind(final String kind, final Consumer<Chart> add) {
        final Chart chart = chart(app(folder));
        add.accept(chart);
        assertHardened(manifests(chart).stream().filter((each) -> kind.equals(each.get("kind"))).findFirst().orElseThrow());
    }

    @Test
    void enumsAndStructsWithManyMembers() {
        final App app = app(folder);
        final Chart chart = chart(app);
        Hardening.of(app).setDefaults(HardeningDefaults.builder()
            .platform(Platform.OPENSHIFT)
            .kubernetesVersion("1.30")
            .now(Instant.parse("2026-01-31T00:00:00Z"))
            .build());
        web(chart)
            .isolate(true)
            .ephemeralStorageLimits(false)
            .waivers(List.of(Waiver.builder()
                .controls(List.of("image-digest"))
                .containers(List.of("main"))
                .allow(List.of("registry.example.com/shop/web:1.4.2"))
                .reason("the tag is immutable here")
                .ticket("SHOP-17")
                .owner("shop")
                .expires("2099-12-31")
                .build()))
            .build();
        final Object deployment = manifests(chart).stream().filter((each) -> "Deployment".equals(each.get("kind"))).findFirst().orElseThrow();
        assertNull(at(podOf(deployment), "securityContext", "runAsUser"));
    }

    @Test
    void mapsAndOptionalArguments() {
        final Chart chart = chart(app(folder));
        web(chart)
            .runAs(RunAs.user(20001, 20002))
            .containerSettings(Map.of("main", ContainerSettings.builder().runAs(RunAs.user(20003)).build()))
            .build();
        final Object pod = podOf(manifests(chart).get(0));
        assertEquals(20001, at(pod, "securityContext", "runAsUser"));
        assertEquals(20002, at(pod, "securityContext", "fsGroup"));
        assertEquals(20003, at(pod, "containers", 0, "securityContext", "runAsUser"));
    }

    @Test
    void callbacks() {
        final App app = app(folder);
        final Chart chart = chart(app);
        web(chart).build();
        final IValidation names = () -> List.of("the team wants another name for " + chart.getNode().getId());
        chart.getNode().addValidation(names);
        assertTrue(messageOf(app::synth).contains("the team wants another name for shop"));
    }

    @Test
    void include() throws IOException {
        final App app = app(folder);
        final Chart chart = chart(app);
        final Path file = folder.resolve("agent.yaml");
        Files.writeString(file, "apiVersion: v1\nkind: Pod\nmetadata: { name: agent }\nspec: { containers: [{ name: main, image: 'a:1' }] }\n");
        Include.Builder.create(chart, "agent").url(file.toString()).build();
        applyHardened(app);
        assertHardened(manifests(chart).get(0));
    }

    @Test
    void helm() {
        final App app = app(folder);
        final Chart chart = chart(app);
        Helm.Builder.create(chart, "web").chart(System.getenv("HELM_CHART")).helmExecutable(System.getenv("HELM")).build();
        applyHardened(app);
        final List<String> kinds = List.of("Deployment", "Job", "Pod", "StatefulSet");
        final List<Map<String, Object>> workloads = manifests(chart).stream().filter((each) -> kinds.contains(each.get("kind"))).toList();
        assertTrue(workloads.size() > 0);
        workloads.forEach(Support::assertHardened);
    }

    private static void applyHardened(final App app) {
        Hardening.of(app).apply(ApplyOptions.builder().profile(HardeningProfile.HARDENED).runAs(RunAs.user(65532)).build());
    }

    @Test
    void report() {
        final App app = app(folder);
        web(chart(app)).containers(WRITABLE).build();
        final Finding finding = Hardening.of(app).report().getFindings().stream()
            .filter((each) -> each.getControl().equals("read-only-root-filesystem")).findFirst().orElseThrow();
        assertEquals(FindingSeverity.ERROR, finding.getSeverity());
        assertEquals(
            "remove `readOnlyRootFilesystem(false)`, and declare the paths that the application writes as `writablePaths`", finding.getRemedy());
    }
}

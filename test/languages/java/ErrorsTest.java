package example;

import static example.Support.CONTAINERS;
import static example.Support.WRITABLE;
import static example.Support.app;
import static example.Support.chart;
import static example.Support.firstLine;
import static example.Support.messageOf;
import static example.Support.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cdk8shardened.ContainerSettings;
import io.github.cdk8shardened.EnforceOptions;
import io.github.cdk8shardened.HardenedDeployment;
import io.github.cdk8shardened.Hardening;
import io.github.cdk8shardened.HardeningProfile;
import io.github.cdk8shardened.RunAs;
import io.github.cdk8shardened.Waiver;
import io.github.cdk8shardened.WritablePath;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.plus28.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler refuses misspelled options and values of a wrong type. These are mistakes that it does not see. */
class ErrorsTest {
    @TempDir
    private Path folder;

    @Test
    void anUnsafeSettingArrivesAsAWhole() {
        final App app = app(folder);
        web(chart(app)).containers(WRITABLE).build();
        assertEquals(
            String.join(
                "\n",
                "1 validation error in 1 construct: shop/web",
                "",
                "shop/web (Deployment): 1 error",
                "  [shop/web] read-only-root-filesystem: container \"main\": "
                    + "spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem is false",
                "      Fix: remove `readOnlyRootFilesystem(false)`, and declare the paths that the application writes as `writablePaths`.",
                "      Or waive it: Waiver.builder().control(\"read-only-root-filesystem\").containers(List.of(\"main\")).reason(\"\").build()"
            ),
            messageOf(app::synth));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
            mistake(
                "[shop/web] waiver of \"privileged\": reason \"x\" is too short: explain in at least 3 words why you accept the risk",
                (web) -> web.waivers(List.of(Waiver.builder().control("privileged").reason("x").build()))),
            mistake(
                "[shop/web] unknown control \"priviliged\": did you mean \"privileged\"?",
                (web) -> web.waivers(List.of(Waiver.builder().control("priviliged").reason("the agent needs it").build()))),
            mistake(
                "[shop/web] containerSettings.main.runAs must set ids: use RunAs.user(...) or RunAs.unique()",
                (web) -> web.containerSettings(Map.of("main", ContainerSettings.builder().runAs(RunAs.platformAssigned()).build()))),
            mistake(
                "[shop/web] `runAs` is root, which needs a user namespace, and `userNamespace` is false: "
                    + "leave `userNamespace` out, or use another `runAs`",
                (web) -> web.runAs(RunAs.rootInUserNamespace()).userNamespace(false)),
            mistake(
                "uid 0 is root: use the uid that the image is made for, or RunAs.nonRoot()", (web) -> web.runAs(RunAs.user(0))),
            mistake(
                "writable path \"cache\" is relative: use an absolute path such as \"/cache\"",
                (web) -> web.writablePaths(List.of(WritablePath.fromEmptyDir("cache")))));
    }

    private static Arguments mistake(final String expected, final Consumer<HardenedDeployment.Builder> make) {
        return Arguments.of(expected, make);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void theFirstLineSaysWhatIsWrong(final String expected, final Consumer<HardenedDeployment.Builder> make) {
        final Chart chart = chart(app(folder));
        assertEquals(expected, firstLine(messageOf(() -> {
            final HardenedDeployment.Builder web = web(chart);
            make.accept(web);
            web.build();
        })));
    }

    @Test
    void aMissingReason() {
        assertTrue(messageOf(() -> Waiver.builder().control("privileged").build()).startsWith("reason is required"));
    }

    @Test
    void anUnknownContainer() {
        final App app = app(folder);
        web(chart(app)).containerSettings(Map.of("sidecar", ContainerSettings.builder().runAs(RunAs.user(20001)).build())).build();
        final String message = messageOf(app::synth);
        assertEquals("1 validation error in 1 construct: shop/web", firstLine(message));
        assertTrue(message.contains("unknown-container: containerSettings references unknown container \"sidecar\""));
    }

    @Test
    void anExpiredWaiver() {
        final App app = app(folder);
        web(chart(app))
            .containers(WRITABLE)
            .waivers(List.of(Waiver.builder()
                .control("read-only-root-filesystem")
                .containers(List.of("main"))
                .reason("it writes its own files")
                .expires("2020-01-31")
                .build()))
            .build();
        assertTrue(messageOf(app::synth).contains(
            "waiver-expired: waiver of \"read-only-root-filesystem\" expired at the end of 2020-01-31 (UTC)"));
    }

    @Test
    void theGateSuggestsWaivers() {
        final App app = app(folder);
        Deployment.Builder.create(chart(app), "agent").containers(CONTAINERS).build();
        Hardening.of(app).enforce(EnforceOptions.builder().profile(HardeningProfile.PSS_RESTRICTED).build());
        assertTrue(messageOf(app::synth).contains("Or waive it: Hardening.of(chart).addWaiver(ScopedWaiver.builder().control("));
    }
}

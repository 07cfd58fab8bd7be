package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cdk8shardened.HardenedDeployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.plus28.ContainerProps;
import org.cdk8s.plus28.ContainerSecurityContextProps;

/** Shared by the tests, which are copied into the folder of the example. */
final class Support {
    static final List<ContainerProps> CONTAINERS = List.of(container().build());
    /** With a writable root filesystem, which is an error. */
    static final List<ContainerProps> WRITABLE = List.of(container()
        .securityContext(ContainerSecurityContextProps.builder().readOnlyRootFilesystem(false).build())
        .build());

    private Support() {
    }

    static ContainerProps.Builder container() {
        return ContainerProps.builder().image("registry.example.com/shop/web:1.4.2").portNumber(8080);
    }

    static App app(final Path folder) {
        return App.Builder.create().outdir(folder.toString()).build();
    }

    static Chart chart(final App app) {
        return Chart.Builder.create(app, "shop").disableResourceNameHashes(true).build();
    }

    static HardenedDeployment.Builder web(final Chart chart) {
        return HardenedDeployment.Builder.create(chart, "web").containers(CONTAINERS);
    }

    /** The objects of a chart as plain data. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> manifests(final Chart chart) {
        return (List<Map<String, Object>>) (List<?>) chart.toJson();
    }

    /** A part of an object, by keys and indexes. */
    static Object at(final Object value, final Object... path) {
        Object part = value;
        for (final Object key : path) {
            if (part instanceof Map<?, ?> map) {
                part = map.get(key);
            } else if (part instanceof List<?> list) {
                part = list.get((Integer) key);
            } else {
                return null;
            }
        }
        return part;
    }

    static Object podOf(final Object manifest) {
        final Object job = at(manifest, "spec", "jobTemplate");
        final Object template = at(job == null ? manifest : job, "spec", "template");
        return at(template == null ? manifest : template, "spec");
    }

    static void assertHardened(final Object manifest) {
        final Object pod = podOf(manifest);
        assertEquals("RuntimeDefault", at(pod, "securityContext", "seccompProfile", "type"));
        final Object context = at(pod, "containers", 0, "securityContext");
        assertEquals(false, at(context, "allowPrivilegeEscalation"));
        assertEquals(true, at(context, "readOnlyRootFilesystem"));
        assertEquals(List.of("ALL"), at(context, "capabilities", "drop"));
    }

    /** The message of an error, without the stack of JavaScript behind it, and without the name of its class before some messages. */
    static String messageOf(final Runnable code) {
        final String text = assertThrows(RuntimeException.class, code::run).getMessage();
        final String message = text.startsWith("Error: ") ? text.substring("Error: ".length()) : text;
        final int stack = message.indexOf("\n@jsii/kernel.RuntimeError: ");
        return stack < 0 ? message : message.substring(0, stack);
    }

    static String firstLine(final String text) {
        return text.split("\n", 2)[0];
    }
}

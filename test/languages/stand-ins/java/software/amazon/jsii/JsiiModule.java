/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package software.amazon.jsii;

import java.util.List;

public abstract class JsiiModule {
    protected JsiiModule(final String name, final String version, final Class<?> loader, final String tarball) {
    }

    protected List<Class<? extends JsiiModule>> getDependencies() {
        return List.of();
    }

    protected abstract Class<?> resolveClass(String fqn) throws ClassNotFoundException;
}

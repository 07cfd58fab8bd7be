/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package software.amazon.jsii;

public @interface Jsii {
    Class<? extends JsiiModule> module();
    String fqn();

    @interface Proxy {
        Class<? extends JsiiObject> value();
    }
}

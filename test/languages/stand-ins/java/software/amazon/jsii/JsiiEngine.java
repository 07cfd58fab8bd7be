/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package software.amazon.jsii;

public final class JsiiEngine {
    public static JsiiEngine getInstance() {
        throw new UnsupportedOperationException();
    }

    public JsiiObjectRef createNewObject(final Object object, final Object... arguments) {
        throw new UnsupportedOperationException();
    }
}

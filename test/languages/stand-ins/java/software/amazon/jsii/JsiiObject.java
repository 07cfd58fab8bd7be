/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package software.amazon.jsii;

public class JsiiObject implements JsiiSerializable {
    public enum InitializationMode { JSII, FROM_BUILDER }

    protected JsiiObject(final JsiiObjectRef reference) {
    }

    protected JsiiObject(final InitializationMode mode) {
    }

    protected static <T> T jsiiStaticCall(final Class<?> type, final String method, final NativeType<T> result, final Object... arguments) {
        throw new UnsupportedOperationException();
    }

    protected static <T> T jsiiStaticGet(final Class<?> type, final String property, final NativeType<T> result) {
        throw new UnsupportedOperationException();
    }
}

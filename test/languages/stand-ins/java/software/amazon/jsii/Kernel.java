/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package software.amazon.jsii;

public final class Kernel {
    public static <T> T call(final Object receiver, final String method, final NativeType<T> result, final Object... arguments) {
        throw new UnsupportedOperationException();
    }

    public static <T> T asyncCall(final Object receiver, final String method, final NativeType<T> result, final Object... arguments) {
        throw new UnsupportedOperationException();
    }

    public static <T> T get(final Object receiver, final String property, final NativeType<T> result) {
        throw new UnsupportedOperationException();
    }

    public static void set(final Object receiver, final String property, final Object value) {
        throw new UnsupportedOperationException();
    }
}

/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package software.amazon.jsii;

import java.util.List;
import java.util.Map;

public final class NativeType<T> {
    public static final NativeType<Void> VOID = new NativeType<>();

    public static <T> NativeType<T> forClass(final Class<T> type) {
        return new NativeType<>();
    }

    public static <T> NativeType<List<T>> listOf(final NativeType<T> item) {
        return new NativeType<>();
    }

    public static <T> NativeType<Map<String, T>> mapOf(final NativeType<T> value) {
        return new NativeType<>();
    }
}

/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package software.amazon.jsii;

import com.fasterxml.jackson.databind.ObjectMapper;

public final class JsiiObjectMapper {
    public static final ObjectMapper INSTANCE = null;
}

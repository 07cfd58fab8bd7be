/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package com.fasterxml.jackson.databind;

public class ObjectMapper {
    public <T extends JsonNode> T valueToTree(final Object value) {
        throw new UnsupportedOperationException();
    }
}

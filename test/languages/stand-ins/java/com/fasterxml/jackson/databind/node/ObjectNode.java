/* Stands for the class of that name where Maven Central cannot be reached: enough for javac to check types. */
package com.fasterxml.jackson.databind.node;

import com.fasterxml.jackson.databind.JsonNode;

public class ObjectNode extends JsonNode {
    public <T extends JsonNode> T set(final String name, final JsonNode value) {
        throw new UnsupportedOperationException();
    }
}

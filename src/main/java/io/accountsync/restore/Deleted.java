package io.accountsync.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.state.Deletion;

/** A record that the state knows as deleted. */
record Deleted(Deletion deletion) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String key() {
        return deletion.key();
    }

    String id() {
        return deletion.salesforceId();
    }

    WrittenKey written() {
        return new WrittenKey(deletion.key(), deletion.externalId());
    }

    /** The External ID as it is sent. */
    String externalId() {
        return deletion.externalId() == null ? deletion.key() : deletion.externalId();
    }

    /** What it held; without any field where that is not kept any more. */
    JsonNode kept() {
        if (deletion.payload() == null) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(deletion.payload());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state holds a payload that is not JSON", e);
        }
    }
}

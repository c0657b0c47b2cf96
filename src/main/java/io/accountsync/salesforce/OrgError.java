package io.accountsync.salesforce;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.salesforce.api.dto.RestError;
import org.apache.camel.component.salesforce.api.utils.JsonUtils;

/** An error with what Camel's class leaves out: which records a duplicate rule found. */
@JsonDeserialize
public final class OrgError extends RestError {
    private List<String> matches = List.of();

    /** The ids of the records that a duplicate rule took for the same; none for other errors. */
    public List<String> matches() {
        return matches;
    }

    @JsonSetter("duplicateResult")
    void setDuplicateResult(JsonNode result) {
        List<String> ids = new ArrayList<>();
        result.path("matchResults").forEach(match -> match.path("matchRecords")
                .forEach(found -> ids.add(found.path("record").path("Id").asText())));
        ids.removeIf(String::isEmpty);
        matches = List.copyOf(ids);
    }

    /** Camel's mapper, which reads errors as this class. */
    static ObjectMapper mapper() {
        return JsonUtils.createObjectMapper().addMixIn(RestError.class, ReadAsOrgError.class);
    }

    @JsonDeserialize(as = OrgError.class)
    private interface ReadAsOrgError {}
}

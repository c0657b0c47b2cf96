package io.accountsync.salesforce;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/**
 * The descriptions of objects that this process has read. Each run asks for them anew; but an answer that is byte for byte the one of
 * before is not read once more: it has hundreds of kilobytes, and says something else only when an admin has changed something. Nobody
 * changes a description. Safe for several threads.
 */
final class KnownDescriptions {
    private static final ObjectMapper JSON = OrgError.mapper();

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(byte[] answer, SObjectDescription description) {}

    /** Those of this context. */
    static KnownDescriptions of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        KnownDescriptions found = extension.getContextPlugin(KnownDescriptions.class);
        if (found == null) {
            found = new KnownDescriptions();
            extension.addContextPlugin(KnownDescriptions.class, found);
        }
        return found;
    }

    /**
     * What an answer says of an object.
     *
     * @throws SalesforceException when it is no description
     */
    SObjectDescription read(String object, byte[] answer) throws SalesforceException {
        String name = object.toLowerCase(Locale.ROOT);
        Known before = known.get(name);
        if (before != null && Arrays.equals(before.answer(), answer)) {
            return before.description();
        }
        SObjectDescription description = parsed(answer);
        if (description == null || description.getFields() == null) {
            throw new AnswerException(200, "{}");
        }
        known.put(name, new Known(answer, description));
        return description;
    }

    private static SObjectDescription parsed(byte[] answer) throws SalesforceException {
        try {
            return JSON.readValue(answer, SObjectDescription.class);
        } catch (IOException e) {
            throw new SalesforceException("Error parsing JSON response: " + e.getMessage(), e);
        }
    }
}

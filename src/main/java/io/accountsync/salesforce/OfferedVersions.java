package io.accountsync.salesforce;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions of the API that the org offers, to find out whether a call failed since the configured one is not among them. */
final class OfferedVersions {
    private static final Logger LOG = LoggerFactory.getLogger(OfferedVersions.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    private final CamelContext context;
    private final ProducerTemplate template;

    OfferedVersions(CamelContext context, ProducerTemplate template) {
        this.context = context;
        this.template = template;
    }

    /**
     * Asks the org for its versions.
     *
     * @param cause the failure of the call
     * @throws ConfigurationException when the configured version is not one of them, with those that are
     */
    void requireConfigured(SalesforceException cause) {
        String configured = ApiVersion.of(Settings.of(context));
        List<String> known = ask();
        if (known.contains(configured) || known.isEmpty() && cause.getStatusCode() == NOT_FOUND) {
            return;
        }
        throw new ConfigurationException(
                "salesforce.api-version " + configured
                        + (known.isEmpty() || Double.parseDouble(known.get(0)) <= Double.parseDouble(configured)
                                ? " is not known to the org."
                                : " is retired: Salesforce no longer answers to it.")
                        + (known.isEmpty()
                                ? " Set a version of the last three years."
                                : " Set one from " + known.get(0) + " to " + known.get(known.size() - 1)),
                cause);
    }

    /** The oldest first; empty when the org does not say. */
    private List<String> ask() {
        Exchange exchange = template.request("salesforce:getVersions?rawPayload=true", request -> {});
        try {
            List<String> versions = new ArrayList<>();
            JSON.readTree(exchange.getMessage().getBody(String.class))
                    .forEach(entry -> versions.add(entry.path("version").asText()));
            return versions;
        } catch (IOException | RuntimeException e) {
            LOG.debug("the org does not list its versions", e);
            return List.of();
        }
    }
}

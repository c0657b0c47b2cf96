package io.accountsync.cdc;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code postgres-changes:slot?tables=public.customers}, with the slot as parameter, too: see docs/cdc.md. */
public final class PostgresChangesComponent extends DefaultComponent {
    /** Of its addresses. */
    public static final String SCHEME = "postgres-changes";

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        String parameter = getAndRemoveParameter(parameters, "slot", String.class);
        boolean isInAddress = remaining != null && !remaining.isEmpty();
        String slot = isInAddress || parameter == null ? String.valueOf(remaining) : parameter;
        PostgresChangesEndpoint endpoint = new PostgresChangesEndpoint(uri, this, slot);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}

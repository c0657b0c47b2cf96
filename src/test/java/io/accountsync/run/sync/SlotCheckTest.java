package io.accountsync.run.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.camel.ContextWithoutEngine;
import io.accountsync.config.Finding;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** Routes that would take each other's changes. */
class SlotCheckTest {
    private static final String ONE = route("one", "uri: \"postgres-changes:crm?tables=public.a\"");

    @Test
    void twoRoutesWithOneSlotAreAMistakeWithBothPlaces() throws Exception {
        assertThat(examine(ONE, byParameter("two", "crm")))
                .extracting(Finding::text)
                .containsExactly(
                        "one.camel.yaml: the route one reads by the slot crm, and so does the route two in two.camel.yaml: what one of"
                                + " them has taken would never come to the other; give each a slot of its own by its parameter slot.",
                        "two.camel.yaml: the route two reads by the slot crm, and so does the route one in one.camel.yaml: what one of"
                                + " them has taken would never come to the other; give each a slot of its own by its parameter slot.");
        assertThat(examine(ONE, byParameter("two", "crm"))).allMatch(Finding::isError);
    }

    @Test
    void aSlotThatAKeyNamesIsTheSame() throws Exception {
        assertThat(examine(ONE, byParameter("two", "'{{my.slot}}'"))).hasSize(2);
        assertThat(examine(byParameter("one", "crm"), route("two", "uri: \"postgres-changes:{{my.slot}}\"")))
                .hasSize(2);
    }

    @Test
    void routesWithSlotsOfTheirOwnAndOtherRoutesAreNone() throws Exception {
        assertThat(examine(ONE, byParameter("two", "crm2"))).isEmpty();
        assertThat(examine(ONE, route("two", "uri: \"direct:crm\""))).isEmpty();
    }

    private static String byParameter(String id, String slot) {
        return route(
                id, "uri: postgres-changes\n      parameters:\n        slot: " + slot + "\n        tables: public.b");
    }

    private static String route(String id, String from) {
        return "- route:\n    id: " + id + "\n    from:\n      " + from
                + "\n      steps:\n        - to: \"direct:x\"\n";
    }

    private static List<Finding> examine(String one, String two) throws Exception {
        try (DefaultCamelContext context = ContextWithoutEngine.create()) {
            context.getPropertiesComponent().addOverrideProperty("my.slot", "crm");
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(
                            ResourceHelper.fromString("file:one.camel.yaml", one),
                            ResourceHelper.fromString("file:two.camel.yaml", two));
            return SlotCheck.examine(context);
        }
    }
}

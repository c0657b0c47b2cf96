package io.accountsync.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.camel.ContextWithoutEngine;
import io.accountsync.cdc.TestChanges;
import java.util.List;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

class ChangesJudgeTest {
    @Test
    void aSlotWhoseChangesAreNotTakenIsAnAlertAboveItsLimit() throws Exception {
        try (CamelContext context = ContextWithoutEngine.create()) {
            context.getPropertiesComponent().addOverrideProperty("sync.cdc.max-lag", "10");
            TestChanges.setLag(context, "postgres-changes:crm?tables=public.customers", 9L * 1024 * 1024);
            assertThat(judge(context)).singleElement().satisfies(one -> assertThat(one.level())
                    .isEqualTo(AlertLevel.OK));
            TestChanges.setLag(context, "postgres-changes:crm?tables=public.customers", 11L * 1024 * 1024);
            assertThat(judge(context)).singleElement().satisfies(one -> {
                assertThat(one.level()).isEqualTo(AlertLevel.CRITICAL);
                assertThat(one.message()).contains("11 MB", "sync.cdc.max-lag", "max_slot_wal_keep_size");
            });
            assertThat(new ChangesJudge(context, slot -> true).judge())
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.headline()).isEqualTo("has lost changes");
                        assertThat(one.message()).contains("run --compare-all", "11 MB");
                    });
            context.getPropertiesComponent().addOverrideProperty("sync.cdc.max-lag", "0");
            assertThat(judge(context)).singleElement().satisfies(one -> assertThat(one.level())
                    .isEqualTo(AlertLevel.OK));
            assertThat(new ChangesJudge(context, slot -> true).judge())
                    .singleElement()
                    .satisfies(one -> assertThat(one.level()).isEqualTo(AlertLevel.CRITICAL));
        }
    }

    private static List<Judgement> judge(CamelContext context) {
        return new ChangesJudge(context, slot -> false).judge();
    }
}

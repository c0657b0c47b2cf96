package io.accountsync.camel;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;

/**
 * Gives Quartz a thread for each sync: a run keeps it to its end, and one that waits for those that it follows must not keep
 * these from beginning. In a process whose schedules do not start it gets none: idle threads of Quartz look only every half second whether
 * they are to end, which a command would wait for.
 */
final class ScheduleThreads {
    /** How many Quartz has by itself; see {@code quartz.properties} in its jar. */
    private static final int OWN = 10;

    private static final String POOL = "org.quartz.threadPool.class";

    private ScheduleThreads() {}

    /** Where Quartz has not enough, and nobody gave it properties of his own; and where it needs none. */
    static void provide(CamelContext context, int syncs) {
        boolean fires = context.getAutoStartupExcludePattern() == null;
        if (fires && syncs < OWN || !(context.getComponent("quartz", true, false) instanceof QuartzComponent quartz)) {
            return;
        }
        if (!fires) {
            quartz.setAutoStartScheduler(false);
            quartz.setProperties(Map.of(POOL, "org.quartz.simpl.ZeroSizeThreadPool"));
        } else if (quartz.getProperties() == null
                && quartz.getPropertiesFile() == null
                && quartz.getPropertiesRef() == null) {
            quartz.setProperties(Map.of(
                    POOL,
                    "org.quartz.simpl.SimpleThreadPool",
                    "org.quartz.threadPool.threadCount",
                    String.valueOf(syncs + 2)));
        }
    }
}

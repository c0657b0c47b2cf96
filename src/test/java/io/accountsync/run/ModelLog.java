package io.accountsync.run;

/** Says on the error stream what a {@link Model} does, with {@code -Dmodel.log=true}: for whoever looks for what went wrong. */
final class ModelLog {
    private static final boolean WANTED = Boolean.getBoolean("model.log");

    private ModelLog() {}

    /** @param words each in any form; a report goes by its counts that are not zero */
    static void say(Object... words) {
        if (!WANTED) {
            return;
        }
        StringBuilder line = new StringBuilder("model:");
        for (Object word : words) {
            line.append(' ').append(word instanceof RunReport report ? text(report) : word);
        }
        System.err.println(line);
    }

    private static String text(RunReport report) {
        StringBuilder text = new StringBuilder("run " + report.status());
        for (Count count : Count.values()) {
            if (report.count(count) > 0) {
                text.append(' ').append(count).append('=').append(report.count(count));
            }
        }
        return text + (report.message() == null ? "" : ": " + report.message());
    }
}

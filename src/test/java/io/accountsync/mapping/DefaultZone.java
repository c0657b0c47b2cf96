package io.accountsync.mapping;

import java.util.TimeZone;

/** The time zone of the process, for a test that says where it runs. */
final class DefaultZone {
    private final TimeZone before = TimeZone.getDefault();

    void set(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
    }

    void restore() {
        TimeZone.setDefault(before);
    }
}

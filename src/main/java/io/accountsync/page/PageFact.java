package io.accountsync.page;

/** One thing that is known of the whole, such as the org that it is about. */
public record PageFact(String name, String value) {}

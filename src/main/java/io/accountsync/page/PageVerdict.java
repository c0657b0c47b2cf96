package io.accountsync.page;

/**
 * What a person has to know first.
 *
 * @param id for tests and scripts
 * @param text a sentence or two; empty for none
 * @param command what to type, when that is right; null for none
 */
public record PageVerdict(String id, Tone tone, String title, String text, String command) {}
